// What bookings notice of the sweep of deadlines: servers that book and sweep at once, with very
// many orders overdue, beside the same servers with none. Only the ratios travel to other machines.
// Flags: --orders, --servers, --seconds.
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { API_PREFIX } from '../contract/route.ts'
import { startPostgres } from '../test/harness/postgres-server.ts'
import { logInGuests, prepareFixture } from './fixture.ts'
import { checkAccepted, openKeepAlive } from './keep-alive.ts'
import { type Overdue, openOverdue } from './overdue.ts'
import { startIhome } from './server.ts'
import { FIRST_DAY_IN_DAYS, slotOf } from './slots.ts'

/** Guests who book without a pause. */
const GUESTS = 8
const WARM_UP_SECONDS = 3
const LOOK_EVERY_MS = 100
const SWEEP_MS_MAX = 120_000
const DAY_MS = 86_400_000

async function main(): Promise<void> {
  const flags = readFlags()
  const postgres = await startPostgres()
  const url = postgres.url(await postgres.createDatabase())
  const fixture = await prepareFixture(url)
  const overdue = await openOverdue(url)
  const servers = await Promise.all(Array.from({ length: flags.servers }, () => startIhome(url)))
  try {
    const [{ port } = { port: 0 }] = servers
    const cookies = (await logInGuests(port)).slice(0, GUESTS)
    report(flags, await measure(flags, overdue, startBooking(port, cookies)))
  } finally {
    for (const server of servers) await server.stop()
    await overdue.close()
    await fixture.close()
    await postgres.stop()
  }
}

interface Measured {
  /** From the commit of the overdue orders, and from the first that was moved, to the last. */
  readonly waited_ms: number
  readonly swept_ms: number
  readonly quiet: Bookings
  readonly meanwhile: Bookings
}

async function measure(flags: Flags, overdue: Overdue, booking: Booking): Promise<Measured> {
  await sleep(WARM_UP_SECONDS * 1_000)
  const quiet_from_ms = performance.now()
  await sleep(flags.seconds * 1_000)
  const quiet = booking.between(quiet_from_ms, performance.now())
  await overdue.add(flags.orders)
  const added_ms = performance.now()
  await until(overdue.begun)
  const begun_ms = performance.now()
  await until(overdue.done)
  const done_ms = performance.now()
  const meanwhile = booking.between(begun_ms, done_ms)
  await booking.stop()
  await overdue.check(flags.orders)
  return { waited_ms: done_ms - added_ms, swept_ms: done_ms - begun_ms, quiet, meanwhile }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const until_ms = performance.now() + SWEEP_MS_MAX
  while (!(await holds())) {
    if (performance.now() > until_ms) throw new Error('the sweep did not come to its end')
    await sleep(LOOK_EVERY_MS)
  }
}

interface Bookings {
  readonly per_second: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly max_ms: number
}

interface Booking {
  /** Of the bookings that were answered between two moments. */
  between(from_ms: number, until_ms: number): Bookings
  stop(): Promise<void>
}

/** Each guest books free nights, the next one as soon as the last is theirs. */
function startBooking(port: number, cookies: readonly string[]): Booking {
  const answered: { readonly at_ms: number; readonly took_ms: number }[] = []
  let going = true
  const guests = cookies.map(
    (cookie, guest) =>
      new Promise<void>((resolve) => {
        let n = 0
        let sent_ms = 0
        const send = () => {
          sent_ms = performance.now()
          connection.send(bookingOf(cookie, guest, n))
          n += 1
        }
        const connection = openKeepAlive(port, (answer) => {
          checkAccepted(answer)
          const at_ms = performance.now()
          answered.push({ at_ms, took_ms: at_ms - sent_ms })
          if (going) return send()
          connection.end()
          resolve()
        })
        send()
      }),
  )
  return {
    between: (from_ms, until_ms) => summarize(answered, from_ms, until_ms),
    async stop() {
      going = false
      await Promise.all(guests)
    },
  }
}

function bookingOf(cookie: string, guest: number, n: number): string {
  const { house_id, day } = slotOf(guest, n)
  const date = new Date(Date.now() + (FIRST_DAY_IN_DAYS + day) * DAY_MS).toISOString().slice(0, 10)
  const body = `{"house_id":${house_id},"start_date":"${date}","end_date":"${date}"}`
  const head = `POST ${API_PREFIX}/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n`
  const type = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
  return head + type + body
}

function summarize(
  answered: readonly { readonly at_ms: number; readonly took_ms: number }[],
  from_ms: number,
  until_ms: number,
): Bookings {
  const took_ms = answered
    .filter(({ at_ms }) => at_ms >= from_ms && at_ms < until_ms)
    .map((one) => one.took_ms)
    .sort((a, b) => a - b)
  const at = (share: number) => took_ms[Math.floor(took_ms.length * share)] ?? Number.NaN
  return {
    per_second: took_ms.length / ((until_ms - from_ms) / 1_000),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    max_ms: took_ms.at(-1) ?? Number.NaN,
  }
}

function report({ orders, servers }: Flags, { quiet, meanwhile, ...took }: Measured): void {
  const row = (name: string, { per_second, p50_ms, p99_ms, max_ms }: Bookings) =>
    `${name.padEnd(20)} ${Math.round(per_second).toString().padStart(6)} a second,` +
    ` ms: p50 ${p50_ms.toFixed(1)}  p99 ${p99_ms.toFixed(1)}  max ${max_ms.toFixed(1)}`
  console.log(
    [
      `${orders.toLocaleString('en')} overdue orders, ${servers} servers that sweep, ` +
        `${GUESTS} guests who book, ${availableParallelism()} cores`,
      row('bookings, quiet', quiet),
      row('bookings, meanwhile', meanwhile),
      `swept in s: ${(took.swept_ms / 1_000).toFixed(1)}` +
        ` (${(took.waited_ms / 1_000).toFixed(1)} from when they were there)`,
      `bookings meanwhile/quiet: ${(meanwhile.per_second / quiet.per_second).toFixed(2)}`,
      `booking p99 meanwhile/quiet: ${(meanwhile.p99_ms / quiet.p99_ms).toFixed(2)}`,
    ].join('\n'),
  )
}

type Flags = ReturnType<typeof readFlags>

function readFlags() {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '100000' },
      servers: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
    },
  })
  const read = (name: 'orders' | 'servers' | 'seconds') => {
    const number = Number(values[name])
    if (Number.isInteger(number) && number >= 1) return number
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number from 1`)
  }
  return { orders: read('orders'), servers: read('servers'), seconds: read('seconds') }
}

await main()
