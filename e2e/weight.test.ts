import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { joinGuest, letHouse } from './harness/hosts.ts'
import { test } from './harness/test.ts'
import { weighPages } from './harness/weigh-pages.ts'

const ASSETS = fileURLToPath(new URL('../web/dist/assets', import.meta.url))

const FETCHED_AHEAD = `[...document.querySelectorAll('link[rel=preload][as=image]')]
  .map((link) => [link.imageSrcset, link.imageSizes])`
const SHOWN = `[...document.images].map((image) => [image.srcset || image.src, image.sizes])`

test('pages are light', async ({ site, visit }) => {
  const { host, house_id } = await letHouse(site, '轻巧的房子')
  const guest = await joinGuest(site)
  const day = site.clock.today()
  const { data } = await guest.post('/orders', { house_id, start_date: day, end_date: day })
  const { context } = await visit()
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  const weights = await weighPages(browser, {
    origin: site.origin,
    cookie: host.cookie() ?? '',
    ids: { '/houses': house_id, '/orders': data.order_id, '/host/houses': house_id },
  })
  expect(weights.filter(({ bytes, bytes_max }) => bytes > bytes_max)).toEqual([])
})

test('a picture that is fetched ahead is shown', async ({ site, visit }) => {
  const { house_id, title } = await letHouse(site, '有照片的房子')
  const { page, go } = await visit()
  for (const path of [`/houses/${house_id}`, '/search']) {
    await go(path)
    await page.getByText(title).first().waitFor()
    const ahead = await page.evaluate<string[][]>(FETCHED_AHEAD)
    expect(ahead.length, path).toBe(1)
    const shown = () => page.evaluate<string[][]>(SHOWN)
    await expect.poll(shown, { message: path }).toEqual(expect.arrayContaining(ahead))
  }
})

test('what is sent compressed is what was built', () => {
  const copies = readdirSync(ASSETS).filter((name) => /\.(br|gz)$/.test(name))
  expect(copies.length).toBeGreaterThan(10)
  for (const copy of copies) {
    const bytes = readFileSync(join(ASSETS, copy))
    const whole = copy.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes)
    expect(whole.equals(readFileSync(join(ASSETS, copy.slice(0, -3)))), copy).toBe(true)
  }
})
