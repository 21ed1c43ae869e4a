import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, inject, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { createDatabase } from '../harness/postgres-server.ts'
import { runIhome, temporaryDirectory } from '../harness/process.ts'
import { type ServerProcess, startProcess, waitForOutput } from '../harness/server-process.ts'
import { SESSION_SECRET } from '../harness/site.ts'
import { until } from '../harness/until.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** The last one that was released; its servers run while those of this version take over. */
const RELEASE = '01ab191e3189057d96e0ba5f8f359908a75f236e'
const GUESTS = 3
const TRIES_MAX = 200
const DAY_MS = 86_400_000

/** The release before as it was, with the packages of now; undefined where history is not here. */
function checkOut(): string | undefined {
  const directory = temporaryDirectory()
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 2 ** 28,
      })
    const tree = git('archive', RELEASE, 'bin', 'contract', 'rules', 'server', 'package.json')
    execFileSync('tar', ['-x', '-C', directory], { input: tree })
  } catch {
    return undefined
  }
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
  mkdirSync(join(directory, 'web'))
  return directory
}

const release = checkOut()
const started: ServerProcess[] = []
afterAll(() => Promise.all(started.map((one) => one.stop())))

async function serve(settings: Record<string, string>, command?: string) {
  const server = startProcess(['serve'], settings, command)
  started.push(server)
  return { server, origin: await waitForOutput(server, /^ihome is at (http:\S+)$/m) }
}

/** Where guests are led: as a proxy does, to the next server where one refuses or is gone. */
async function ask(origins: readonly string[], path: string, init: RequestInit): Promise<Response> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const origin = origins[tries % origins.length]
    const answer = await fetch(`${origin}/api/v1.0${path}`, init).catch(() => undefined)
    if (answer && answer.status !== 503) return answer
    await answer?.body?.cancel()
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`nobody answers ${path}`)
}

test.skipIf(release === undefined)(
  'servers of the release before and of this one take turns, and no guest notices',
  async () => {
    const { server_url } = inject('postgres')
    const name = await createDatabase(server_url)
    const url = Object.assign(new URL(server_url), { pathname: `/${name}` }).href
    const settings = {
      DATABASE_URL: url,
      SESSION_SECRET,
      IHOME_OPEN_ORDERS_MAX: '0',
      IHOME_HOURLY_ORDERS_MAX: '0',
      IHOME_HOURLY_HOUSE_ORDERS_MAX: '0',
    }
    const before = await serve(settings, join(String(release), 'bin', 'ihome.mjs'))
    const origins = [before.origin]
    const database = openPostgres<Tables>(url)
    const db = database.kysely
    const host = await addPerson(db)
    const placed: number[] = []
    const failed: string[] = []
    let over = false

    const book = async () => {
      const { mobile } = await addPerson(db)
      const house_id = await addHouse(db, host.id)
      const headers = { 'content-type': 'application/json' }
      const login = {
        method: 'POST',
        headers,
        body: JSON.stringify({ mobile, password: PASSWORD }),
      }
      const session = await ask(origins, '/sessions', login)
      const cookie = session.headers
        .getSetCookie()
        .map((set) => set.split(';')[0])
        .join('; ')
      for (let days = 2; !over && days < 360; days += 1) {
        const day = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
        const answer = await ask(origins, '/orders', {
          method: 'POST',
          headers: { ...headers, cookie, 'idempotency-key': randomUUID() },
          body: JSON.stringify({ house_id, start_date: day, end_date: day }),
        })
        const { errcode, data } = (await answer.json()) as {
          errcode: string
          data?: { order_id: number }
        }
        if (errcode === '0' && data) placed.push(data.order_id)
        else failed.push(`${answer.status} ${errcode}`)
        const page = await ask(origins, `/houses/${house_id}`, { headers: { cookie } })
        await page.body?.cancel()
        if (!page.ok) failed.push(`the page: ${page.status}`)
      }
    }
    /** Until each has placed some more, whatever happens meanwhile. */
    const more = async (what: string) => {
      const wanted = placed.length + 3 * GUESTS
      await until(what, 60_000, () => placed.length >= wanted || failed.length > 0)
    }

    const guests = Promise.all(Array.from({ length: GUESTS }, book))
    await more('orders at the release before')
    // Its start brings the schema up to date under the feet of the other.
    const after = await serve(settings)
    await more('orders at the release before, on the newer schema')
    origins.push(after.origin)
    await more('orders at both')
    expect(await before.server.stop()).toBe(0)
    origins.shift()
    await more('orders at this one')
    over = true
    await guests

    expect(failed).toEqual([])
    expect(new Set(placed).size).toBe(placed.length)
    const kept = await db.selectFrom('orders').select('id').execute()
    expect(kept.map(({ id }) => id).sort()).toEqual([...placed].sort())
    await database.close()
    expect(await runIhome(['verify', 'calendars'], settings)).toMatchObject({ code: 0 })
  },
)
