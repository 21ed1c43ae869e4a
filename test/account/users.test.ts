import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '../../server/account/passwords.ts'
import { sendForm } from '../harness/forms.ts'
import { type Letting, openLetting, orderIn } from '../harness/lettings.ts'
import { PASSWORD } from '../harness/people.ts'
import { picture } from '../harness/pictures.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let member: Member
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  member = await site.join()
})

const OK = { status: 200, errcode: '0', errmsg: 'OK' }

describe('every route about oneself', () => {
  test.each([
    ['GET', '/user', undefined],
    ['PUT', '/users/name', { name: '小爱' }],
    ['POST', '/users/avatar', undefined],
    ['GET', '/users/auth', undefined],
    ['POST', '/users/auth', { real_name: '王', id_card: '11010519491231002X' }],
    ['PUT', '/users/password', { old_password: 'a', password: 'secret', password2: 'secret' }],
  ])('%s %s needs a session', async (method, path, body) => {
    const answer = await site.visitor().call(method, path, { body })
    expect(answer).toMatchObject({ status: 200, errcode: '4101', errmsg: '用户未登录' })
  })
})

describe('the profile', () => {
  test('is one’s own', async () => {
    const { id, mobile, name } = member.person
    await site.database.kysely
      .updateTable('users')
      .set({ created_at: new Date('2026-11-01T01:00:00Z') })
      .where('id', '=', id)
      .execute()
    expect(await member.get('/user')).toMatchObject({
      ...OK,
      data: { user_id: id, mobile, name, avatar: '', create_time: '2026-11-01 09:00:00' },
    })
  })
})

describe('the name', () => {
  const rename = (name: unknown, who = member) => who.put('/users/name', { name })

  test.each([
    ['小爱', '小爱'],
    [' 小爱同学 ', '小爱同学'],
    ['\u3000全角空格\u3000', '全角空格'],
    ['🏠'.repeat(32), '🏠'.repeat(32)],
    ['O’Brien <b>', 'O’Brien <b>'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
  ])('%j is kept as %j', async (typed, kept) => {
    expect(await rename(typed)).toMatchObject({ ...OK, data: { name: kept } })
    expect((await member.get('/user')).data.name).toBe(kept)
    expect((await member.get('/session')).data.name).toBe(kept)
    await rename(member.person.mobile)
  })

  test.each([
    ['', '参数不完整'],
    [undefined, '参数不完整'],
    [null, '参数不完整'],
    ['   ', '参数错误'],
    ['\u200b\u200d', '参数错误'],
    ['\u3164\u115f', '参数错误'],
    ['a\u0000b', '参数错误'],
    ['a\nb', '参数错误'],
    ['\u202egnp.exe', '参数错误'],
    ['\ud800', '参数错误'],
    ['字'.repeat(33), '参数错误'],
    [5, '参数错误'],
    [['小爱'], '参数错误'],
  ])('%j: 4103 %s', async (typed, errmsg) => {
    expect(await rename(typed)).toMatchObject({ status: 200, errcode: '4103', errmsg })
    expect((await member.get('/user')).data.name).toBe(member.person.name)
  })

  test('of somebody else is taken; one’s own is not', async () => {
    const other = await site.join('有人了')
    expect(await rename('有人了')).toMatchObject({ errcode: '4003', errmsg: '用户名已存在' })
    expect(await rename(' 有人了 ')).toMatchObject({ errcode: '4003' })
    expect(await rename('有人了', other)).toMatchObject(OK)
  })

  test.each([
    ['胡同里的老周', '胡同里\u200b的老周'],
    ['胡同里的老周二', '胡同里的\u2060老周\u3000二'],
    ['Peter', 'ＰＥＴＥＲ'],
    ['scope', '\u0455\u0441\u043e\u0440\u0435'],
    ['NOMAD', '\u039dOM\u0391D'],
    ['fine house', 'ﬁne\u2009house'],
  ])('%j is taken by what looks like it: %j', async (kept, typed) => {
    const owner = await site.join()
    expect((await rename(kept, owner)).errcode).toBe('0')
    expect(await rename(typed)).toMatchObject({ errcode: '4003', errmsg: '用户名已存在' })
    // Of one's own it may be any.
    expect((await rename(typed, owner)).errcode).toBe('0')
    expect((await rename(owner.person.mobile, owner)).errcode).toBe('0')
    expect((await rename(typed)).errcode).toBe('0')
    await rename(member.person.mobile)
  })

  test.each([
    '匿名用户',
    '匿\u200b名用户',
    '爱家客服小王',
    'Admin',
    'ａｄｍｉｎ',
    '\u0430dmin',
    'iHome 官方',
    '系统通知',
    '用户123456789',
    '１３０１２３４５６７８',
  ])('%j is a word of the site', async (typed) => {
    expect(await rename(typed)).toMatchObject({
      status: 200,
      errcode: '4003',
      refusal: 'name_reserved',
    })
    expect((await member.get('/user')).data.name).toBe(member.person.name)
  })

  test('of before the rule stays, also where two look alike', async () => {
    const { kysely } = site.database
    const [first, second] = [await site.join('同名'), await site.join('同名二')]
    await sql`UPDATE users SET name_look = NULL WHERE id = ${second.person.id}`.execute(kysely)
    expect((await second.get('/user')).data.name).toBe('同名二')
    expect((await rename('同 名', second)).errcode).toBe('4003')
    expect((await rename('同 名', first)).errcode).toBe('0')
  })

  test('may be one’s own mobile number, and nobody else’s', async () => {
    expect(await rename('13012345678')).toMatchObject({ errcode: '4003' })
    expect(await rename(member.person.mobile)).toMatchObject(OK)
  })

  test('that ten want at once is given to one', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => site.join()))
    const answers = await Promise.all(people.map((person) => rename('只有一个', person)))
    const errcodes = answers.map((answer) => answer.errcode).sort()
    expect(errcodes).toEqual(['0', ...Array(9).fill('4003')])
  })
})

describe('the pages that show somebody', () => {
  let letting: Letting
  const page = async (from = site, house_id = letting.house_id) =>
    (await from.visitor().get(`/houses/${house_id}`)).data.house

  beforeEach(async () => {
    letting = await openLetting(site)
    await orderIn(letting, 'COMPLETE')
    // A long stay may have ended their sessions.
    site.clock.set(NOON)
  })

  test('show the host’s new name and avatar at once, on every server', async () => {
    const other = await site.another()
    expect((await page()).user_name).toBe('匿名用户')
    expect((await page(other)).user_name).toBe('匿名用户')
    const name = `房东${letting.house_id}`
    await letting.host.put('/users/name', { name })
    for (const server of [other, site]) expect((await page(server)).user_name).toBe(name)
    const avatar = await picture(300, 300)
    const { data } = await sendForm(letting.host, '/users/avatar', { avatar })
    for (const server of [other, site])
      expect((await page(server)).user_avatar).toBe(data.avatar_url)
    await other.close()
  })

  test('show the name of who wrote a comment', async () => {
    expect((await page()).comments[0].user_name).toBe('匿名用户')
    const name = `住客${letting.house_id}`
    await letting.guest.put('/users/name', { name })
    expect((await page()).comments[0].user_name).toBe(name)
    await letting.guest.put('/users/name', { name: letting.guest.person.mobile })
    expect((await page()).comments[0].user_name).toBe('匿名用户')
  })

  test('and only those get a new version', async () => {
    const elsewhere = await site.house((await site.join()).person.id)
    const versions = async () =>
      site.database.kysely.selectFrom('houses').select(['id', 'version']).orderBy('id').execute()
    const before = await versions()
    await letting.guest.put('/users/name', { name: `换名${letting.house_id}` })
    const changed = (await versions()).filter(
      ({ version }, index) => version !== before[index]?.version,
    )
    expect(changed.map(({ id }) => id)).toEqual([letting.house_id])
    expect(elsewhere).not.toBe(letting.house_id)
  })

  test('stay as they are when the name was taken', async () => {
    await site.join(`占用${letting.house_id}`)
    const answer = await letting.host.put('/users/name', { name: `占用${letting.house_id}` })
    expect(answer.errcode).toBe('4003')
    expect((await page()).user_name).toBe('匿名用户')
  })

  test('can be changed by many at once', async () => {
    const people = [letting.host, letting.guest]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (people[index % 2] as Member).put('/users/name', {
          name: `${letting.house_id}-${index}`,
        }),
      ),
    )
    expect(answers.map((answer) => answer.errcode)).toEqual(Array(20).fill('0'))
  })
})

describe('the real name', () => {
  let numbers = 0
  /** A valid number that nobody has. */
  const idCard = (first17?: string) => {
    numbers += 1
    const digits = first17 ?? `110105${1950 + numbers}0101${String(numbers).padStart(3, '0')}`
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
    return digits + '10X98765432'[sum % 11]
  }
  const verify = (id_card: unknown, who = member, real_name: unknown = '王小爱') =>
    who.post('/users/auth', { real_name, id_card })

  test('is empty before, and masked after', async () => {
    expect(await member.get('/users/auth')).toMatchObject({
      ...OK,
      data: { real_name: '', id_card: '' },
    })
    expect(await verify(' 11010519491231002x ', member, ' 王小爱 ')).toMatchObject({
      ...OK,
      data: undefined,
    })
    expect((await member.get('/users/auth')).data).toEqual({
      real_name: '王小爱',
      id_card: '110***********002X',
    })
  })

  test('is taken down once', async () => {
    const first = idCard()
    expect((await verify(first)).errcode).toBe('0')
    for (const again of [first, idCard()])
      expect(await verify(again, member, '别人')).toMatchObject({ errcode: '4105' })
    expect((await member.get('/users/auth')).data.real_name).toBe('王小爱')
  })

  test('is taken down once, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(idCard())))
    const errcodes = answers.map((answer) => answer.errcode).sort()
    expect(errcodes).toEqual(['0', ...Array(7).fill('4105')])
  })

  test('belongs to one account', async () => {
    const id_card = idCard()
    const people = await Promise.all(Array.from({ length: 5 }, () => site.join()))
    const answers = await Promise.all(people.map((person) => verify(id_card, person)))
    const errcodes = answers.map((answer) => answer.errcode).sort()
    expect(errcodes).toEqual(['0', ...Array(4).fill('4103')])
  })

  test.each([
    ['a wrong check digit', '110105194912310021'],
    ['15 digits', '110105491231002'],
    ['19 characters', '11010519491231002X1'],
    ['letters', '1101051949123100AX'],
    ['full-width digits', '１１０１０５１９４９１２３１００２Ｘ'],
    ['30 February', idCard('11010519900230001')],
    ['a thirteenth month', idCard('11010519901301001')],
    ['a birth to come', idCard('11010520261202001')],
    ['the 18th century', idCard('11010517991231001')],
    ['a region of none', idCard('01010519900101001')],
    ['a number', 110_105_194_912_310],
  ])('%s: 4103', async (_what, id_card) => {
    expect(await verify(id_card)).toMatchObject({ status: 200, errcode: '4103' })
    expect((await member.get('/users/auth')).data.id_card).toBe('')
  })

  test('is an adult’s: of 18 years on the day', async () => {
    for (const born of ['20261201', '20200101', '20081202'])
      expect(await verify(idCard(`110105${born}001`))).toMatchObject({
        status: 200,
        errcode: '4105',
        refusal: 'under_age',
      })
    expect((await member.get('/users/auth')).data.id_card).toBe('')
    expect((await verify(idCard('11010520081201001'))).errcode).toBe('0')
  })

  test('of a leap day comes of age on 1 March', async () => {
    const born = idCard('11010520080229001')
    site.clock.set('2026-02-28T15:59:59Z')
    expect(await verify(born, await site.join())).toMatchObject({ refusal: 'under_age' })
    site.clock.set('2026-02-28T16:00:00Z')
    expect((await verify(born, await site.join())).errcode).toBe('0')
  })

  test('in use is answered as one that is wrong', async () => {
    const id_card = idCard()
    await verify(id_card)
    const stranger = await site.join()
    const [used, wrong] = [await verify(id_card, stranger), await verify(idCard('1'), stranger)]
    expect({ ...used, headers: undefined }).toEqual({ ...wrong, headers: undefined })
    expect(used.refusal).toBe('id_card_invalid')
  })

  test('can be tried ten times in a day', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => verify('110105194912310021')),
    )
    const refusals = answers.map((answer) => answer.refusal).sort()
    expect(refusals).toEqual([
      ...Array(2).fill('auth_tries_spent'),
      ...Array(10).fill('id_card_invalid'),
    ])
    const id_card = idCard()
    expect(await verify(id_card)).toMatchObject({ errcode: '4201', refusal: 'auth_tries_spent' })
    site.clock.advance({ days: 1 })
    expect((await verify(id_card)).errcode).toBe('0')
  })

  test.each([[''], ['  '], ['\u0000'], ['字'.repeat(33)], [null], [7]])(
    'the name %j: 4103',
    async (real_name) => {
      expect((await verify(idCard(), member, real_name)).errcode).toBe('4103')
    },
  )

  test('is in no line of the log', async () => {
    const id_card = idCard()
    await verify(id_card, member, '王不可见')
    await verify(id_card, await site.join(), '王不可见')
    await verify(`${id_card}9`, await site.join(), '王不可见')
    await member.get('/users/auth')
    const log = site.logged.join('')
    expect(log).not.toContain(id_card)
    expect(log).not.toContain('王不可见')
  })
})

describe('the password', () => {
  const NEW = 'a new secret'
  const change = (body: Record<string, unknown> = {}, who: Pick<Member, 'put'> = member) =>
    who.put('/users/password', {
      old_password: PASSWORD,
      password: NEW,
      password2: NEW,
      ...body,
    })
  const logIn = async (password: string) =>
    (await site.visitor().post('/sessions', { mobile: member.person.mobile, password })).errcode

  test('is another from then on', async () => {
    expect(await change()).toMatchObject({ ...OK, data: undefined })
    expect(await logIn(PASSWORD)).toBe('4004')
    expect(await logIn(NEW)).toBe('0')
  })

  test('changed, ends all sessions but this one, on every server', async () => {
    const other = await site.another()
    const elsewhere = site.visitor()
    await elsewhere.post('/sessions', { mobile: member.person.mobile, password: PASSWORD })
    const stranger = await site.join()
    await change()
    const headers = { cookie: elsewhere.cookie() ?? '' }
    expect((await other.visitor().get('/session', { headers })).errcode).toBe('4101')
    expect((await elsewhere.get('/session')).errcode).toBe('4101')
    expect((await member.get('/session')).errcode).toBe('0')
    expect((await stranger.get('/session')).errcode).toBe('0')
    await other.close()
  })

  test('changed, gives this device another token, and the one before is over', async () => {
    const before = member.cookie() ?? ''
    await change()
    expect(member.cookie()).not.toBe(before)
    const old = await site.visitor().get('/session', { headers: { cookie: before } })
    expect(old.errcode).toBe('4101')
  })

  test('stays where the old one is wrong, and so do the sessions', async () => {
    const elsewhere = site.visitor()
    await elsewhere.post('/sessions', { mobile: member.person.mobile, password: PASSWORD })
    expect(await change({ old_password: 'wrong' })).toMatchObject({ errcode: '4106' })
    expect((await elsewhere.get('/session')).errcode).toBe('0')
    expect(await logIn(PASSWORD)).toBe('0')
  })

  test.each([
    [{ password2: 'another' }, '两次密码不一致'],
    [{ password: '7-chars', password2: '7-chars' }, '参数错误'],
    [{ password: 'Password1', password2: 'Password1' }, '密码过于常见，请换一个'],
    [{ password: 'x'.repeat(129), password2: 'x'.repeat(129) }, '参数错误'],
    [{ old_password: '' }, '参数不完整'],
    [{ password: undefined }, '参数不完整'],
    [{ old_password: 5 }, '参数错误'],
  ])('%j: 4103 %s', async (body, errmsg) => {
    expect(await change(body)).toMatchObject({ status: 200, errcode: '4103', errmsg })
    expect(await logIn(PASSWORD)).toBe('0')
  })

  test('of old, however short or common, still opens the account', async () => {
    const { kysely } = site.database
    const password_hash = await hashPassword('123456')
    await kysely
      .updateTable('users')
      .set({ password_hash })
      .where('id', '=', member.person.id)
      .execute()
    expect(await logIn('123456')).toBe('0')
    expect((await change({ old_password: '123456' })).errcode).toBe('0')
  })

  test('is typed once where the page asks for it once', async () => {
    expect((await change({ password2: undefined })).errcode).toBe('0')
    expect(await logIn(NEW)).toBe('0')
  })

  test('can be guessed five times in 600 seconds', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 9 }, (_, index) => change({ old_password: `wrong ${index}` })),
    )
    const errcodes = guesses.map((answer) => answer.errcode).sort()
    expect(errcodes).toEqual([...Array(5).fill('4106'), ...Array(4).fill('4201')])
    expect((await change()).errcode).toBe('4201')
    site.clock.advance({ minutes: 10 })
    expect((await change()).errcode).toBe('0')
  })

  test('changed twice at once is changed once', async () => {
    const answers = await Promise.all([
      change({ password: 'first one', password2: 'first one' }),
      change({ password: 'other one', password2: 'other one' }),
    ])
    expect(answers.map((answer) => answer.errcode).sort()).toEqual(['0', '4106'])
  })
})
