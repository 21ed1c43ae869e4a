import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SMS_CODE_PURPOSES } from '../../contract/codes.ts'
import { messagesTo, receiveCode, requestCode } from '../harness/codes.ts'
import { PASSWORD } from '../harness/people.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

const UNKNOWN = '13012345678'
const NEW_PASSWORD = 'staple battery horse correct'

let site: Site
let member: Member
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  for (const table of ['counted_tries', 'sms_codes', 'outbox_messages'] as const)
    await site.database.kysely.deleteFrom(table).execute()
  member = await site.join()
})

const logIn = (mobile: string, password = PASSWORD) =>
  site.visitor().post('/sessions', { mobile, password })
const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

describe('a code by SMS', () => {
  test('serves its own purpose alone', async () => {
    const { mobile } = member.person
    const uses = {
      register: (sms_code: string) =>
        site.visitor().post('/users', { mobile, sms_code, password: NEW_PASSWORD }),
      reset: (sms_code: string) =>
        site.visitor().put('/password', { mobile, sms_code, password: NEW_PASSWORD }),
      login: (sms_code: string) => site.visitor().post('/sessions', { mobile, sms_code }),
      mobile: (old_sms_code: string) =>
        member.put('/user/mobile', { mobile: UNKNOWN, sms_code: '123456', old_sms_code }),
    } as const
    for (const purpose of ['reset', 'login', 'mobile'] as const) {
      const code = await receiveCode(site, mobile, purpose, member)
      for (const other of SMS_CODE_PURPOSES)
        if (other !== purpose)
          expect(await uses[other](code)).toMatchObject({
            errcode: '4004',
            refusal: 'sms_code_wrong',
          })
      site.clock.advance({ minutes: 2 })
    }
  })

  test('spent, expired or wrong five times opens nothing', async () => {
    const { mobile } = member.person
    const enter = (sms_code: string) => site.visitor().post('/sessions', { mobile, sms_code })
    const spent = await receiveCode(site, mobile, 'login')
    expect(await enter(spent)).toMatchObject({ errcode: '0' })
    expect(await enter(spent)).toMatchObject({ errcode: '4002', refusal: 'sms_code_expired' })

    site.clock.advance({ minutes: 1 })
    const old = await receiveCode(site, mobile, 'login')
    site.clock.advance({ minutes: 5 })
    expect(await enter(old)).toMatchObject({ refusal: 'sms_code_expired' })

    const guessed = await receiveCode(site, mobile, 'login')
    for (let tried = 0; tried < 5; tried += 1)
      expect(await enter(wrongOf(guessed))).toMatchObject({ refusal: 'sms_code_wrong' })
    expect(await enter(guessed)).toMatchObject({ refusal: 'sms_code_expired' })
  })

  test.each(['reset', 'login'] as const)(
    'to %s answers the same for a number without an account, and sends nothing there',
    async (purpose) => {
      const { mobile } = member.person
      const [known, unknown] = [
        await requestCode(site, mobile, purpose),
        await requestCode(site, UNKNOWN, purpose),
      ]
      expect(unknown.errcode).toBe('0')
      expect([unknown.status, unknown.errmsg]).toEqual([known.status, known.errmsg])
      // Both leave the same behind, so that neither takes longer.
      const codes = await site.database.kysely.selectFrom('sms_codes').select('mobile').execute()
      expect(codes.map((row) => row.mobile).sort()).toEqual([UNKNOWN, mobile].sort())
      await site.work()
      expect(await messagesTo(site, mobile)).toHaveLength(1)
      expect(await messagesTo(site, UNKNOWN)).toEqual([])
      expect(await requestCode(site, UNKNOWN, purpose)).toMatchObject({ refusal: 'sms_too_soon' })
      expect(await requestCode(site, mobile, purpose)).toMatchObject({ refusal: 'sms_too_soon' })
      const use = (number: string) =>
        purpose === 'login'
          ? site.visitor().post('/sessions', { mobile: number, sms_code: 'nothing' })
          : site
              .visitor()
              .put('/password', { mobile: number, sms_code: 'nothing', password: NEW_PASSWORD })
      expect((await use(UNKNOWN)).refusal).toBe('sms_code_wrong')
      expect((await use(mobile)).refusal).toBe('sms_code_wrong')
    },
  )

  test('for another mobile number asks who it is for', async () => {
    expect(await requestCode(site, UNKNOWN, 'mobile')).toMatchObject({ errcode: '4101' })
    expect(await site.visitor().post('/sms_codes', { mobile: UNKNOWN })).toMatchObject({
      errcode: '4103',
    })
    expect(
      await site.visitor().post('/sms_codes', {
        mobile: UNKNOWN,
        purpose: 'anything',
        image_code: 'AAAA',
        image_code_id: 'x',
      }),
    ).toMatchObject({ errcode: '4103', refusal: 'params_invalid' })
  })
})

describe('a forgotten password', () => {
  test('is replaced by who reads the code, and all sessions end', async () => {
    const { mobile } = member.person
    // Locked out, as people are who forget.
    for (let tried = 0; tried < 6; tried += 1) await logIn(mobile, 'wrong')
    expect(await logIn(mobile)).toMatchObject({ refusal: 'login_locked' })
    const sms_code = await receiveCode(site, mobile, 'reset')
    const reset = { mobile, sms_code, password: NEW_PASSWORD }
    const visitor = site.visitor()
    expect(await visitor.put('/password', { ...reset, password: '12345678' })).toMatchObject({
      refusal: 'password_common',
    })
    expect(await visitor.put('/password', { ...reset, password2: 'another' })).toMatchObject({
      refusal: 'passwords_differ',
    })
    expect(await visitor.put('/password', reset)).toMatchObject({ errcode: '0' })
    expect(await member.get('/session')).toMatchObject({ errcode: '4101' })
    expect(await logIn(mobile)).toMatchObject({ refusal: 'login_wrong' })
    expect(await logIn(mobile, NEW_PASSWORD)).toMatchObject({ errcode: '0' })
    expect(await visitor.put('/password', reset)).toMatchObject({ refusal: 'sms_code_expired' })
  })

  test('asked for by many with one code is replaced once', async () => {
    const { mobile } = member.person
    const sms_code = await receiveCode(site, mobile, 'reset')
    const answers = await Promise.all(
      ['first of them all', 'second of them all', 'third of them all'].map((password) =>
        site.visitor().put('/password', { mobile, sms_code, password }),
      ),
    )
    expect(answers.map(({ errcode }) => errcode).sort()).toEqual(['0', '4002', '4002'])
  })
})

describe('logging in by SMS', () => {
  test('takes a code or a password, not both and not neither', async () => {
    const { mobile } = member.person
    const sms_code = await receiveCode(site, mobile, 'login')
    const visitor = site.visitor()
    expect(await visitor.post('/sessions', { mobile })).toMatchObject({
      refusal: 'params_missing',
      data: { field: 'password' },
    })
    expect(await visitor.post('/sessions', { mobile, sms_code, password: 'x' })).toMatchObject({
      refusal: 'params_invalid',
    })
    expect(await visitor.post('/sessions', { mobile, sms_code })).toMatchObject({ errcode: '0' })
    expect((await visitor.get('/user')).data.mobile).toBe(mobile)
  })
})

describe('another mobile number', () => {
  test('takes the codes of both', async () => {
    const { mobile: old } = member.person
    const mobile = '13012340001'
    const old_sms_code = await receiveCode(site, old, 'mobile', member)
    const sms_code = await receiveCode(site, mobile, 'mobile', member)
    const change = { mobile, sms_code, old_sms_code }
    expect(await member.put('/user/mobile', { ...change, old_sms_code: 'no' })).toMatchObject({
      refusal: 'sms_code_wrong',
    })
    expect(await member.put('/user/mobile', { ...change, mobile: old })).toMatchObject({
      refusal: 'params_invalid',
    })
    expect(await member.put('/user/mobile', change)).toMatchObject({ errcode: '0' })
    // The old number stood in for a name.
    expect((await member.get('/user')).data).toMatchObject({ mobile, name: mobile })
    expect(await logIn(old)).toMatchObject({ refusal: 'login_wrong' })
    expect(await logIn(mobile)).toMatchObject({ errcode: '0' })
  })

  test('that is somebody’s is sent nothing, and nobody learns whose it is', async () => {
    const other = await site.join()
    const answer = await requestCode(site, other.person.mobile, 'mobile', member)
    expect(answer).toMatchObject({ errcode: '0' })
    await site.work()
    expect(await messagesTo(site, other.person.mobile)).toEqual([])
  })
})

describe('where somebody is logged in', () => {
  const CHROME =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
  const enterWith = async (user_agent: string) => {
    const visitor = site.visitor()
    const sent = { mobile: member.person.mobile, password: PASSWORD }
    await visitor.post('/sessions', sent, { 'user-agent': user_agent })
    return visitor
  }
  const sessionsOf = async (who: Pick<Member, 'get'>) =>
    (await who.get('/user/sessions')).data.sessions

  test('tells devices and half of an address, and ends each', async () => {
    site.clock.advance({ minutes: 1 })
    const other = await enterWith(CHROME)
    const [newest, own] = await sessionsOf(member)
    expect(newest).toMatchObject({
      device: 'Chrome · Windows',
      place: '127.0.*.*',
      current: false,
      ctime: '2026-12-01 12:01:00',
    })
    expect(own).toMatchObject({ current: true, device: '' })

    // Noted again after an hour, not with each request.
    site.clock.advance({ minutes: 30 })
    await other.get('/session')
    expect((await sessionsOf(member))[0].used).toBe('2026-12-01 12:01:00')
    site.clock.advance({ minutes: 31 })
    await other.get('/session', { headers: { 'user-agent': 'curl/8' } })
    expect((await sessionsOf(member))[0]).toMatchObject({ used: '2026-12-01 13:02:00', device: '' })

    const stranger = await site.join()
    const end = (who: Member, id: number) => who.call('DELETE', `/user/sessions/${id}`)
    expect(await end(stranger, newest.session_id)).toMatchObject({ refusal: 'session_missing' })
    expect(await other.get('/session')).toMatchObject({ errcode: '0' })
    expect(await end(member, newest.session_id)).toMatchObject({ errcode: '0' })
    expect(await other.get('/session')).toMatchObject({ errcode: '4101' })
    expect(await end(member, newest.session_id)).toMatchObject({ refusal: 'session_missing' })
  })

  test('ends all but this one', async () => {
    const others = [await enterWith(CHROME), await enterWith('')]
    expect(await member.call('DELETE', '/user/sessions/others')).toMatchObject({ errcode: '0' })
    for (const other of others)
      expect(await other.get('/session')).toMatchObject({ errcode: '4101' })
    expect(await sessionsOf(member)).toHaveLength(1)
  })
})
