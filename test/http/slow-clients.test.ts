import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { filesOfForms, sendForm } from '../harness/forms.ts'
import { picture } from '../harness/pictures.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

// Whoever is slow, or opens much and says little, is dealt with, and costs nobody else anything.
let site: Site
let host: Member
let house_id: number
beforeAll(async () => {
  site = await openSite()
  host = await site.join('慢')
  house_id = await site.house(host.person.id)
})
afterAll(() => site.close())

const SOON = { timeout: 15_000 }

/** A connection that says `bytes` and waits; `ended` is all that it heard until there is no more. */
function open(origin: string, bytes: string) {
  const { hostname, port } = new URL(origin)
  // Our half stays open whatever the server does: it is for the server to close both.
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', () => undefined)
  socket.write(bytes)
  const ended = new Promise<string>((resolve) => {
    for (const event of ['end', 'close']) socket.once(event, () => resolve(heard))
  })
  return { socket, heard: () => heard, ended }
}

/** None is left, though their clients have closed none. */
const expectNoConnections = ({ app }: Site) =>
  expect
    .poll(
      () => new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count))),
      SOON,
    )
    .toBe(0)

const stalledUpload = (member: Member) =>
  `POST /api/v1.0/houses/image HTTP/1.1\r\nHost: x\r\nCookie: ${member.cookie()}\r\n` +
  'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n' +
  '--b\r\nContent-Disposition: form-data; name="house_image"; filename="a.jpg"\r\n\r\nabc'

const upload = async (member: Member, id: number) =>
  sendForm(member, '/houses/image', { house_id: String(id), house_image: await picture(64, 64) })

/** A server of the same site that is in a hurry. */
async function openHasty(overrides: Parameters<Site['another']>[0] = {}): Promise<Site> {
  const hasty = await site.another(overrides)
  onTestFinished(() => hasty.close())
  hasty.app.server.requestTimeout = 300
  hasty.app.server.headersTimeout = 300
  return hasty
}

describe('a request that does not arrive', () => {
  test.each([
    ['half a head', 'GET /api/v1.0/areas HTTP/1.1\r\nHost: x\r\n'],
    [
      'half a body',
      'POST /api/v1.0/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"mob',
    ],
  ])('is told so in the envelope, and its connection is gone: %s', async (_what, bytes) => {
    const hasty = await openHasty()
    const answer = await open(hasty.origin, bytes).ended
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
      errcode: '4103',
      refusal: 'request_timeout',
    })
    await expectNoConnections(hasty)
  })

  test('that never began is closed without a word', async () => {
    const hasty = await openHasty()
    expect(await open(hasty.origin, '').ended).toBe('')
    await expectNoConnections(hasty)
  })

  test('does not hold an upload: its file is gone with it', async () => {
    const hasty = await site.another()
    onTestFinished(() => hasty.close())
    const stalled = Array.from({ length: 20 }, () => open(hasty.origin, stalledUpload(host)))
    await expect.poll(() => filesOfForms().length, SOON).toBe(20)
    hasty.app.server.requestTimeout = 300
    for (const { ended } of stalled) expect(await ended).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(filesOfForms, SOON).toEqual([])
    await expectNoConnections(hasty)
    expect((await upload(host, house_id)).errcode).toBe('0')
  })

  test('was nonsense', async () => {
    const server = await openHasty()
    expect(await open(server.origin, 'nonsense\r\n\r\n').ended).toMatch(/^HTTP\/1\.1 400 /)
    await expectNoConnections(server)
  })

  test('came behind one that was whole: that one is answered first', async () => {
    const answers = await open(
      site.origin,
      'GET /api/v1.0/areas HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n',
    ).ended
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  })
})

test('a person who stalls sixty-four uploads takes none from others', async () => {
  const other = await site.join('快')
  const theirs = await site.house(other.person.id)
  const stalled = Array.from({ length: 64 }, () => open(site.origin, stalledUpload(host)))
  const refused = () => stalled.filter(({ heard }) => heard().startsWith('HTTP/1.1 429')).length
  await expect.poll(refused, SOON).toBe(44)
  expect((await upload(other, theirs)).errcode).toBe('0')
  expect(await upload(host, house_id)).toMatchObject({ status: 429, refusal: 'too_many_requests' })
  for (const { socket } of stalled) socket.destroy()
  await expect.poll(async () => (await upload(host, house_id)).status, SOON).toBe(200)
})

describe('connections', () => {
  const isKept = async (server: Site) => {
    const { heard, ended } = open(server.origin, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    return Promise.race([
      ended.then(() => false),
      expect
        .poll(heard, SOON)
        .toContain('200 OK')
        .then(() => true),
    ])
  }
  const sampleOf = async (server: Site, name: string) =>
    (await server.app.inject('/metrics')).body.split('\n').find((line) => line.startsWith(name))

  test('beyond those of one address are closed, and counted', async () => {
    const server = await openHasty({ connections_per_address: 2 })
    expect(await isKept(server)).toBe(true)
    expect(await isKept(server)).toBe(true)
    expect(await isKept(server)).toBe(false)
    expect(await sampleOf(server, 'ihome_connections ')).toBe('ihome_connections 2')
    expect(await sampleOf(server, 'ihome_connections_refused_total{')).toBe(
      'ihome_connections_refused_total{bound="address"} 1',
    )
  })

  test('of a trusted proxy are those of many', async () => {
    const server = await openHasty({ connections_per_address: 1, trust_proxy: 'loopback' })
    expect([await isKept(server), await isKept(server)]).toEqual([true, true])
  })

  test('beyond those of a server are closed, whoever opens them, until some have ended', async () => {
    const server = await openHasty({ connections_max: 1, trust_proxy: 1 })
    const first: { socket: Socket } = open(
      server.origin,
      'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
    )
    await once(first.socket, 'data')
    expect(await isKept(server)).toBe(false)
    first.socket.destroy()
    await expect.poll(() => isKept(server), SOON).toBe(true)
  })
})
