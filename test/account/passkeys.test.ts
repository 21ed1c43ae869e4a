import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthenticator } from '../harness/authenticator.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let member: Member
beforeAll(async () => {
  site = await openSite()
  member = await site.join()
})
afterAll(() => site.close())

const INVALID = { errcode: '4102', refusal: 'passkey_invalid' }
const optionsFor = async (who: Pick<Member, 'post'>, path: string) =>
  (await who.post(path)).data.options as { readonly challenge: string }
const toAdd = (who: Member = member) => optionsFor(who, '/user/passkeys/options')
const toEnter = () => optionsFor(site.visitor(), '/sessions/passkey/options')

/** Adds a key of a new device to an account; answers the device. */
async function withKey(who: Member = member, counts = false) {
  const device = createAuthenticator(site.origin, counts)
  const response = device.create(await toAdd(who))
  expect(await who.post('/user/passkeys', { name: '手机', response })).toMatchObject({
    errcode: '0',
  })
  return device
}

test('a key is added, named, used to log in without a number, and removed', async () => {
  const device = await withKey()
  const list = async () => (await member.get('/user/passkeys')).data.passkeys
  const [key] = await list()
  expect(key).toMatchObject({ name: '手机', ctime: '2026-12-01 12:00:00' })
  const path = `/user/passkeys/${key.passkey_id}`
  expect(await member.put(path, { name: '旧手机' })).toMatchObject({ errcode: '0' })

  const visitor = site.visitor()
  const response = device.get(await toEnter())
  expect(await visitor.post('/sessions/passkey', { response })).toMatchObject({ errcode: '0' })
  expect((await visitor.get('/user')).data.mobile).toBe(member.person.mobile)
  expect(await list()).toMatchObject([{ name: '旧手机', used: '2026-12-01 12:00:00' }])

  const other = await site.join()
  expect(await other.put(path, { name: 'mine' })).toMatchObject({ refusal: 'passkey_missing' })
  expect(await other.call('DELETE', path)).toMatchObject({ refusal: 'passkey_missing' })
  expect(await member.call('DELETE', path)).toMatchObject({ errcode: '0' })
  const again = { response: device.get(await toEnter()) }
  expect(await site.visitor().post('/sessions/passkey', again)).toMatchObject(INVALID)
})

test('what was signed once opens nothing a second time, nor after five minutes', async () => {
  const device = await withKey()
  const response = device.get(await toEnter())
  expect(await site.visitor().post('/sessions/passkey', { response })).toMatchObject({
    errcode: '0',
  })
  expect(await site.visitor().post('/sessions/passkey', { response })).toMatchObject(INVALID)

  const late = device.get(await toEnter())
  site.clock.advance({ minutes: 5 })
  expect(await site.visitor().post('/sessions/passkey', { response: late })).toMatchObject(INVALID)
  // A challenge of nobody, and one that was for adding a key.
  for (const options of [{ challenge: 'bm9uZQ' }, await toAdd()])
    expect(
      await site.visitor().post('/sessions/passkey', { response: device.get(options) }),
    ).toMatchObject(INVALID)
})

test('a key of another site, or for another person, is refused', async () => {
  const elsewhere = createAuthenticator('https://ihome.example.evil')
  const response = elsewhere.create(await toAdd())
  expect(await member.post('/user/passkeys', { name: 'x', response })).toMatchObject(INVALID)

  // Signed by the right key, but on the page of another site.
  const device = createAuthenticator(site.origin)
  const made = device.create(await toAdd())
  expect(await member.post('/user/passkeys', { name: 'x', response: made })).toMatchObject({
    errcode: '0',
  })
  const { challenge } = await toEnter()
  const signed = device.get({ challenge })
  const client = JSON.parse(
    Buffer.from(String(signed.response['clientDataJSON']), 'base64url').toString(),
  )
  const forged = Buffer.from(JSON.stringify({ ...client, origin: 'https://evil.example' }))
  const sent = {
    ...signed,
    response: { ...signed.response, clientDataJSON: forged.toString('base64url') },
  }
  expect(await site.visitor().post('/sessions/passkey', { response: sent })).toMatchObject(INVALID)

  // The challenge was given to somebody else; the key is somebody's already.
  const other = await site.join()
  const theirs = createAuthenticator(site.origin).create(await toAdd(other))
  expect(await member.post('/user/passkeys', { name: 'x', response: theirs })).toMatchObject(
    INVALID,
  )
  const known = device.create(await toAdd(other))
  expect(await other.post('/user/passkeys', { name: 'x', response: known })).toMatchObject(INVALID)
  expect((await other.get('/user/passkeys')).data.passkeys).toEqual([])
})

test('a copy of a key that has fallen behind is refused', async () => {
  const owner = await site.join()
  const device = await withKey(owner, true)
  const enter = async (response: object) => site.visitor().post('/sessions/passkey', { response })
  const [first, second] = [device.get(await toEnter()), device.get(await toEnter())]
  expect(await enter(second)).toMatchObject({ errcode: '0' })
  expect(await enter(first)).toMatchObject(INVALID)
})

test('an account has ten keys at most, and odd answers are refused clearly', async () => {
  const owner = await site.join()
  for (let added = 0; added < 10; added += 1) await withKey(owner)
  const response = createAuthenticator(site.origin).create(await toAdd(owner))
  expect(await owner.post('/user/passkeys', { name: 'x', response })).toMatchObject({
    refusal: 'passkeys_full',
  })
  for (const odd of [{}, { ...response, id: '../..' }, { ...response, response: {} }])
    expect(await owner.post('/user/passkeys', { name: 'x', response: odd })).toMatchObject({
      errcode: '4103',
    })
  const broken = { ...response, response: { ...response.response, attestationObject: 'oQ' } }
  expect(await owner.post('/user/passkeys', { name: 'x', response: broken })).toMatchObject(INVALID)
  expect(await site.visitor().post('/sessions/passkey', { response })).toMatchObject(INVALID)
})

test('one address begins so many log-ins', async () => {
  const answers = []
  for (let begun = 0; begun <= 100; begun += 1)
    answers.push(await site.visitor().post('/sessions/passkey/options'))
  expect(answers.at(-1)).toMatchObject({ status: 429, refusal: 'too_many_requests' })
})
