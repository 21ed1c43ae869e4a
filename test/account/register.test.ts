import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { drawCode, receiveSms, requestSms } from '../harness/codes.ts'
import { HOSTILE_VALUES } from '../harness/hostile-values.ts'
import { PASSWORD } from '../harness/people.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let mobiles = 0
const at = (seconds: number) => site.clock.set(new Date(Date.parse(NOON) + seconds * 1000))

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  await site.database.kysely.deleteFrom('counted_tries').execute()
})

function newMobile(): string {
  mobiles += 1
  return `135${String(mobiles).padStart(8, '0')}`
}

const PASSWORDS = { password: 'a-good-secret', password2: 'a-good-secret' }
const register = (mobile: string, sms_code: string, more: object = {}, from = site) =>
  from.visitor().post('/users', { mobile, sms_code, ...PASSWORDS, ...more })
/** Six digits that are not these. */
const otherThan = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0')

const OK = { status: 200, errcode: '0', errmsg: '注册成功', data: undefined }
const EXPIRED = { status: 200, errcode: '4002', errmsg: '短信验证码已失效' }
const WRONG = { status: 200, errcode: '4004', errmsg: '短信验证码错误' }
const REGISTERED = { status: 200, errcode: '4003', errmsg: '手机号已存在' }

describe('registering', () => {
  test('makes an account named by the mobile number, and logs in', async () => {
    const mobile = newMobile()
    const sms_code = await receiveSms(site, mobile)
    const visitor = site.visitor()
    const answer = await visitor.post('/users', { mobile, sms_code, ...PASSWORDS })
    expect(answer).toMatchObject(OK)
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^ihome_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^ihome_device=[\w-]{22}\.[\w-]{43}; .*HttpOnly; SameSite=Lax$/),
    ])
    expect(await visitor.get('/session')).toMatchObject({ errcode: '0', data: { name: mobile } })
    const again = { mobile, password: PASSWORDS.password }
    expect((await site.visitor().post('/sessions', again)).errcode).toBe('0')
    const user = await site.database.kysely
      .selectFrom('users')
      .selectAll()
      .where('mobile', '=', mobile)
      .executeTakeFirstOrThrow()
    expect(user).toMatchObject({ name: mobile, created_at: new Date(NOON) })
    expect(user.password_hash).toMatch(/^\$argon2id\$/)
  })

  test('works on another server than the one that sent the code', async () => {
    const mobile = newMobile()
    const other = await site.another()
    expect(await register(mobile, await receiveSms(site, mobile), {}, other)).toMatchObject(OK)
    await other.close()
  })

  test('ends the session that one came with', async () => {
    const member = await site.join()
    const before = member.cookie() ?? ''
    const mobile = newMobile()
    const sms_code = await receiveSms(site, mobile)
    expect(await member.post('/users', { mobile, sms_code, ...PASSWORDS })).toMatchObject(OK)
    const old = await site.visitor().get('/session', { headers: { cookie: before } })
    expect(old.errcode).toBe('4101')
    expect((await member.get('/session')).data.name).toBe(mobile)
  })

  test.each([
    ['mobile', undefined, '参数不完整'],
    ['sms_code', undefined, '参数不完整'],
    ['password', undefined, '参数不完整'],
    ['sms_code', '', '参数不完整'],
    ['mobile', '12800000000', '参数错误'],
    ['mobile', 13_500_000_000, '参数错误'],
    ['password', '7-chars', '参数错误'],
    ['password', 'x'.repeat(129), '参数错误'],
    ['password2', 'another-secret', '两次密码不一致'],
    ['sms_code', 123_456, '参数错误'],
    ['sms_code', '1'.repeat(17), '参数错误'],
  ])('with %s = %j: 4103, and the code has all its tries', async (field, value, errmsg) => {
    const mobile = '13500000000'
    expect(await register(mobile, '123456', { [field]: value })).toMatchObject({
      status: 200,
      errcode: '4103',
      errmsg,
    })
  })

  test('with nasty values is refused, and no fault', async () => {
    for (const value of HOSTILE_VALUES)
      for (const field of ['mobile', 'sms_code', 'password', 'password2'])
        expect(await register('13500000000', '123456', { [field]: value })).toMatchObject({
          status: 200,
          errcode: expect.stringMatching(/^4(103|002)$/),
        })
  })

  test('takes a password of any characters', async () => {
    const mobile = newMobile()
    const password = '🏠 口令 ok \u0000 \u202e'
    const form = { password, password2: password }
    expect(await register(mobile, await receiveSms(site, mobile), form)).toMatchObject(OK)
    expect((await site.visitor().post('/sessions', { mobile, password })).errcode).toBe('0')
  })

  test.each(['12345678', 'password', 'PassWord', 'qwertyuiop', 'iloveyou', '1234567890'])(
    'refuses the password %s, which everybody tries first, before the code is tried',
    async (password) => {
      const mobile = newMobile()
      const sms_code = await receiveSms(site, mobile)
      for (let tried = 0; tried < 6; tried += 1)
        expect(await register(mobile, sms_code, { password, password2: password })).toMatchObject({
          status: 200,
          errcode: '4103',
          refusal: 'password_common',
          data: { field: 'password' },
        })
      expect(await register(mobile, sms_code)).toMatchObject(OK)
    },
  )

  test('when somebody has the mobile number for a name, gets another name', async () => {
    const mobile = newMobile()
    await site.join(mobile)
    expect(await register(mobile, await receiveSms(site, mobile))).toMatchObject(OK)
    const visitor = site.visitor()
    await visitor.post('/sessions', { mobile, password: PASSWORDS.password })
    expect((await visitor.get('/session')).data.name).toMatch(/^用户\d{9}$/)
  })
})

describe('the code', () => {
  test('that was never sent is one that has expired', async () => {
    expect(await register(newMobile(), '123456')).toMatchObject(EXPIRED)
  })

  test('lives 300 seconds', async () => {
    const [early, late] = [newMobile(), newMobile()]
    const codes = [await receiveSms(site, early), await receiveSms(site, late)] as const
    at(299)
    expect(await register(early, codes[0])).toMatchObject(OK)
    at(300)
    expect(await register(late, codes[1])).toMatchObject(EXPIRED)
  })

  test('of another number is wrong', async () => {
    const [mine, yours] = [newMobile(), newMobile()]
    const [my_code, your_code] = [await receiveSms(site, mine), await receiveSms(site, yours)]
    if (my_code !== your_code) expect(await register(mine, your_code)).toMatchObject(WRONG)
    expect(await register(mine, my_code)).toMatchObject(OK)
  })

  test('is replaced by the next one', async () => {
    const mobile = newMobile()
    const first = await receiveSms(site, mobile)
    at(60)
    const second = await receiveSms(site, mobile)
    if (first !== second) expect(await register(mobile, first)).toMatchObject(WRONG)
    expect(await register(mobile, second)).toMatchObject(OK)
  })

  test('is right after four wrong tries', async () => {
    const mobile = newMobile()
    const code = await receiveSms(site, mobile)
    for (let tried = 1; tried <= 4; tried += 1)
      expect(await register(mobile, otherThan(code, tried))).toMatchObject(WRONG)
    expect(await register(mobile, code)).toMatchObject(OK)
  })

  test('is spent by five wrong tries, and a new one has five again', async () => {
    const mobile = newMobile()
    const code = await receiveSms(site, mobile)
    for (let tried = 1; tried <= 5; tried += 1)
      expect(await register(mobile, otherThan(code, tried))).toMatchObject(WRONG)
    expect(await register(mobile, code)).toMatchObject(EXPIRED)
    at(60)
    const next = await receiveSms(site, mobile)
    expect(await register(mobile, otherThan(next))).toMatchObject(WRONG)
    expect(await register(mobile, next)).toMatchObject(OK)
  })

  test('guessed at many times at once is compared five times', async () => {
    const mobile = newMobile()
    const code = await receiveSms(site, mobile)
    const guesses = Array.from({ length: 30 }, (_, index) =>
      register(mobile, otherThan(code, index + 1)),
    )
    const errcodes = (await Promise.all(guesses)).map(({ errcode }) => errcode)
    expect(errcodes.filter((errcode) => errcode === '4004')).toHaveLength(5)
    expect(errcodes.filter((errcode) => errcode === '4002')).toHaveLength(25)
  })

  test('is spent by success', async () => {
    const mobile = newMobile()
    const code = await receiveSms(site, mobile)
    expect(await register(mobile, code)).toMatchObject(OK)
    expect(await register(mobile, code)).toMatchObject(EXPIRED)
  })

  test('right for a number that is registered meanwhile: 4003, and nothing changes', async () => {
    const mobile = newMobile()
    const code = await receiveSms(site, mobile)
    const { person } = await site.join()
    const { kysely } = site.database
    await kysely.updateTable('users').set({ mobile }).where('id', '=', person.id).execute()
    expect(await register(mobile, code)).toMatchObject(REGISTERED)
    expect((await site.visitor().post('/sessions', { mobile, password: PASSWORD })).errcode).toBe(
      '0',
    )
  })

  test('used many times at once, on two servers, makes one account', async () => {
    const mobile = newMobile()
    const code = await receiveSms(site, mobile)
    const other = await site.another()
    const answers = await Promise.all(
      [site, other, site, other, site].map((server) => register(mobile, code, {}, server)),
    )
    const errcodes = answers.map(({ errcode }) => errcode).sort()
    expect(errcodes.filter((errcode) => errcode === '0')).toHaveLength(1)
    for (const errcode of errcodes.slice(1)) expect(['4002', '4003']).toContain(errcode)
    const users = site.database.kysely.selectFrom('users').select('id').where('mobile', '=', mobile)
    expect(await users.execute()).toHaveLength(1)
    await other.close()
  })

  test('is not asked for again once its number is registered', async () => {
    const mobile = newMobile()
    expect(await register(mobile, await receiveSms(site, mobile))).toMatchObject(OK)
    at(60)
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(REGISTERED)
  })
})

describe('logging out everywhere', () => {
  test('ends all of a person’s sessions on every server at once, and nobody else’s', async () => {
    const other = await site.another()
    const [member, stranger] = [await site.join(), await site.join()]
    const form = { mobile: member.person.mobile, password: PASSWORD }
    const [phone, tablet] = [site.visitor(), other.visitor()]
    for (const device of [phone, tablet])
      expect((await device.post('/sessions', form)).errcode).toBe('0')
    const cookies = [member, phone, tablet].map((device) => device.cookie() ?? '')

    const answer = await phone.call('DELETE', '/user/sessions')
    expect(answer).toMatchObject({ status: 200, errcode: '0', errmsg: 'OK', data: undefined })
    expect(answer.headers.getSetCookie()).toEqual([
      'ihome_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    ])
    for (const server of [site, other])
      for (const cookie of cookies)
        expect((await server.visitor().get('/session', { headers: { cookie } })).errcode).toBe(
          '4101',
        )
    expect((await stranger.get('/session')).errcode).toBe('0')
    expect((await phone.post('/sessions', form)).errcode).toBe('0')
    await other.close()
  })

  test('needs a session, and is not for another site to ask', async () => {
    expect(await site.visitor().call('DELETE', '/user/sessions')).toMatchObject({ errcode: '4101' })
    const member = await site.join()
    const forged = await member.call('DELETE', '/user/sessions', {
      headers: { origin: 'https://evil.example' },
    })
    expect(forged.errcode).toBe('4201')
    expect((await member.get('/session')).errcode).toBe('0')
  })
})
