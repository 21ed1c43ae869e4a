import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGES } from '../../contract/pages.ts'
import { API_PREFIX } from '../../contract/route.ts'
import { sendRaw } from '../harness/raw.ts'
import { type Member, openSite, type Site } from '../harness/site.ts'

const ATTACK = '</title><script>alert(1)</script>'
const ASSETS = fileURLToPath(new URL('../../web/dist/assets', import.meta.url))

let site: Site
let host: Member
let house_id: number
let hostile_id: number

beforeAll(async () => {
  site = await openSite()
  host = await site.join()
  house_id = await site.house(host.person.id, { title: '鼓楼 & "小院"', price_fen: 36_800 })
  hostile_id = await site.house(host.person.id, { title: ATTACK, address: `"><script>x</script>` })
})
afterAll(() => site.close())

/** As a browser goes to an address. */
const visit = async (path: string, headers: Record<string, string> = {}, origin = site.origin) => {
  const response = await fetch(origin + path, {
    headers: { accept: 'text/html,application/xhtml+xml', ...headers },
    redirect: 'manual',
  })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

/** What the page carries for its first view, read as a browser does: up to the first end tag. */
const pageData = (html: string): Record<string, unknown> =>
  JSON.parse(
    html.match(/<script type="application\/json" id="page-data">(.*?)<\/script>/s)?.[1] ?? '',
  )

test('a house that cannot be read just now is not called gone', async () => {
  // Each request to the API counts: what the page asks in its visitor's name is past the limit.
  const busy = await openSite({ rate_limit: 1 })
  try {
    const { id } = (await busy.join()).person
    const house = await busy.house(id)
    const { status, html } = await visit(`/houses/${house}`, {}, busy.origin)
    expect(html).not.toContain(`"/houses/${house}"`)
    expect(status).toBe(200)
  } finally {
    await busy.close()
  }
})

describe('every page', () => {
  for (const { path } of PAGES) {
    test(`${path} is HTML with the policy, in the language that was chosen`, async () => {
      const address = path.replace(':id', String(house_id))
      const { status, headers, html } = await visit(address)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(html).toContain('<html lang="zh-CN">')
      const english = await visit(address, { cookie: 'ihome_language=en; ihome_theme=dark' })
      expect(english.html).toContain('<html lang="en" data-theme="dark">')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('cache-control')).toContain('private')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    })
  }

  test('has nothing inline that the policy would stop', async () => {
    const { html } = await visit('/')
    for (const [, attributes = ''] of html.matchAll(/<script([^>]*)>/g))
      expect(attributes).toMatch(/ src="\/assets\/|type="application\/json"/)
    expect(html).not.toMatch(/<style|\son\w+=|javascript:/)
  })

  test('takes no language or appearance but those there are', async () => {
    const { html } = await visit('/', { cookie: 'ihome_language=xx; ihome_theme="><script>' })
    expect(html).toContain('<html lang="zh-CN">')
  })

  test('carries the answers that its first view asks for, and whose the session is', async () => {
    const { html } = await visit(`/houses/${house_id}`)
    expect(pageData(html)).toMatchObject({
      '/session': null,
      [`/houses/${house_id}`]: { house: { title: '鼓楼 & "小院"' } },
    })
    const { html: own } = await visit('/account', { cookie: host.cookie() ?? '' })
    expect(pageData(own)).toMatchObject({ '/session': { user_id: host.person.id } })
  })

  test('fetches the scripts and words of the page ahead, and they are there', async () => {
    const { html } = await visit('/login', { cookie: 'ihome_language=en' })
    const ahead = [...html.matchAll(/<link rel="modulepreload"[^>]* href="([^"]+)"/g)]
    expect(ahead.length).toBeGreaterThan(1)
    for (const [, address = ''] of ahead) expect((await visit(address)).status).toBe(200)
  })
})

test("has the title of the page that it is, in the reader's language", async () => {
  const chinese = await visit('/host/orders')
  expect(chinese.html).toContain('<title>房屋订单 · 爱家租房</title>')
  const english = await visit('/notices', { cookie: 'ihome_language=en' })
  expect(english.html).toContain('<title>Notices · ihome</title>')
})

describe('an address that is no page', () => {
  test.each(['/nowhere', '/houses', '/houses/1/2/3', '/account/nothing', '/index.html'])(
    '%s is answered 404, with the page that says so',
    async (path) => {
      const { status, headers, html } = await visit(path)
      expect(status).toBe(404)
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(html).toContain('<div id="root">')
    },
  )

  test.each(['999999', '0', 'abc', '1e3', '%20', '99999999999999999999'])(
    'nor is the house %s',
    async (id) => {
      expect((await visit(`/houses/${id}`)).status).toBe(404)
      expect((await visit(`/houses/${id}/book`)).status).toBe(404)
    },
  )

  test('nor one that cannot be read', async () => {
    expect((await visit('/houses/%E0%A4%A')).status).toBe(400)
  })

  test('below the API it stays the envelope, for browsers too', async () => {
    for (const accept of ['text/html', 'application/json', '*/*']) {
      const response = await fetch(`${site.origin}${API_PREFIX}/nowhere`, { headers: { accept } })
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ errcode: '4201' })
    }
    const program = await fetch(`${site.origin}/nowhere`)
    expect(await program.json()).toMatchObject({ errcode: '4201' })
  })
})

describe('the page of a search', () => {
  test('brings its first houses along, whatever page the address names', async () => {
    const { html } = await visit('/search?capacity=2&p=7')
    expect(pageData(html)).toMatchObject({
      '/houses?capacity=2&p=7': { current_page: 1, houses: expect.any(Array) },
    })
    const { houses } = pageData(html)['/houses?capacity=2&p=7'] as { houses: unknown[] }
    expect(houses.length).toBeGreaterThan(0)
    const nobody = await visit('/search?capacity=999')
    expect(pageData(nobody.html)).toMatchObject({ '/houses?capacity=999': { houses: [] } })
  })

  test('stands where the address asks for what cannot be', async () => {
    const { status, html } = await visit('/search?sd=2026-02-30&aid=x')
    expect(status).toBe(200)
    expect(pageData(html)).not.toHaveProperty(['/houses?sd=2026-02-30&aid=x'])
  })
})

test.each([
  ['en-GB,en;q=0.9', '', 'en'],
  ['en-US,en;q=0.8,zh;q=0.5', '', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', '', 'zh-CN'],
  ['fr-FR,fr;q=0.9', '', 'zh-CN'],
  ['en-GB,en;q=0.9', 'ihome_language=zh', 'zh-CN'],
  ['zh-CN', 'ihome_language=en', 'en'],
])('a browser that asks for %s, with the cookie "%s", gets %s', async (asked, cookie, language) => {
  const { html, headers } = await visit('/', { 'accept-language': asked, cookie })
  expect(html).toContain(`<html lang="${language}">`)
  expect(headers.get('vary')?.toLowerCase()).toMatch(/accept-language.*cookie/)
})

test("the site's time stands in the page and in every answer", async () => {
  const now = site.clock.now().toUTCString()
  expect((await visit('/')).html).toContain(`<meta name="ihome-now" content="${now}">`)
  const { headers } = await fetch(`${site.origin}${API_PREFIX}/areas`)
  expect(headers.get('date')).toBe(now)
})

test.each(['evil.example', '%', 'localhost.evil.example', '127.0.0.1.evil.example:80'])(
  'a Host of %s, which anybody can write, stands nowhere in the page',
  async (host) => {
    const bytes = `GET /houses/${house_id} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`
    const [answer] = await sendRaw(site.origin, bytes)
    expect(answer?.body).not.toContain('canonical')
    expect(answer?.body).not.toContain('og:url')
    expect(answer?.body).not.toContain('og:image')
    expect(answer?.body).not.toContain(host === '%' ? '://%' : host)
  },
)

describe('the page of a house', () => {
  test('has its title, description and address for searching and sharing', async () => {
    const { html } = await visit(`/houses/${house_id}?sd=2026-12-20`)
    const title = '鼓楼 &amp; &quot;小院&quot; · 爱家租房'
    expect(html).toContain(`<title>${title}</title>`)
    expect(html).toContain(`<meta property="og:title" content="${title}">`)
    expect(html).toMatch(/<meta name="description" content="东城区 · 一室 · 可住 2 人 · ¥368\/晚/)
    const address = `${site.origin}/houses/${house_id}`
    expect(html).toContain(`<link rel="canonical" href="${address}">`)
    expect(html).toContain(`<meta property="og:url" content="${address}">`)
    const english = await visit(`/houses/${house_id}`, { cookie: 'ihome_language=en' })
    expect(english.html).toContain('sleeps 2 · ¥368 a night')
  })

  test('is told what the site counts stays in', async () => {
    expect((await visit('/')).html).toContain('<meta name="ihome-stay-unit" content="night">')
    const other = await site.another({ stay_unit: 'day' })
    const { html } = await visit(`/houses/${house_id}`, {}, other.origin)
    await other.close()
    expect(html).toContain('<meta name="ihome-stay-unit" content="day">')
    expect(html).toContain('¥368/天')
  })

  test('cannot be broken out of by what a host typed', async () => {
    for (const path of [`/houses/${hostile_id}`, `/houses/${hostile_id}/book`, '/']) {
      const { html } = await visit(path)
      expect(html).not.toContain('<script>')
      expect(html.match(/<\/title>/g)).toHaveLength(1)
      pageData(html)
    }
    const { html } = await visit(`/houses/${hostile_id}`)
    expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;alert(1)')
    expect(pageData(html)).toMatchObject({
      [`/houses/${hostile_id}`]: { house: { title: ATTACK } },
    })
  })

  test('cannot be broken out of by its own address', async () => {
    const { html } = await visit('/login?next="><script>alert(1)</script>')
    expect(html).not.toContain('<script>')
    const { html: missing } = await visit(`/no"><script>alert(1)</script>`)
    expect(missing).not.toContain('<script>')
  })

  test('takes the address that the settings name, whatever the Host header says', async () => {
    const other = await site.another({ public_url: new URL('https://ihome.example') })
    const { html } = await visit(`/houses/${house_id}`, {}, other.origin)
    expect(html).toContain(`href="https://ihome.example/houses/${house_id}"`)
    await other.close()
  })
})

describe('the way to the outbox', () => {
  test('is told where codes go nowhere else', async () => {
    expect((await visit('/register')).html).toContain('name="ihome-outbox"')
  })

  test('and not where messages are sent', async () => {
    const aliyun = {
      provider: 'aliyun',
      access_key_id: 'id',
      access_key_secret: 'secret',
      sign_name: 'ihome',
      template_code: 'SMS_1',
      endpoint: 'http://127.0.0.1:9',
    } as const
    const other = await site.another({ sms: aliyun })
    expect((await visit('/register', {}, other.origin)).html).not.toContain('ihome-outbox')
    await other.close()
  })
})

describe('what the pages are made of', () => {
  const built = readdirSync(ASSETS)
  const oneOf = (end: RegExp) => `/assets/${built.find((name) => end.test(name))}`
  const fetchRaw = async (path: string, encoding: string) => {
    const [answer] = await sendRaw(
      site.origin,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${encoding}\r\nConnection: close\r\n\r\n`,
    )
    return answer
  }

  test.each([
    ['script', /^index-.*\.js$/, 'javascript'],
    ['style', /^ground-.*\.css$/, 'text/css'],
  ])('the first %s is kept for good, of its type, and sent small', async (_, name, type) => {
    const path = oneOf(name)
    const plain = await fetch(site.origin + path, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toContain(type)
    const whole = Buffer.from(await plain.arrayBuffer())
    for (const encoding of ['br', 'gzip']) {
      const answer = await fetch(site.origin + path, { headers: { 'accept-encoding': encoding } })
      expect(answer.headers.get('content-encoding')).toBe(encoding)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding')
      const sent = Number(answer.headers.get('content-length'))
      expect(sent).toBeLessThan(whole.length / 2)
      // Opened by fetch: another encoding must never be another program.
      expect(Buffer.from(await answer.arrayBuffer()).equals(whole)).toBe(true)
    }
  })

  test('icons and the manifest are asked for again within a day', async () => {
    for (const [path, type] of [
      ['/manifest.webmanifest', 'application/manifest+json'],
      ['/icon.svg', 'image/svg+xml'],
      ['/icon-512.png', 'image/png'],
      ['/robots.txt', 'text/plain'],
    ] as const) {
      const { status, headers } = await visit(path)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toContain(type)
      expect(headers.get('cache-control')).toBe('public, max-age=86400')
    }
  })

  test.each([
    '/assets/../index.html',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/%2e%2e/.vite/manifest.json',
    '/.vite/manifest.json',
    '/assets/..\\..\\..\\package.json',
    '//etc/passwd',
  ])('%s leads nowhere', async (path) => {
    const answer = await fetchRaw(path, 'identity')
    expect(answer?.status).toBeGreaterThanOrEqual(400)
    expect(answer?.body).not.toMatch(/"dependencies"|isEntry|root:/)
  })
})

test('answers of the API are compressed for whoever takes that', async () => {
  const path = `${site.origin}${API_PREFIX}/openapi.json`
  for (const encoding of ['br', 'gzip']) {
    const answer = await fetch(path, { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toHaveProperty('openapi')
  }
  const plain = await fetch(path, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
})
