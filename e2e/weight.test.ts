import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { letHouse } from './harness/hosts.ts'
import { test } from './harness/test.ts'
import { weighPages } from './harness/weigh-pages.ts'

const ASSETS = fileURLToPath(new URL('../web/dist/assets', import.meta.url))

test('pages are light', async ({ site, visit }) => {
  const { host, house_id } = await letHouse(site, '轻巧的房子')
  const guest = await site.join()
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

test('what is sent compressed is what was built', () => {
  const copies = readdirSync(ASSETS).filter((name) => /\.(br|gz)$/.test(name))
  expect(copies.length).toBeGreaterThan(10)
  for (const copy of copies) {
    const bytes = readFileSync(join(ASSETS, copy))
    const whole = copy.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes)
    expect(whole.equals(readFileSync(join(ASSETS, copy.slice(0, -3)))), copy).toBe(true)
  }
})
