import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawCode, messagesTo, receiveSms } from '../harness/codes.ts'
import { sendForm } from '../harness/forms.ts'
import { picture } from '../harness/pictures.ts'
import { sendRaw } from '../harness/raw.ts'
import { createTestLog, openSite, type Site } from '../harness/site.ts'

const logged: string[] = []
let site: Site
beforeAll(async () => {
  site = await openSite({ log: createTestLog(logged, 'trace') })
})
afterAll(() => site.close())

const MOBILE = '13598765432'
const PASSWORDS = ['first-secret-words', 'second-secret-words', 'wrong-secret-words'] as const
const REAL = { real_name: '王不可见', id_card: '11010519491231002X' }

test('no line of any level holds a cookie, a code, a password or who somebody is', async () => {
  const person = site.visitor()
  const cookies = new Set<string>()
  const keepCookies = () => {
    for (const [value] of person.cookie()?.matchAll(/(?<==)[\w.-]{20,}/g) ?? []) cookies.add(value)
  }
  const [first, second, wrong] = PASSWORDS
  const sms_code = await receiveSms(site, MOBILE)
  const form = { mobile: MOBILE, sms_code, password: first, password2: first }
  expect((await person.post('/users', form)).errcode).toBe('0')
  keepCookies()
  const { image_code } = await drawCode(site)
  expect((await person.post('/sessions', { mobile: MOBILE, password: wrong })).errcode).toBe('4004')
  expect((await person.post('/sessions', { mobile: MOBILE, password: first })).errcode).toBe('0')
  keepCookies()
  const change = { old_password: first, password: second, password2: second }
  expect((await person.put('/users/password', change)).errcode).toBe('0')
  keepCookies()
  expect((await person.post('/users/auth', REAL)).errcode).toBe('0')
  const upload = await sendForm(person, '/users/avatar', { avatar: await picture(8, 8) })
  expect(upload.errcode).toBe('0')
  expect(
    (await person.post('/sessions', `{"mobile":"${MOBILE}","password":"${first}`)).status,
  ).toBe(400)
  await sendRaw(site.origin, `GET / HTTP/1.1\r\ncookie: ${person.cookie()}\r\nbad header\r\n\r\n`)
  expect((await person.call('DELETE', '/user/sessions')).errcode).toBe('0')

  const log = logged.join('')
  // Libraries tell what they are given, so that there is something to be hidden.
  expect(log).toContain('Providing options to busboy')
  expect(cookies.size).toBeGreaterThanOrEqual(5)
  const secrets = [...cookies, ...PASSWORDS, ...Object.values(REAL), MOBILE]
  for (const secret of secrets) expect(log).not.toContain(secret)
  expect(await messagesTo(site, MOBILE)).toHaveLength(1)
  for (const code of [sms_code, image_code])
    expect(log).not.toMatch(new RegExp(`(?<![\\w-])${code}(?![\\w-])`))
})
