import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { untilSomebodyWaits } from '../harness/barrier.ts'
import { filesOfForms, sendForm } from '../harness/forms.ts'
import {
  colourAt,
  isBlue,
  isRed,
  moving,
  photograph,
  picture,
  pictureOnItsSide,
  uniform,
} from '../harness/pictures.ts'
import { sendRaw } from '../harness/raw.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

let site: Site
let host: Member
let house_id: number
const data_dir = mkdtempSync(join(tmpdir(), 'ihome-pictures-'))
beforeAll(async () => {
  site = await openSite({ data_dir })
})
afterAll(async () => {
  await site.close()
  rmSync(data_dir, { recursive: true })
})
beforeEach(async () => {
  host = await site.join()
  house_id = await site.house(host.person.id)
})

type Bytes = Uint8Array<ArrayBuffer>

const PARAMS_INVALID = { status: 200, errcode: '4103' }
const text = (content: string): Bytes => new TextEncoder().encode(content)
const behind = (picture: Bytes, more: Bytes): Bytes => new Uint8Array([...picture, ...more])

const upload = (house_image: Bytes, who = host, id = house_id, file_name?: string) =>
  sendForm(who, '/houses/image', { house_image, house_id: String(id) }, file_name)

const page = async (id = house_id, from = site) =>
  (await from.visitor().get(`/houses/${id}`)).data.house

const fetchFile = async (url: string, from = site): Promise<Bytes> => {
  const response = await fetch(from.origin + url)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

/** Everything that is kept on the disk, by name. */
const keptFiles = () =>
  readdirSync(join(data_dir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()

const countRows = async () => {
  const rows = await site.database.kysely.selectFrom('house_images').selectAll().execute()
  return rows.length
}

/** What the site logged as a fault of its own. */
const faults = () => site.logged.filter((line) => line.includes('request failed'))

const sizes = (srcset: string) =>
  srcset.split(', ').map((size) => size.split(' ') as [string, string])

describe('a picture of a house', () => {
  test('is kept in three widths, as WebP, and shown on the page', async () => {
    const before = await page()
    const answer = await upload(await picture(2000, 1000))
    expect(answer).toMatchObject({ status: 200, errcode: '0' })
    const { image_url, srcset } = answer.data
    expect(image_url).toMatch(new RegExp(`^/files/houses/${house_id}/[0-9a-f]{16}-1600\\.webp$`))
    expect(sizes(srcset).map(([, width]) => width)).toEqual(['400w', '800w', '1600w'])
    expect(sizes(srcset).at(-1)?.[0]).toBe(image_url)
    for (const [url, width] of sizes(srcset)) {
      const { format, width: drawn, height } = await sharp(await fetchFile(url)).metadata()
      expect({ format, width: `${drawn}w`, height }).toEqual({
        format: 'webp',
        width,
        height: (drawn ?? 0) / 2,
      })
    }
    expect(before.img_urls).toEqual([])
    expect(await page()).toMatchObject({ img_urls: [image_url], srcsets: [srcset] })
    // Every list shows it too.
    const shown = { img_url: image_url, img_srcset: srcset }
    expect((await host.get('/user/houses')).data.houses).toContainEqual(
      expect.objectContaining(shown),
    )
    const visitor = site.visitor()
    expect((await visitor.get('/houses/index')).data).toMatchObject([shown])
    expect((await visitor.get('/houses')).data.houses).toMatchObject([shown])
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('may be %s', async (format) => {
    const { data } = await upload(await picture(500, 300, format))
    const drawn = await fetchFile(data.image_url)
    expect(isRed(await colourAt(drawn, 20, 150))).toBe(true)
    expect(isBlue(await colourAt(drawn, 480, 150))).toBe(true)
  })

  test.each([
    [300, 200, [300]],
    [400, 400, [400]],
    [401, 10, [400, 401]],
    [1000, 800, [400, 800, 1000]],
    [2, 1, [2]],
    [100, 8000, [20, 40, 80].map((width) => width * 5)],
  ])('of %i × %i is never enlarged', async (width, height, widths) => {
    const { data } = await upload(await picture(width, height, 'png'))
    const expected = width * 4 < height ? undefined : widths
    const urls = data.srcset === '' ? [data.image_url] : sizes(data.srcset).map(([url]) => url)
    const drawn = await Promise.all(
      urls.map(async (url: string) => (await sharp(await fetchFile(url)).metadata()).width ?? 0),
    )
    if (expected) expect(drawn).toEqual(expected)
    else expect(Math.max(...drawn)).toBeLessThanOrEqual(width)
  })

  test('is turned upright, and tells nothing of place, time and camera', async () => {
    const sent = await pictureOnItsSide(600, 400)
    expect((await sharp(sent).metadata()).orientation).toBe(6)
    expect(Buffer.from(sent).includes('Telephone')).toBe(true)
    const { data } = await upload(sent)
    const drawn = await fetchFile(data.image_url)
    const { width, height, exif, xmp, icc, iptc, orientation } = await sharp(drawn).metadata()
    expect({ width, height }).toEqual({ width: 400, height: 600 })
    expect([exif, xmp, icc, iptc, orientation]).toEqual(Array(5).fill(undefined))
    expect(Buffer.from(drawn).includes('Telephone')).toBe(false)
    // What was left is on top after a quarter turn to the right.
    expect(isRed(await colourAt(drawn, 200, 50))).toBe(true)
    expect(isBlue(await colourAt(drawn, 200, 550))).toBe(true)
  })

  test('that moves is its first frame', async () => {
    const { data } = await upload(await moving('webp'))
    const drawn = await fetchFile(data.image_url)
    expect((await sharp(drawn).metadata()).pages ?? 1).toBe(1)
    expect(isRed(await colourAt(drawn, 32, 32))).toBe(true)
  })

  test('with something behind it is the picture alone', async () => {
    const film = text('\u0000\u0000\u0000\u0018ftypmp42 and the seconds that a phone adds')
    const { data } = await upload(behind(await picture(64, 64), film))
    const drawn = Buffer.from(await fetchFile(data.image_url))
    expect(drawn.includes('ftypmp42')).toBe(false)
    expect(drawn.subarray(0, 4).toString()).toBe('RIFF')
    expect(drawn.readUInt32LE(4) + 8).toBe(drawn.length)
  })

  test('sent twice is two pictures', async () => {
    const sent = await picture(64, 64)
    const [one, other] = [await upload(sent), await upload(sent)]
    expect(one.data.image_url).not.toBe(other.data.image_url)
  })

  test('may have any name', async () => {
    for (const name of ['../../../../etc/passwd', 'a.php', 'x.svg', '\u202egpj.exe', ''])
      expect((await upload(await picture(8, 8), host, house_id, name)).errcode).toBe('0')
    expect(keptFiles().every((name) => /^[\w-]+\.webp$/.test(name))).toBe(true)
  })
})

describe('what is no picture', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const PHP = '<?php system($_GET["c"]);'
  const ZIP = text(`PK\u0005\u0006${'\u0000'.repeat(18)}`)
  /** The comment stands before the pixels, where a camera may write what it likes. */
  const commented = async (comment: string) => {
    const length = comment.length + 2
    const marker = [0xff, 0xfe, length >> 8, length & 0xff, ...text(comment)]
    const bytes = await picture(64, 64)
    return new Uint8Array([...bytes.slice(0, 2), ...marker, ...bytes.slice(2)])
  }
  const cut = async (share: number) => {
    const whole = await photograph(800, 600)
    return whole.slice(0, Math.floor(whole.length * share))
  }
  const nothingStays = async (work: () => Promise<void>) => {
    const before = { files: keptFiles(), rows: await countRows() }
    const version = async () =>
      site.database.kysely.selectFrom('houses').select('version').orderBy('id').execute()
    const versions = await version()
    await work()
    expect({ files: keptFiles(), rows: await countRows() }).toEqual(before)
    expect(await version()).toEqual(versions)
    expect(filesOfForms()).toEqual([])
  }

  test.each<[string, string, () => Promise<Bytes>]>([
    ['picture_invalid', 'an SVG with a script', async () => text(SVG)],
    [
      'picture_invalid',
      'an SVG that begins as an XML file',
      async () => text(`<?xml version="1.0"?>${SVG}`),
    ],
    ['picture_invalid', 'a page', async () => text('<!doctype html><script>alert(1)</script>')],
    ['picture_invalid', 'a GIF that is a script too', async () => text('GIF89a=1;alert(1)//')],
    ['picture_invalid', 'a GIF', () => picture(64, 64, 'gif')],
    ['picture_invalid', 'a GIF that moves', () => moving('gif')],
    ['picture_invalid', 'a TIFF', () => picture(64, 64, 'tiff')],
    ['picture_invalid', 'a PDF', async () => text('%PDF-1.7\n1 0 obj<<>>endobj')],
    [
      'picture_invalid',
      'a program',
      async () => new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...Array(60).fill(0)]),
    ],
    [
      'picture_broken',
      'the head of a JPEG alone',
      async () => new Uint8Array([0xff, 0xd8, 0xff, ...Array(40)]),
    ],
    ['picture_invalid', 'the head of a PNG alone', async () => text('\u0089PNG\r\n\u001a\n')],
    [
      'picture_mixed',
      'the head of a JPEG before an SVG',
      async () => new Uint8Array([255, 216, 255, ...text(SVG)]),
    ],
    [
      'picture_broken',
      'the head of a WebP before a page',
      async () => text('RIFF\u0000\u0000\u0000\u0000WEBPVP8 <b>'),
    ],
    [
      'picture_mixed',
      'a JPEG that is an archive too',
      async () => behind(await picture(64, 64), ZIP),
    ],
    [
      'picture_mixed',
      'a WebP that is an archive too',
      async () => behind(await picture(64, 64, 'webp'), ZIP),
    ],
    [
      'picture_mixed',
      'a JPEG that is a page too',
      async () => behind(await picture(64, 64), text('<HTML><b>')),
    ],
    [
      'picture_mixed',
      'a PNG that is a script too',
      async () => behind(await picture(64, 64, 'png'), text(PHP)),
    ],
    [
      'picture_mixed',
      'a JPEG with a script in its comment',
      () => commented('*/=alert(1)/*<script src=x>'),
    ],
    ['picture_mixed', 'a JPEG that is a PDF too', () => commented('%PDF-1.7\n1 0 obj<<>>endobj')],
    ['picture_broken', 'a JPEG that ends early', () => cut(0.6)],
    ['picture_broken', 'a JPEG without its last bytes', () => cut(0.95)],
    ['picture_too_large', 'a PNG of 50 megapixels in few bytes', () => uniform(10_000, 5_000)],
    [
      'picture_too_large',
      'a PNG of 900 megapixels in few bytes',
      async () => claim(await picture(8, 8, 'png')),
    ],
    ['picture_invalid', 'one byte', async () => new Uint8Array([0xff])],
    ['params_missing', 'nothing', async () => new Uint8Array()],
  ])('%s: %s, and nothing stays', async (refusal, _what, make) => {
    const sent = await make()
    await nothingStays(async () => {
      expect(await upload(sent)).toMatchObject({ ...PARAMS_INVALID, refusal })
      const answer = await sendForm(host, '/users/avatar', { avatar: sent })
      expect(answer).toMatchObject({ ...PARAMS_INVALID, refusal })
    })
  })

  test('or more than 10 MB: 413', async () => {
    const large = new Uint8Array(10 * 1024 * 1024 + 1)
    large.set(await picture(8, 8))
    await nothingStays(async () => {
      expect(await upload(large)).toMatchObject({ status: 413, errcode: '4103' })
    })
    expect((await upload(large.slice(0, -1))).errcode).toBe('0')
  })

  test('of 40 megapixels is a picture still', async () => {
    expect((await upload(await uniform(8_000, 5_000))).errcode).toBe('0')
  })

  test('of 48 megapixels, as telephones take them, is made smaller', async () => {
    const { data } = await upload(await uniform(6_000, 8_000, 'jpeg'))
    const { width, height } = await sharp(await fetchFile(data.image_url)).metadata()
    expect({ width, height }).toEqual({ width: 1600, height: 2133 })
  })

  test('of too many pixels is told how many it may have, in both languages', async () => {
    const sent = await uniform(8_200, 8_000, 'jpeg')
    expect((await upload(sent)).errmsg).toContain('6400 万像素')
    const reader: Pick<Member, 'post'> = {
      post: (path, body, headers) => host.post(path, body, { ...headers, 'accept-language': 'en' }),
    }
    const answer = await sendForm(reader, '/users/avatar', { avatar: sent })
    expect(answer.errmsg).toContain('64 megapixels')
  })

  /** Says that it is 30,000 × 30,000. */
  function claim(png: Bytes): Bytes {
    const view = new DataView(png.buffer)
    view.setUint32(16, 30_000)
    view.setUint32(20, 30_000)
    return png
  }
})

describe('whose house it is', () => {
  test('somebody else’s: 4105', async () => {
    const other = await site.join()
    const sent = await picture(8, 8)
    expect(await upload(sent, other)).toMatchObject({ status: 200, errcode: '4105' })
    const arranged = await other.put(`/houses/${house_id}/images`, { img_urls: [] })
    expect(arranged).toMatchObject({ status: 200, errcode: '4105' })
    expect(await page()).toMatchObject({ img_urls: [] })
  })

  test.each([999_999, 0, -1, '99999999999999999999'])('house %s is none: 4002', async (id) => {
    const sent = await picture(8, 8)
    expect(await upload(sent, host, id as number)).toMatchObject({ errcode: '4002' })
    const arranged = await host.put(`/houses/${id}/images`, { img_urls: [] })
    expect(arranged).toMatchObject({ errcode: '4002' })
  })

  test('nobody’s without a session: 4101', async () => {
    const visitor = site.visitor()
    const answer = await sendForm(visitor, '/houses/image', {
      house_image: await picture(8, 8),
      house_id: String(house_id),
    })
    expect(answer).toMatchObject({ status: 200, errcode: '4101' })
    const arranged = await visitor.put(`/houses/${house_id}/images`, { img_urls: [] })
    expect(arranged).toMatchObject({ errcode: '4101' })
  })
})

describe('the cover', () => {
  const coverOf = async (id: number) => {
    const houses = site.database.kysely.selectFrom('houses').select('cover_url')
    return (await houses.where('id', '=', id).executeTakeFirstOrThrow()).cover_url
  }

  test('is the first picture', async () => {
    const first = (await upload(await picture(8, 8))).data.image_url
    await upload(await picture(8, 8))
    expect(await coverOf(house_id)).toBe(first)
  })

  test('is the first one shown, however many come at once, on two servers', async () => {
    const other = await site.another()
    const sent = await picture(16, 16)
    const headers = { cookie: host.cookie() ?? '' }
    const elsewhere = {
      post: (path: string, body?: unknown, more?: Record<string, string>) =>
        other.visitor().post(path, body, { ...headers, ...more }),
    }
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        sendForm(index % 2 ? elsewhere : host, '/houses/image', {
          house_image: sent,
          house_id: String(house_id),
        }),
      ),
    )
    const { img_urls } = await page()
    expect([...img_urls].sort()).toEqual(answers.map((answer) => answer.data.image_url).sort())
    expect(await coverOf(house_id)).toBe(img_urls[0])
    await other.close()
  })

  test('a house has at most 20 pictures, however they come', async () => {
    const sent = await picture(8, 8)
    for (let done = 0; done < 15; done += 1) expect((await upload(sent)).errcode).toBe('0')
    const before = keptFiles().length
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(sent)))
    const errcodes = answers.map((answer) => answer.errcode).sort()
    expect(errcodes).toEqual([...Array(5).fill('0'), ...Array(5).fill('4103')])
    expect((await page()).img_urls).toHaveLength(20)
    expect(keptFiles()).toHaveLength(before + 5)
    expect((await upload(sent)).errmsg).toBe('图片数量已达上限')
  })

  describe('arranged', () => {
    let urls: string[]
    const arrange = (img_urls: unknown) => host.put(`/houses/${house_id}/images`, { img_urls })
    beforeEach(async () => {
      const sent = await picture(900, 90)
      urls = []
      for (let done = 0; done < 4; done += 1) urls.push((await upload(sent)).data.image_url)
    })

    test('is the first of the new order', async () => {
      const turned = [...urls].reverse()
      expect(await arrange(turned)).toMatchObject({ errcode: '0', data: undefined })
      expect((await page()).img_urls).toEqual(turned)
      expect(await coverOf(house_id)).toBe(turned[0])
    })

    test('and what is not named is gone, its files too', async () => {
      const files = keptFiles().length
      const [one = '', two = '', three = ''] = urls
      await arrange([three, one])
      const { img_urls, srcsets } = await page()
      expect(img_urls).toEqual([three, one])
      expect(sizes(srcsets[0]).at(-1)?.[0]).toBe(three)
      expect(keptFiles()).toHaveLength(files - 2 * 3)
      expect((await fetch(site.origin + two)).status).toBe(404)
      for (const url of img_urls) await fetchFile(url)
      expect((await upload(await picture(8, 8))).errcode).toBe('0')
      expect((await page()).img_urls).toHaveLength(3)
    })

    test('is none where no picture is left', async () => {
      await arrange([])
      expect((await page()).img_urls).toEqual([])
      expect(await coverOf(house_id)).toBe('')
      const next = (await upload(await picture(8, 8))).data.image_url
      expect(await coverOf(house_id)).toBe(next)
    })

    test.each<[string, (urls: string[]) => unknown]>([
      ['an address of none', ([one]) => [one, '/files/houses/1/none.webp']],
      ['a smaller size', ([one = '']) => [one.replace('-900', '-400')]],
      ['one named twice', ([one]) => [one, one]],
      ['an empty address', () => ['']],
      ['no list', ([one]) => one],
      ['numbers', () => [1]],
      ['nothing', () => undefined],
      ['too many', () => Array.from({ length: 101 }, (_, index) => `/files/${index}`)],
    ])('by %s: 4103, and stays', async (_what, make) => {
      expect(await arrange(make(urls))).toMatchObject(PARAMS_INVALID)
      expect((await page()).img_urls).toEqual(urls)
    })

    test('with another house’s picture: 4103', async () => {
      const elsewhere = await site.house(host.person.id)
      const { data } = await upload(await picture(8, 8), host, elsewhere)
      expect(await arrange([...urls, data.image_url])).toMatchObject(PARAMS_INVALID)
    })

    test('by many at once, one of them wins', async () => {
      const orders = urls.map((_, index) => [...urls.slice(index), ...urls.slice(0, index)])
      const answers = await Promise.all(orders.map(arrange))
      expect(answers.map((answer) => answer.errcode)).toEqual(['0', '0', '0', '0'])
      const { img_urls } = await page()
      expect(orders).toContainEqual(img_urls)
      expect(await coverOf(house_id)).toBe(img_urls[0])
    })
  })
})

describe('an avatar', () => {
  test('is the middle of the picture as a square, and replaces the one before', async () => {
    const files = keptFiles().length
    const { data } = await sendForm(host, '/users/avatar', { avatar: await picture(900, 300) })
    expect(data.avatar_url).toMatch(new RegExp(`^/files/avatars/${host.person.id}-[0-9a-f]{16}`))
    const drawn = await fetchFile(data.avatar_url)
    expect(await sharp(drawn).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 })
    expect(isRed(await colourAt(drawn, 40, 128))).toBe(true)
    expect(isBlue(await colourAt(drawn, 216, 128))).toBe(true)
    expect((await host.get('/user')).data.avatar).toBe(data.avatar_url)

    const next = await sendForm(host, '/users/avatar', { avatar: await pictureOnItsSide(30, 60) })
    expect((await host.get('/user')).data.avatar).toBe(next.data.avatar_url)
    expect((await fetch(site.origin + data.avatar_url)).status).toBe(404)
    expect(keptFiles()).toHaveLength(files + 1)
  })

  test('sent many times at once leaves one file', async () => {
    const files = keptFiles().length
    const avatar = await picture(64, 64)
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => sendForm(host, '/users/avatar', { avatar })),
    )
    expect(answers.map((answer) => answer.errcode)).toEqual(Array(6).fill('0'))
    expect(keptFiles()).toHaveLength(files + 1)
    await fetchFile((await host.get('/user')).data.avatar)
  })
})

describe('files', () => {
  test('are kept by browsers for good, and run nothing', async () => {
    const { data } = await upload(await picture(8, 8))
    const { headers, status } = await fetch(site.origin + data.image_url)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/webp')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; sandbox")
  })

  test.each([
    '/files/',
    '/files/houses',
    '/files/houses/',
    '/files/none.webp',
    '/files/../in-use.lock',
    '/files/..%2fsession-secret',
    '/files/%2e%2e/session-secret',
    '/files/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/files/....//....//etc/passwd',
    '/files//etc/passwd',
    '/files/%2fetc%2fpasswd',
    '/files/..%5c..%5cetc%5cpasswd',
    '/files/%00',
    '/files/.hidden',
  ])('%s is none', async (path) => {
    const bytes = `GET ${path} HTTP/1.1\r\nHost: ihome\r\nConnection: close\r\n\r\n`
    const [answer] = await sendRaw(site.origin, bytes)
    expect([400, 403, 404]).toContain(answer?.status)
    expect(answer?.body).not.toContain('root:')
  })

  test('that cannot be kept are a fault that is named, and no row', async () => {
    const broken_dir = mkdtempSync(join(tmpdir(), 'ihome-broken-'))
    const broken = await site.another({ data_dir: broken_dir })
    // A file where the directory should be.
    rmSync(join(broken_dir, 'files'), { recursive: true })
    writeFileSync(join(broken_dir, 'files'), '')
    const rows = await countRows()
    const headers = { cookie: host.cookie() ?? '' }
    const answer = await sendForm(
      { post: (path, body, more) => broken.visitor().post(path, body, { ...headers, ...more }) },
      '/houses/image',
      { house_image: await picture(8, 8), house_id: String(house_id) },
    )
    expect(answer).toMatchObject({ status: 200, errcode: '4302' })
    expect(await countRows()).toBe(rows)
    expect(broken.logged.join('')).toContain('a file could not be kept')
    await broken.close()
    rmSync(broken_dir, { recursive: true })
  })

  test('of a page that could not be changed are removed', async () => {
    const before = keptFiles()
    const { kysely } = site.database
    const doomed = await site.house(host.person.id)
    const deleting = await kysely.startTransaction().execute()
    await deleting.deleteFrom('houses').where('id', '=', doomed).execute()
    const answer = upload(await picture(8, 8), host, doomed)
    // It is drawn and kept by then, and waits for its house, which goes.
    await untilSomebodyWaits(kysely)
    expect(keptFiles().length).toBeGreaterThan(before.length)
    await deleting.commit().execute()
    expect((await answer).errcode).toBe('4002')
    expect(keptFiles()).toEqual(before)
  })
})

describe('a form that is none', () => {
  const BOUNDARY = 'x0x'
  const send = (body: string | Bytes, type = `multipart/form-data; boundary=${BOUNDARY}`) =>
    host.post('/houses/image', body, { 'content-type': type })
  const part = (head: string, content: string) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
  const END = `--${BOUNDARY}--\r\n`
  const id = () => part('name="house_id"', String(house_id))
  let file: string
  beforeAll(async () => {
    file = part(
      'name="house_image"; filename="a.jpg"\r\nContent-Type: image/jpeg',
      Buffer.from(await picture(8, 8)).toString('latin1'),
    )
  })
  const latin1 = (content: string): Bytes => new Uint8Array(Buffer.from(content, 'latin1'))

  test('is one when written like this', async () => {
    expect((await send(latin1(id() + file + END))).errcode).toBe('0')
    expect((await send(latin1(file + id() + END))).errcode).toBe('0')
  })

  test.each([
    ['application/json', '{}'],
    ['application/x-www-form-urlencoded', 'house_id=1'],
    ['text/plain', 'house_id=1'],
    ['image/jpeg', 'x'],
    ['multipart/mixed; boundary=x', '--x--'],
    ['multipart/form-data', '--x--'],
    ['multipart/form-data; boundary=', '--x--'],
  ])('%s: 400', async (type, body) => {
    expect(await send(body, type)).toMatchObject({ status: 400, errcode: '4103' })
  })

  test.each<[string, () => string]>([
    ['no file', () => id() + END],
    ['no house', () => file + END],
    ['an empty house', () => part('name="house_id"', '') + file + END],
    ['a house that is no number', () => part('name="house_id"', 'one') + file + END],
    ['the file under another name', () => id() + file.replace('house_image', 'image') + END],
    ['the file as text', () => id() + part('name="house_image"', 'text') + END],
    ['an empty file', () => id() + part('name="house_image"; filename="a.jpg"', '') + END],
    ['two files', () => id() + file + file + END],
    ['a huge field', () => part('name="house_id"', '1'.repeat(5000)) + file + END],
    [
      'a huge field of another name',
      () => part('name="a"', 'x'.repeat(50_000)) + id() + file + END,
    ],
    [
      'a hundred fields',
      () =>
        id() +
        Array.from({ length: 100 }, (_, n) => part(`name="a${n}"`, '')).join('') +
        file +
        END,
    ],
    ['no part', () => END],
    ['nothing', () => ''],
  ])('%s: 4103', async (_what, make) => {
    expect(await send(latin1(make()))).toMatchObject(PARAMS_INVALID)
    expect(filesOfForms()).toEqual([])
  })

  test.each<[string, () => string]>([
    ['a broken boundary', () => (id() + file + END).replaceAll('--x0x', '--y')],
    ['no end', () => id() + file],
    ['an end within the file', () => (id() + file).slice(0, -100)],
    ['no head', () => `--${BOUNDARY}\r\n\r\nx\r\n${END}`],
    ['__proto__', () => part('name="__proto__"', 'x') + END],
  ])('%s: refused, and no fault of ours', async (_what, make) => {
    const answer = await send(latin1(make()))
    expect(answer.errcode).toBe('4103')
    expect([200, 400]).toContain(answer.status)
    expect(faults()).toEqual([])
    expect(filesOfForms()).toEqual([])
  })

  test.each([100, 300_000])('broken off after %i bytes leaves nothing', async (bytes) => {
    const before = { files: keptFiles(), rows: await countRows() }
    const sent = id() + file.slice(0, -40) + 'x'.repeat(bytes)
    // At once, while it is looked who sends it, and later, while the file comes in.
    await breakOff(sent)
    await breakOff(sent, untilFileComesIn)
    await expect.poll(filesOfForms).toEqual([])
    expect({ files: keptFiles(), rows: await countRows() }).toEqual(before)
    expect(faults()).toEqual([])
  })

  test('broken off a hundred times keeps nobody else out', async () => {
    const sent = id() + file.slice(0, -40)
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => breakOff(sent, n % 2 ? untilFileComesIn : undefined)),
    )
    await expect.poll(async () => (await upload(await picture(8, 8))).errcode).toBe('0')
    await expect.poll(filesOfForms).toEqual([])
  })

  const untilFileComesIn = () => expect.poll(filesOfForms).not.toEqual([])

  async function breakOff(sent: string, moment?: () => Promise<unknown>): Promise<void> {
    const { hostname, port } = new URL(site.origin)
    const socket = connect(Number(port), hostname)
    const head = [
      'POST /api/v1.0/houses/image HTTP/1.1',
      'Host: ihome',
      `Cookie: ${host.cookie()}`,
      `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
      'Content-Length: 1000000',
    ]
    await new Promise<void>((resolve) =>
      socket.write(`${head.join('\r\n')}\r\n\r\n${sent}`, 'latin1', () => resolve()),
    )
    await moment?.()
    socket.destroy()
  }
})

test('files are what was sent', async () => {
  // Nothing above left something that is not WebP.
  for (const name of keptFiles()) expect(name).toMatch(/\.webp$/)
  const [name = ''] = readdirSync(join(data_dir, 'files/houses')).slice(-1)
  const [file = ''] = readdirSync(join(data_dir, 'files/houses', name))
  const bytes = readFileSync(join(data_dir, 'files/houses', name, file))
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP')
})
