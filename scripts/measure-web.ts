import { setTimeout as sleep } from 'node:timers/promises'
import lighthouse from 'lighthouse'
import { type Browser, chromium } from 'playwright-core'
import { API_PREFIX } from '../contract/route.ts'
import { launchOptions } from '../e2e/harness/launch.ts'
import { weighPages } from '../e2e/harness/weigh-pages.ts'
import { findFreePort } from '../test/harness/free-port.ts'
import { startProcess, waitForOutput } from '../test/harness/server-process.ts'

/** What Lighthouse has to give, of 100, on its telephone with its slow network. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const
type Category = keyof typeof LEAST
const CATEGORIES = Object.keys(LEAST) as Category[]
const RUNS = 3
const PAGES = [
  ['home', '/'],
  ['search', '/search'],
  ['house', '/houses/1'],
] as const
/** The demo's host, who has houses and orders of them. */
const HOST = { mobile: '13800000001', password: 'ihome-demo' }

const json = async (response: Response) => (await response.json()) as { data: never }

/** Weighs every page and has Lighthouse judge three of them, on the demo data. */
async function main(): Promise<boolean> {
  const server = startProcess(['serve', '--demo'], { LOG_LEVEL: 'error' })
  const debugging_port = await findFreePort()
  const { args = [], ...options } = await launchOptions()
  const browser = await chromium.launch({
    ...options,
    args: [...args, `--remote-debugging-port=${debugging_port}`],
  })
  try {
    const origin = await waitForOutput(server, /^ihome is at (http:\S+)$/m)
    const light = await printWeights(browser, origin)
    const good = await printScores(origin, debugging_port)
    return light && good
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function printWeights(browser: Browser, origin: string): Promise<boolean> {
  const api = origin + API_PREFIX
  const answer = await fetch(`${api}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(HOST),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { orders } = (
    await json(await fetch(`${api}/user/orders?role=landlord`, { headers: { cookie } }))
  ).data as { orders: { order_id: number; house_id: number }[] }
  const [order] = orders
  if (!order) throw new Error('the demo has no order of the host')
  const { order_id, house_id } = order
  const ids = { '/houses': house_id, '/orders': order_id, '/host/houses': house_id }
  const weights = await weighPages(browser, { origin, cookie, ids })
  console.log('\nscript, kB after gzip')
  for (const { path, bytes, bytes_max } of weights)
    console.log(row(path, bytes / 1000, bytes <= bytes_max, `at most ${bytes_max / 1000}`))
  return weights.every(({ bytes, bytes_max }) => bytes <= bytes_max)
}

async function printScores(origin: string, port: number): Promise<boolean> {
  let good = true
  console.log(`\nLighthouse on a phone, median of ${RUNS}`)
  for (const [name, path] of PAGES) {
    const runs: Record<Category, number>[] = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await judge(origin + path, port))
    for (const category of CATEGORIES) {
      const score = median(runs.map((scores) => scores[category]))
      const enough = score >= LEAST[category]
      good &&= enough
      console.log(row(`${name} ${category}`, score, enough, `at least ${LEAST[category]}`))
    }
  }
  return good
}

async function judge(url: string, port: number): Promise<Record<Category, number>> {
  // A machine that is still busy with the last page would be blamed on this one.
  await sleep(QUIET_MS)
  const found = await lighthouse(url, { port, logLevel: 'error', onlyCategories: CATEGORIES })
  if (!found) throw new Error(`Lighthouse says nothing of ${url}`)
  const { categories, audits } = found.lhr
  if (process.argv.includes('--why'))
    for (const { id, score, displayValue } of Object.values(audits))
      if (score !== null && score < 0.9) console.log(`    ${id} ${score} ${displayValue ?? ''}`)
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round((categories[category]?.score ?? 0) * 100)]),
  ) as Record<Category, number>
}

const QUIET_MS = 1_000

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0

const row = (what: string, value: number, enough: boolean, limit: string) =>
  `  ${what.padEnd(26)} ${value.toFixed(value % 1 ? 1 : 0).padStart(6)}   ${enough ? 'ok' : 'MISSED'}, ${limit}`

process.exitCode = (await main()) ? 0 : 1
// Lighthouse leaves timers behind.
process.exit()
