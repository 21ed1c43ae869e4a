import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Bucket } from '../../server/platform/files/files.ts'
import { sendForm } from '../harness/forms.ts'
import { picture } from '../harness/pictures.ts'
import { sendRaw } from '../harness/raw.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

const directory = mkdtempSync(join(tmpdir(), 'ihome-s3-'))
const s3 = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory,
  configureBuckets: [{ name: 'ihome' }],
})
let bucket: Bucket
let site: Site
let host: Member
let house_id: number

beforeAll(async () => {
  const { port } = await s3.run()
  bucket = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'ihome',
    region: 'us-east-1',
    access_key_id: 'S3RVER',
    secret_access_key: 'S3RVER',
    path_style: true,
    public_url: undefined,
  }
  site = await openSite({ bucket })
})
afterAll(async () => {
  await site.close()
  await s3.close()
  rmSync(directory, { recursive: true })
})
beforeEach(async () => {
  host = await site.join()
  house_id = await site.house(host.person.id)
})

/** What the bucket holds, by name. */
const kept = () =>
  readdirSync(join(directory, 'ihome'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('._S3rver_object'))
    .map((name) => name.replace('._S3rver_object', ''))

const upload = async (who: Pick<Member, 'post'> = host) =>
  sendForm(who, '/houses/image', {
    house_image: await picture(1000, 500),
    house_id: String(house_id),
  })

/** The same person at another server. */
const at = (server: Site): Pick<Member, 'post' | 'put'> => {
  const cookie = { cookie: host.cookie() ?? '' }
  return {
    post: (path, body, headers) => server.visitor().post(path, body, { ...cookie, ...headers }),
    put: (path, body, headers) => server.visitor().put(path, body, { ...cookie, ...headers }),
  }
}

describe('with a bucket that browsers do not reach', () => {
  test('pictures come through the server, to be kept for good', async () => {
    const { data } = await upload()
    expect(data.image_url).toMatch(new RegExp(`^/files/houses/${house_id}/[0-9a-f]{16}-1000.webp`))
    expect(kept()).toContain(data.image_url.replace('/files/', ''))
    const answer = await fetch(site.origin + data.image_url)
    const { headers } = answer
    expect(answer.status).toBe(200)
    expect(await sharp(await answer.bytes()).metadata()).toMatchObject({
      format: 'webp',
      width: 1000,
    })
    expect(headers.get('content-type')).toBe('image/webp')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; sandbox")
  })

  test('the bucket knows their type and age too', async () => {
    const { data } = await upload()
    expect(await headOf(data.image_url.replace('/files/', ''))).toMatchObject({
      ContentType: 'image/webp',
      CacheControl: 'public, max-age=31536000, immutable',
    })
  })

  test('those that are removed are gone from it', async () => {
    const before = kept().length
    const { data } = await upload()
    expect(kept()).toHaveLength(before + 3)
    await host.put(`/houses/${house_id}/images`, { img_urls: [] })
    expect(kept()).toHaveLength(before)
    const missing = await fetch(site.origin + data.image_url)
    expect(missing.status).toBe(404)
    expect(missing.headers.get('cache-control') ?? '').not.toContain('immutable')
    await missing.arrayBuffer()
  })

  test('an avatar replaces the one before', async () => {
    const before = kept().length
    for (let done = 0; done < 3; done += 1)
      await sendForm(host, '/users/avatar', { avatar: await picture(30, 30) })
    expect(kept()).toHaveLength(before + 1)
    const { avatar } = (await host.get('/user')).data
    expect((await fetch(site.origin + avatar)).status).toBe(200)
  })

  test.each([
    '/files/',
    '/files/houses/',
    '/files/none.webp',
    '/files/../ihome',
    '/files/%2e%2e%2fihome',
    '/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/files//houses',
    '/files/..%5c',
    '/files/%00',
    '/files/.hidden',
    '/files/?list-type=2',
  ])('%s is none', async (path) => {
    const bytes = `GET ${path} HTTP/1.1\r\nHost: ihome\r\nConnection: close\r\n\r\n`
    const [answer] = await sendRaw(site.origin, bytes)
    expect([400, 404]).toContain(answer?.status)
    expect(answer?.body).toContain('"errcode"')
  })
})

describe('with a bucket that browsers reach', () => {
  test('pictures are shown from there', async () => {
    const public_url = `${bucket.endpoint}/${bucket.bucket}`
    const server = await site.another({ bucket: { ...bucket, public_url } })
    const before = kept().length
    const { data } = await upload(at(server))
    expect(data.image_url.startsWith(`${public_url}/houses/${house_id}/`)).toBe(true)
    expect(data.srcset.split(', ')[0]).toMatch(/^http.*-400\.webp 400w$/)
    const page = await server.visitor().get(`/houses/${house_id}`)
    expect(page.data.house.img_urls).toEqual([data.image_url])
    await at(server).put(`/houses/${house_id}/images`, { img_urls: [] })
    expect(kept()).toHaveLength(before)
    await server.close()
  })
})

describe('a bucket in trouble', () => {
  const troubles: [string, () => Partial<Bucket>][] = [
    ['that is away', () => ({ endpoint: 'http://127.0.0.1:9' })],
    ['that does not exist', () => ({ bucket: 'another' })],
    ['that knows us not', () => ({ access_key_id: 'somebody else' })],
  ]

  test.each(troubles)('%s: 4302, and no row', async (_what, trouble) => {
    const server = await site.another({ bucket: { ...bucket, ...trouble() } })
    const before = kept().length
    expect(await upload(at(server))).toMatchObject({ status: 200, errcode: '4302' })
    expect((await server.visitor().get(`/houses/${house_id}`)).data.house.img_urls).toEqual([])
    expect(kept()).toHaveLength(before)
    const log = server.logged.join('')
    expect(log).toContain('a file could not be kept')
    await server.close()
  })

  test('that fails half-way keeps none of the sizes', async () => {
    const { origin, close } = await failAfter(2)
    const server = await site.another({ bucket: { ...bucket, endpoint: origin } })
    const before = kept().length
    expect((await upload(at(server))).errcode).toBe('4302')
    expect(kept()).toHaveLength(before)
    await server.close()
    await close()
  })

  test('is no reason to forget what was shown', async () => {
    const { data } = await upload()
    const server = await site.another({
      bucket: { ...bucket, endpoint: 'http://127.0.0.1:9' },
    })
    const answer = await fetch(server.origin + data.image_url)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable')
    await answer.arrayBuffer()
    await server.close()
  })

  /** The bucket, but for files put after the first `count`. */
  async function failAfter(count: number) {
    let puts = 0
    const server: Server = createServer(async (request, response) => {
      if (request.method === 'PUT') puts += 1
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      if (request.method === 'PUT' && puts > count) return response.writeHead(403).end()
      const { host: _host, connection: _connection, ...headers } = request.headers
      const answer = await fetch(bucket.endpoint + request.url, {
        method: request.method ?? 'GET',
        headers: { ...(headers as Record<string, string>), host: request.headers.host ?? '' },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      })
      return response.writeHead(answer.status).end(await answer.bytes())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return {
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => new Promise<unknown>((resolve) => server.close(resolve)),
    }
  }
})

async function headOf(name: string) {
  const { HeadObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    endpoint: bucket.endpoint,
    region: bucket.region,
    forcePathStyle: true,
    credentials: { accessKeyId: bucket.access_key_id, secretAccessKey: bucket.secret_access_key },
  })
  const head = await client.send(new HeadObjectCommand({ Bucket: bucket.bucket, Key: name }))
  client.destroy()
  return head
}
