// The load, in a process of its own: told what to do by a message, answers with one.
import { createHistogram } from 'node:perf_hooks'
import { checkAccepted, type KeepAlive, openKeepAlive } from './keep-alive.ts'
import { FIRST_DAY_IN_DAYS, slotOf } from './slots.ts'

export interface LoadPlan {
  readonly port: number
  readonly seconds: number
  /** One for each connection; empty for a visitor. */
  readonly cookies: readonly string[]
  /** To place orders, or to get these paths by turns. */
  readonly what: 'place' | { readonly paths: readonly string[] }
}

export interface LoadResult {
  readonly per_second: number
  readonly answered: number
  readonly p50_ms: number
  readonly p99_ms: number
  /** Of the load itself. */
  readonly cpu_seconds: number
}

const DAYS_MAX = 3_650
const DAY_MS = 86_400_000
const US = 1_000

type NextRequest = (n: number) => string

function prepareRequests({ what, cookies }: LoadPlan, connection: number): NextRequest {
  const cookie = cookies[connection]
  const common = `Host: 127.0.0.1\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}`
  if (what !== 'place') {
    const requests = what.paths.map((path) => `GET ${path} HTTP/1.1\r\n${common}\r\n`)
    return (n) => requests[(n + connection) % requests.length] as string
  }
  const post = `POST /api/v1.0/orders HTTP/1.1\r\n${common}Content-Type: application/json\r\n`
  const start = Date.now() + FIRST_DAY_IN_DAYS * DAY_MS
  const days = Array.from({ length: DAYS_MAX }, (_, day) =>
    new Date(start + day * DAY_MS).toISOString().slice(0, 10),
  )
  return (n) => {
    const { house_id, day } = slotOf(connection, n)
    const date = days[day]
    if (date === undefined) throw new Error('the bench has run out of free nights')
    const body = `{"house_id":${house_id},"start_date":"${date}","end_date":"${date}"}`
    return `${post}Content-Length: ${body.length}\r\n\r\n${body}`
  }
}

/** Every connection sends its next request as soon as the last one is answered. */
async function load(plan: LoadPlan): Promise<LoadResult> {
  const latency_us = createHistogram()
  const cpu = process.cpuUsage()
  const start_ms = performance.now()
  const until_ms = start_ms + plan.seconds * 1000

  await Promise.all(
    plan.cookies.map((_, index) => {
      const next = prepareRequests(plan, index)
      return new Promise<void>((resolve) => {
        let n = 0
        let sent_ms = 0
        const send = () => {
          sent_ms = performance.now()
          connection.send(next(n))
          n += 1
        }
        const connection: KeepAlive = openKeepAlive(plan.port, (answer) => {
          const now_ms = performance.now()
          checkAccepted(answer)
          latency_us.record(Math.max(1, Math.round((now_ms - sent_ms) * US)))
          if (now_ms < until_ms) return send()
          connection.end()
          resolve()
        })
        send()
      })
    }),
  )

  const seconds = (performance.now() - start_ms) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return {
    per_second: latency_us.count / seconds,
    answered: latency_us.count,
    p50_ms: latency_us.percentile(50) / US,
    p99_ms: latency_us.percentile(99) / US,
    cpu_seconds: (user + system) / 1e6,
  }
}

process.once('message', async (plan: LoadPlan) => {
  process.send?.(await load(plan))
  process.disconnect()
})
