// What storing photographs of 12 megapixels costs: one after the other while pages are read, and
// twenty at once. How long others wait travels to other machines as a ratio, the rest does not.
import { availableParallelism } from 'node:os'
import { API_PREFIX } from '../contract/route.ts'
import { photograph } from '../test/harness/pictures.ts'
import { startPostgres } from '../test/harness/postgres-server.ts'
import { logIn, prepareFixture } from './fixture.ts'
import { memoryOf } from './processes.ts'
import { type Server, startIhome } from './server.ts'
import { HOST_ID, HOUSE_IDS } from './slots.ts'

const WIDTH = 4_000
const HEIGHT = 3_000
const ONE_BY_ONE = 8
const AT_ONCE = 20
const QUIET_MS = 4_000
/** Between two pages that the same visitor reads. */
const PAUSE_MS = 5

async function main(): Promise<void> {
  const postgres = await startPostgres()
  const url = postgres.url(await postgres.createDatabase())
  const fixture = await prepareFixture(url)
  const server = await startIhome(url)
  try {
    await measure(server)
  } finally {
    await server.stop()
    await fixture.close()
    await postgres.stop()
  }
}

async function measure(server: Server): Promise<void> {
  const cookie = await logIn(server.port, HOST_ID)
  const bytes = await photograph(WIDTH, HEIGHT)
  const send = (n: number) => upload(server, cookie, HOUSE_IDS.first + n, bytes)
  await send(0)

  const quiet = await readPagesWhile(server, () => pause(QUIET_MS))
  const took_ms: number[] = []
  const busy = await readPagesWhile(server, async () => {
    for (let n = 0; n < ONE_BY_ONE; n += 1) took_ms.push(await send(n))
  })
  const before = memoryOf(server.pid)?.resident_mb
  const begin_ms = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => send(n)))
  const all_ms = performance.now() - begin_ms
  const peak = memoryOf(server.pid)?.peak_mb

  const megabytes = (bytes.byteLength / 1024 / 1024).toFixed(1)
  console.log(
    [
      `Photographs of ${WIDTH} × ${HEIGHT}, JPEG of ${megabytes} MB, ${availableParallelism()} cores`,
      `one after the other    ms: ${summary(took_ms)}`,
      `${AT_ONCE} at once             ms: ${Math.round(all_ms)} for all of them`,
      `server memory          MB: ${before?.toFixed(0)} before, peak ${peak?.toFixed(0)} after`,
      `a page, quiet          ms: ${summary(quiet)}`,
      `a page, meanwhile      ms: ${summary(busy)}`,
      `page p99 meanwhile/quiet: ${(at(busy, 0.99) / at(quiet, 0.99)).toFixed(2)}`,
    ].join('\n'),
  )
}

async function upload(
  { port }: Server,
  cookie: string,
  house_id: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const form = new FormData()
  form.append('house_id', String(house_id))
  form.append('house_image', new Blob([bytes]), 'photograph.jpg')
  const begin_ms = performance.now()
  const response = await fetch(`http://127.0.0.1:${port}${API_PREFIX}/houses/image`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  })
  const { errcode, errmsg } = (await response.json()) as { errcode: string; errmsg: string }
  if (errcode !== '0') throw new Error(`a photograph was refused: ${errcode} ${errmsg}`)
  return performance.now() - begin_ms
}

/** How long each page took that a visitor read while `work` went on. */
async function readPagesWhile({ port }: Server, work: () => Promise<void>): Promise<number[]> {
  const took_ms: number[] = []
  let going = true
  const read = async () => {
    while (going) {
      const begin_ms = performance.now()
      await (await fetch(`http://127.0.0.1:${port}${API_PREFIX}/houses/${HOUSE_IDS.last}`)).text()
      took_ms.push(performance.now() - begin_ms)
      await pause(PAUSE_MS)
    }
  }
  const reading = read()
  await work()
  going = false
  await reading
  return took_ms
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const at = (took_ms: readonly number[], share: number) =>
  took_ms.toSorted((a, b) => a - b)[Math.floor(took_ms.length * share)] ?? Number.NaN

const summary = (took_ms: readonly number[]) =>
  [0.5, 0.99].map((share) => `p${share * 100} ${at(took_ms, share).toFixed(1)}`).join('  ') +
  `  max ${Math.max(...took_ms).toFixed(1)}`

await main()
