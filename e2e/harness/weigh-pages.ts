import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { PAGES } from '../../contract/pages.ts'
import { cookiesOf } from './visitor.ts'

const DIST = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Bytes of script after gzip, that the promise of a light site allows. */
const FIRST_PAGE_BYTES_MAX = 130_000
const FURTHER_PAGE_BYTES_MAX = 60_000

export interface Weight {
  /** As the router writes it. */
  readonly path: string
  /** All of it for the first page, for another what it adds to that. */
  readonly bytes: number
  readonly bytes_max: number
}

interface Weighed {
  readonly origin: string
  /** The session of somebody who lets houses. */
  readonly cookie: string
  /** What stands for `:id` below a path. */
  readonly ids: Readonly<Record<string, number>>
}

const SEEN_BY_ALL = ['/', '/search', '/houses/:id', '/login', '/register']

/** What a phone fetches to show each page alone, until it is still. */
export async function weighPages(browser: Browser, weighed: Weighed): Promise<Weight[]> {
  const first = await scriptsOf(browser, weighed, '/')
  const weights: Weight[] = [{ path: '/', bytes: weightOf(first), bytes_max: FIRST_PAGE_BYTES_MAX }]
  const others = PAGES.map(({ path }) => path).filter((path) => path !== '/')
  const weighNext = async () => {
    for (let path = others.pop(); path !== undefined; path = others.pop()) {
      const scripts = await scriptsOf(browser, weighed, path)
      const added = [...scripts].filter((script) => !first.has(script))
      weights.push({ path, bytes: weightOf(added), bytes_max: FURTHER_PAGE_BYTES_MAX })
    }
  }
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, weighNext))
  return weights
}

/** Addresses of all that the page has run, fetched or been told to fetch ahead. */
async function scriptsOf(browser: Browser, { origin, cookie, ids }: Weighed, path: string) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const scripts = new Set<string>()
  context.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.endsWith('.js')) scripts.add(pathname)
  })
  if (!SEEN_BY_ALL.includes(path)) {
    const cookies = Object.entries(cookiesOf(cookie))
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: origin })))
  }
  const page = await context.newPage()
  const below = path.split('/:')[0] ?? ''
  await page.goto(origin + path.replace(':id', String(ids[below])))
  await page.locator('h1').first().waitFor()
  // The stream of events stays open: a page is still when no script came for a while.
  for (let count = -1; count !== scripts.size; await page.waitForTimeout(STILL_MS))
    count = scripts.size
  await context.close()
  return scripts
}

/** Most of the time of a page is waiting until it is still. */
const PAGES_AT_ONCE = 4
const STILL_MS = 300

const weightOf = (scripts: Iterable<string>): number =>
  [...scripts].reduce((sum, script) => sum + gzipSync(readFileSync(DIST + script)).length, 0)
