import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppDeps } from '../../server/app.ts'
import { PASSWORD } from '../harness/people.ts'
import { type Member, NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let member: Member
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  // All tests come from one address, and the clock stands still.
  await site.database.kysely.deleteFrom('counted_tries').execute()
  member = await site.join()
})

const logIn = (mobile = member.person.mobile, password = PASSWORD, from = site) =>
  from.visitor().post('/sessions', { mobile, password })

/** The session's cookie alone. */
const sessionCookieOf = (who: Member): string =>
  who.cookie()?.match(/ihome_session=[\w-]{43}/)?.[0] ?? ''

const show = (cookie: string, from = site) =>
  from.visitor().get('/session', { headers: { cookie } })

describe('logging in', () => {
  test('answers OK and opens a session that tells who it is', async () => {
    const { name, id, mobile } = (await site.join('小爱')).person
    const visitor = site.visitor()
    expect(await visitor.post('/sessions', { mobile, password: PASSWORD })).toMatchObject({
      status: 200,
      errcode: '0',
      errmsg: '登录成功',
      data: undefined,
    })
    expect(await visitor.get('/session')).toMatchObject({
      status: 200,
      errcode: '0',
      errmsg: 'true',
      data: { name, user_id: id },
    })
  })

  test('is not needed to ask whether one is', async () => {
    expect(await site.visitor().get('/session')).toMatchObject({
      status: 200,
      errcode: '4101',
      errmsg: 'false',
      data: undefined,
    })
  })

  test.each([
    [{}, '参数不完整'],
    [{ mobile: '13800000000' }, '参数不完整'],
    [{ password: 'x' }, '参数不完整'],
    [{ mobile: '', password: 'x' }, '参数不完整'],
    [{ mobile: '13800000000', password: '' }, '参数不完整'],
    [{ mobile: '12800000000', password: 'x' }, '参数错误'],
    [{ mobile: '1380000000', password: 'x' }, '参数错误'],
    [{ mobile: '138000000000', password: 'x' }, '参数错误'],
    [{ mobile: '１３８００００００００', password: 'x' }, '参数错误'],
    [{ mobile: 13_800_000_000, password: 'x' }, '参数错误'],
  ])('%j: 4103 %s', async (body, errmsg) => {
    const answer = await site.visitor().post('/sessions', body)
    expect(answer).toMatchObject({ status: 200, errcode: '4103', errmsg })
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('with a wrong password and with an unknown number answer the same', async () => {
    const wrong = await logIn(undefined, 'wrong')
    const unknown = await logIn('19912345678', 'wrong')
    expect(wrong).toMatchObject({ status: 200, errcode: '4004', errmsg: '用户名或密码错误' })
    expect({ ...unknown, headers: undefined }).toEqual({ ...wrong, headers: undefined })
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  test('again ends the session that one came with', async () => {
    const before = member.cookie() ?? ''
    await member.post('/sessions', { mobile: member.person.mobile, password: PASSWORD })
    expect(member.cookie()).not.toBe(before)
    expect((await show(before)).errcode).toBe('4101')
    expect((await show(member.cookie() ?? '')).errcode).toBe('0')
  })
})

describe('the cookie', () => {
  const cookiesOf = async (overrides: Partial<AppDeps>, headers: Record<string, string> = {}) => {
    const server = await site.another(overrides)
    const visitor = server.visitor()
    const body = { mobile: member.person.mobile, password: PASSWORD }
    const answer = await visitor.post('/sessions', body, headers)
    expect(answer.errcode).toBe('0')
    expect((await visitor.get('/session', { headers })).errcode).toBe('0')
    await server.close()
    return answer.headers
  }
  const FLAGS = 'HttpOnly; SameSite=Lax'
  const PLAIN = [
    expect.stringMatching(`^ihome_session=[\\w-]{43}; Path=/; Max-Age=2592000; ${FLAGS}$`),
    expect.stringMatching(`^ihome_device=[\\w.-]{66}; Path=/; Max-Age=31536000; ${FLAGS}$`),
  ]
  const SECURE = [
    expect.stringMatching(
      `^__Host-ihome_session=[\\w-]{43}; Path=/; Max-Age=2592000; ${FLAGS}; Secure$`,
    ),
    expect.stringMatching(
      `^__Host-ihome_device=[\\w.-]{66}; Path=/; Max-Age=31536000; ${FLAGS}; Secure$`,
    ),
  ]
  const HTTPS = { 'x-forwarded-proto': 'https' }

  test.each([
    ['plain http', PLAIN, {}, {}],
    ['a site at https', SECURE, { public_url: new URL('https://ihome.example') }, {}],
    ['a site at http', PLAIN, { public_url: new URL('http://ihome.example') }, {}],
    ['https at a trusted proxy', SECURE, { trust_proxy: true }, HTTPS],
    ['https at the one proxy in front', SECURE, { trust_proxy: 1 }, HTTPS],
    ['https at a trusted address', SECURE, { trust_proxy: 'loopback' }, HTTPS],
    ['https, says somebody', PLAIN, { trust_proxy: false }, HTTPS],
    ['https, says another address', PLAIN, { trust_proxy: '10.0.0.0/8' }, HTTPS],
  ])('%s', async (_what, cookies, overrides, headers) => {
    const answered = await cookiesOf(overrides, headers)
    expect(answered.getSetCookie()).toEqual(cookies)
    expect(answered.get('strict-transport-security')).toBe(
      cookies === SECURE ? 'max-age=31536000' : null,
    )
  })

  test('is by https the one that nobody else can have set', async () => {
    const server = await site.another({ public_url: new URL('https://ihome.example') })
    const token = member.cookie()?.match(/ihome_session=([\w-]{43})/)?.[1]
    expect((await show(`ihome_session=${token}`, server)).errcode).toBe('4101')
    expect((await show(`__Host-ihome_session=${token}`, server)).errcode).toBe('0')
    const beside = `ihome_session=${'a'.repeat(43)}; __Host-ihome_session=${token}`
    expect((await show(beside, server)).errcode).toBe('0')
    const page = await fetch(`${server.origin}/account`, {
      headers: { accept: 'text/html', cookie: `__Host-ihome_session=${token}` },
    })
    expect(await page.text()).toContain(member.person.mobile)
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000')
    await server.close()
  })

  test('sent twice with different values is none, whichever comes first', async () => {
    const other = await site.join()
    const [mine, theirs] = [sessionCookieOf(member), sessionCookieOf(other)]
    for (const cookie of [`${theirs}; ${mine}`, `${mine}; ${theirs}`, `ihome_session=x; ${mine}`])
      expect(await show(cookie), cookie).toMatchObject({ status: 200, errcode: '4101' })
    expect((await show(`${mine}; ${mine}`)).errcode).toBe('0')
    // Logging out ends what was sent, whosever it is.
    const headers = { cookie: `${theirs}; ${mine}` }
    expect((await site.visitor().call('DELETE', '/session', { headers })).errcode).toBe('0')
    for (const cookie of [mine, theirs]) expect((await show(cookie)).errcode).toBe('4101')
  })

  test('is a token that the database does not hold', async () => {
    const token = sessionCookieOf(member).split('=')[1] ?? ''
    const rows = await site.database.kysely.selectFrom('sessions').selectAll().execute()
    const stored = JSON.stringify(rows)
    expect(rows.length).toBeGreaterThan(0)
    expect(stored).not.toContain(token)
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(stored).not.toContain(createHash('sha256').update(token).digest(encoding))
  })

  test('is worth nothing on a server with another secret', async () => {
    const other = await site.another({ session_secret: 'another secret of 32 characters …' })
    expect((await show(member.cookie() ?? '', other)).errcode).toBe('4101')
    await other.close()
  })

  test('that is odd is no session, and no fault', async () => {
    const good = sessionCookieOf(member)
    const odd = [
      'ihome_session=',
      'ihome_session',
      'ihome_session=abc',
      `${good}x`,
      good.slice(0, -1),
      `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
      `ihome_session=${'a'.repeat(43)}`,
      `ihome_session=${'a'.repeat(8000)}`,
      `ihome_session="${good.split('=')[1]}"`,
      'ihome_session=%00%ff%zz',
      'ihome_session=../../etc/passwd',
      "ihome_session=' OR 1=1 --",
      `IHOME_SESSION=${good.split('=')[1]}`,
      `x${good}`,
      ';;;===',
      '=',
      '\u00ff\u00fe',
    ]
    for (const cookie of odd) {
      expect(await show(cookie), cookie).toMatchObject({ status: 200, errcode: '4101' })
      const orders = await site.visitor().get('/user/orders', { headers: { cookie } })
      expect(orders, cookie).toMatchObject({ status: 200, errcode: '4101' })
    }
  })

  test('is found among others', async () => {
    const cookie = `a=1; ${member.cookie()}; theme="dark"`
    expect((await show(cookie)).errcode).toBe('0')
  })
})

describe('logging out', () => {
  test('ends the session on every server at once, and takes the cookie away', async () => {
    const other = await site.another()
    const cookie = member.cookie() ?? ''
    expect((await show(cookie, other)).errcode).toBe('0')
    const answer = await member.call('DELETE', '/session')
    expect(answer).toMatchObject({ status: 200, errcode: '0', errmsg: 'OK', data: undefined })
    expect(answer.headers.getSetCookie()).toEqual([
      'ihome_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    ])
    for (const server of [other, site]) {
      expect((await show(cookie, server)).errcode).toBe('4101')
      const orders = await server.visitor().get('/user/orders', { headers: { cookie } })
      expect(orders.errcode).toBe('4101')
    }
    await other.close()
  })

  test('is OK without a session', async () => {
    expect(await site.visitor().call('DELETE', '/session')).toMatchObject({ errcode: '0' })
    expect(await member.call('DELETE', '/session')).toMatchObject({ errcode: '0' })
    expect(await member.call('DELETE', '/session')).toMatchObject({ errcode: '0' })
  })

  test('leaves the person’s other sessions', async () => {
    const elsewhere = site.visitor()
    await elsewhere.post('/sessions', { mobile: member.person.mobile, password: PASSWORD })
    await member.call('DELETE', '/session')
    expect((await elsewhere.get('/session')).errcode).toBe('0')
  })
})

describe('a session lives 30 days from its last use', () => {
  test('used after 29 days, it lives 29 more', async () => {
    site.clock.advance({ days: 29 })
    const used = await member.get('/session')
    expect(used.errcode).toBe('0')
    expect(used.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^ihome_session=[\w-]{43}; .*Max-Age=2592000/),
    ])
    site.clock.advance({ days: 29 })
    expect((await member.get('/user/orders')).errcode).toBe('0')
    site.clock.advance({ days: 29 })
    expect((await member.get('/session')).errcode).toBe('0')
  })

  test('and however much it is used, it ends after 180', async () => {
    for (let day = 25; day < 180; day += 25) {
      site.clock.advance({ days: 25 })
      expect((await member.get('/session')).errcode).toBe('0')
    }
    site.clock.advance({ days: 5 })
    expect((await member.get('/session')).errcode).toBe('4101')
    expect((await member.get('/user/orders')).errcode).toBe('4101')
  })

  test('unused for 31 days, it is over', async () => {
    site.clock.advance({ days: 31 })
    expect((await member.get('/session')).errcode).toBe('4101')
    expect((await member.get('/user/orders')).errcode).toBe('4101')
  })

  test('its last second is the one before 30 days', async () => {
    const other = await site.join()
    site.clock.set(new Date(Date.parse(NOON) + 30 * 86_400_000 - 1000))
    expect((await member.get('/session')).errcode).toBe('0')
    site.clock.set(new Date(Date.parse(NOON) + 30 * 86_400_000))
    expect((await other.get('/session')).errcode).toBe('4101')
  })

  test('a cookie is not sent again with every answer', async () => {
    site.clock.advance({ hours: 1 })
    expect((await member.get('/session')).headers.getSetCookie()).toEqual([])
  })
})

describe('wrong tries', () => {
  const LOCKED = { status: 200, errcode: '4201' }
  const tryWrong = async (times: number, mobile = member.person.mobile) => {
    for (let done = 0; done < times; done += 1)
      expect((await logIn(mobile, 'wrong')).errcode).toBe('4004')
  }

  test('after 5 of them even the right password is refused, for 600 seconds', async () => {
    await tryWrong(5)
    expect(await logIn()).toMatchObject(LOCKED)
    expect(await logIn(undefined, 'wrong')).toMatchObject(LOCKED)
    site.clock.set(new Date(Date.parse(NOON) + 599_000))
    expect(await logIn()).toMatchObject(LOCKED)
    site.clock.set(new Date(Date.parse(NOON) + 600_000))
    expect((await logIn()).errcode).toBe('0')
  })

  test('after 4 of them the right password is taken, and they are forgotten', async () => {
    for (let round = 0; round < 2; round += 1) {
      await tryWrong(4)
      expect((await logIn()).errcode).toBe('0')
    }
  })

  test('of a number that nobody has count the same', async () => {
    await tryWrong(5, '19911112222')
    expect(await logIn('19911112222', 'wrong')).toMatchObject(LOCKED)
  })

  test('of one number do not lock another', async () => {
    await tryWrong(5)
    const other = await site.join()
    expect((await logIn(other.person.mobile)).errcode).toBe('0')
  })

  test('many at once are counted too, on every server', async () => {
    const other = await site.another()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        logIn(undefined, `wrong ${index}`, index % 2 === 0 ? site : other),
      ),
    )
    await other.close()
    const errcodes = answers.map((answer) => answer.errcode)
    expect(errcodes.filter((errcode) => errcode === '4004')).toHaveLength(5)
    expect(errcodes.filter((errcode) => errcode === '4201')).toHaveLength(15)
    expect(await logIn()).toMatchObject(LOCKED)
  })

  test('are none where the password is right, however many log in at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn()))
    expect(answers.map((answer) => answer.errcode)).toEqual(Array(12).fill('0'))
  })

  test('of strangers lock out nobody on a device that they have logged in from', async () => {
    const device = site.visitor()
    const form = { mobile: member.person.mobile, password: PASSWORD }
    expect((await device.post('/sessions', form)).errcode).toBe('0')
    await device.call('DELETE', '/session')
    await tryWrong(5)
    expect(await logIn()).toMatchObject(LOCKED)
    expect((await device.post('/sessions', form)).errcode).toBe('0')
    // The others stay locked out, and so is this one when it guesses itself.
    expect(await logIn()).toMatchObject(LOCKED)
    const wrong = { ...form, password: 'wrong' }
    for (let tried = 0; tried < 5; tried += 1)
      expect((await device.post('/sessions', wrong)).errcode).toBe('4004')
    expect(await device.post('/sessions', form)).toMatchObject(LOCKED)
  })

  test('with a device’s cookie of another number, or of one’s own making, are a stranger’s', async () => {
    const other = await site.join()
    const deviceOf = (who: Member) => who.cookie()?.match(/ihome_device=[^;]+/)?.[0] ?? ''
    await tryWrong(5)
    const forged = deviceOf(member).replace(/=.{4}/, '=AAAA')
    for (const cookie of [deviceOf(other), forged, 'ihome_device=x', 'ihome_device=']) {
      const body = { mobile: member.person.mobile, password: PASSWORD }
      expect(await site.visitor().post('/sessions', body, { cookie })).toMatchObject(LOCKED)
    }
  })

  test('do not end a session that is open', async () => {
    await tryWrong(5)
    expect((await member.get('/session')).errcode).toBe('0')
  })
})

describe('wrong tries from one address', () => {
  let behind_proxy: Site
  beforeAll(async () => {
    behind_proxy = await openSite({ trust_proxy: true })
  })
  afterAll(() => behind_proxy.close())

  const logInFrom = async (address: string, mobile: string, password: string) =>
    (
      await behind_proxy.visitor().call('POST', '/sessions', {
        body: { mobile, password },
        headers: { 'x-forwarded-for': address },
      })
    ).errcode

  /** Each of them at another number, so that none of these is locked. */
  const guess = async (addressOf: (n: number) => string, first = 0) => {
    for (let n = 0; n < 50; n += 1)
      expect(await logInFrom(addressOf(n), `198${String(first + n).padStart(8, '0')}`, 'x')).toBe(
        '4004',
      )
  }

  test('lock it after 50, whosever number it tries, and no other address', async () => {
    const { person } = await behind_proxy.join()
    // Right ones count for nothing.
    for (let n = 0; n < 10; n += 1)
      expect(await logInFrom('203.0.113.7', person.mobile, PASSWORD)).toBe('0')
    await guess(() => '203.0.113.7')
    expect(await logInFrom('203.0.113.7', person.mobile, PASSWORD)).toBe('4201')
    expect(await logInFrom('203.0.113.8', person.mobile, PASSWORD)).toBe('0')
    behind_proxy.clock.advance({ minutes: 10 })
    expect(await logInFrom('203.0.113.7', person.mobile, PASSWORD)).toBe('0')
  })

  test('from an address that is refused count for nobody’s number', async () => {
    const owner = await behind_proxy.join()
    const { person } = owner
    await guess(() => '203.0.113.9', 2_000)
    for (let n = 0; n < 6; n += 1)
      expect(await logInFrom('203.0.113.9', person.mobile, 'x')).toBe('4201')
    // Nor does it lock out who shares it, on a device that they know.
    const form = { mobile: person.mobile, password: PASSWORD }
    const at = { 'x-forwarded-for': '203.0.113.9' }
    expect((await owner.post('/sessions', form, at)).errcode).toBe('0')
    expect(await logInFrom('203.0.113.10', person.mobile, PASSWORD)).toBe('0')
  })

  test('count with its network where it is IPv6: one subscriber has all of those', async () => {
    const { person } = await behind_proxy.join()
    await guess((n) => `2001:db8:0:7::${(n + 1).toString(16)}`, 1_000)
    for (const [address, errcode] of [
      ['2001:0DB8:0000:0007:ffff::1', '4201'],
      ['2001:db8:0:8::1', '0'],
      ['2001:db8::1', '0'],
    ] as const)
      expect(await logInFrom(address, person.mobile, PASSWORD), address).toBe(errcode)
  })
})
