// The load, in a process of its own: told what to do by a message, answers with one.
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Kind, kindOf, openKeepAlive, refuseTheUnexpected } from './keep-alive.ts'
import { type NextRequest, requestsOf, type What } from './load-requests.ts'

export interface LoadPlan {
  readonly port: number
  readonly seconds: number
  /** One for each connection; empty for a visitor. */
  readonly cookies: readonly string[]
  readonly what: What
  /** Answers that are counted; any other ends the load. Absent: only those that are fine. */
  readonly expected?: readonly Kind[]
  /** So many requests a second at most, over all connections; absent: as many as are answered. */
  readonly per_second?: number
  /** So many requests of each connection, however long they take. */
  readonly requests_each?: number
}

export interface Answers {
  readonly count: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly max_ms: number
}

export interface LoadResult {
  /** Of the answers that are fine. */
  readonly per_second: number
  readonly answered: number
  readonly p50_ms: number
  readonly p99_ms: number
  /** Of the load itself. */
  readonly cpu_seconds: number
  readonly took_seconds: number
  readonly answers: Readonly<Record<Kind, Answers>>
  /** Fine answers of each whole second, from the first to the last. */
  readonly each_second: readonly number[]
}

const US = 1_000

function createTally() {
  const latency_us: Record<Kind, RecordableHistogram> = {
    fine: createHistogram(),
    refused: createHistogram(),
    busy: createHistogram(),
  }
  const each_second: number[] = []
  const start_ms = performance.now()
  return {
    add(kind: Kind, sent_ms: number, now_ms: number) {
      latency_us[kind].record(Math.max(1, Math.round((now_ms - sent_ms) * US)))
      if (kind !== 'fine') return
      const second = Math.floor((now_ms - start_ms) / 1_000)
      each_second[second] = (each_second[second] ?? 0) + 1
    },
    result() {
      const took_seconds = (performance.now() - start_ms) / 1_000
      const answersOf = (kind: Kind): Answers => ({
        count: latency_us[kind].count,
        p50_ms: latency_us[kind].percentile(50) / US,
        p99_ms: latency_us[kind].percentile(99) / US,
        max_ms: latency_us[kind].count === 0 ? 0 : latency_us[kind].max / US,
      })
      const fine = answersOf('fine')
      return {
        per_second: fine.count / took_seconds,
        answered: fine.count,
        p50_ms: fine.p50_ms,
        p99_ms: fine.p99_ms,
        took_seconds,
        answers: { fine, refused: answersOf('refused'), busy: answersOf('busy') },
        each_second: Array.from(each_second, (count) => count ?? 0).slice(0, -1),
      }
    },
  }
}

type Tally = ReturnType<typeof createTally>

/** Every connection sends its next request as soon as the last one is answered, or its time comes. */
async function load(plan: LoadPlan): Promise<LoadResult> {
  const { seconds, cookies, what } = plan
  // Made before the clock runs.
  const requests = cookies.map((cookie, index) => requestsOf(what, cookie, index))
  const cpu = process.cpuUsage()
  const tally = createTally()
  const until_ms = performance.now() + seconds * 1_000
  const paced = plan.per_second === undefined ? 0 : (1_000 * cookies.length) / plan.per_second
  await Promise.all(
    requests.map((next, index) =>
      drive(plan, next, tally, {
        until_ms,
        every_ms: paced,
        from_ms: (paced * index) / cookies.length,
      }),
    ),
  )
  const { user, system } = process.cpuUsage(cpu)
  return { ...tally.result(), cpu_seconds: (user + system) / 1e6 }
}

interface Pace {
  readonly until_ms: number
  /** Between two requests of one connection; 0: at once. */
  readonly every_ms: number
  readonly from_ms: number
}

function drive(plan: LoadPlan, next: NextRequest, tally: Tally, pace: Pace): Promise<void> {
  const { port, expected = ['fine'], requests_each = Number.POSITIVE_INFINITY } = plan
  return new Promise((resolve) => {
    let n = 0
    let sent_ms = 0
    let due_ms = performance.now() + pace.from_ms
    const send = () => {
      sent_ms = performance.now()
      connection.send(next(n))
      n += 1
    }
    const sendNext = () => {
      const now_ms = performance.now()
      if (n >= requests_each || now_ms >= pace.until_ms) {
        connection.end()
        return resolve()
      }
      if (pace.every_ms === 0) return send()
      // Who comes late does not make up for it: that would be another load than was asked for.
      due_ms = Math.max(due_ms + pace.every_ms, now_ms)
      setTimeout(send, due_ms - now_ms)
    }
    const connection = openKeepAlive(port, (answer) => {
      const kind = kindOf(answer)
      if (kind === undefined || !expected.includes(kind)) return refuseTheUnexpected(answer)
      tally.add(kind, sent_ms, performance.now())
      sendNext()
    })
    if (pace.every_ms === 0) send()
    else setTimeout(send, pace.from_ms)
  })
}

process.once('message', async (plan: LoadPlan) => {
  process.send?.(await load(plan))
  process.disconnect()
})
