import { setTimeout as sleep } from 'node:timers/promises'
import type { Fixture } from './fixture.ts'
import type { LoadPlan, LoadResult } from './load.ts'
import { runPgbench, type Script } from './pgbench.ts'
import {
  cpuSecondsOfEndedChildren,
  cpuSecondsOfFamily,
  type Memory,
  memoryOf,
} from './processes.ts'
import { runLoad } from './run-load.ts'
import type { Server } from './server.ts'

/** CPU time of one order, microseconds, by the processes that share the machine. */
export interface OrderCost {
  readonly postgres_us: number
  /** The load generator, or pgbench. */
  readonly client_us: number
  /** Absent where there is no server between. */
  readonly server_us?: number
}

export interface Round {
  readonly per_second: number
  readonly cost: OrderCost
}

export interface HttpRound extends Round {
  readonly load: LoadResult
  readonly memory: Memory | undefined
  /** Orders that one statement placed, on average. */
  readonly batch_size: number
}

/** Orders over HTTP, counted at the client and again in the database. */
export async function placeOverHttp(
  fixture: Fixture,
  server: Server,
  plan: Omit<LoadPlan, 'port' | 'what'>,
): Promise<HttpRound> {
  await fixture.clear()
  const before = {
    postgres: cpuSecondsOfFamily(fixture.postmaster_pid),
    server: cpuSecondsOfFamily(server.pid),
    batches: await readBatches(server.port),
  }
  const under_way = runLoad({ ...plan, port: server.port, what: { place: 'distinct' } })
  const [load, memory] = await Promise.all([under_way, memoryAfter(server, plan.seconds)])
  const postgres_seconds = cpuSecondsOfFamily(fixture.postmaster_pid) - before.postgres
  const server_seconds = cpuSecondsOfFamily(server.pid) - before.server
  const batches = await readBatches(server.port)
  await fixture.checkOrders(load.answered)
  const us = (seconds: number) => (seconds * 1e6) / load.answered
  return {
    per_second: load.per_second,
    cost: {
      postgres_us: us(postgres_seconds),
      client_us: us(load.cpu_seconds),
      server_us: us(server_seconds),
    },
    load,
    memory,
    batch_size: (batches.sum - before.batches.sum) / (batches.count - before.batches.count),
  }
}

/** The same rows straight into Postgres, one order a transaction. */
export async function placeWithPgbench(
  fixture: Fixture,
  url: string,
  script: Script,
  seconds: number,
): Promise<Round> {
  await fixture.clear()
  const postgres_before = cpuSecondsOfFamily(fixture.postmaster_pid)
  const client_before = cpuSecondsOfEndedChildren()
  const per_second = await runPgbench(url, script, seconds)
  const client_seconds = cpuSecondsOfEndedChildren() - client_before
  const postgres_seconds = cpuSecondsOfFamily(fixture.postmaster_pid) - postgres_before
  const orders = await fixture.countOrders()
  await fixture.checkOrders(orders)
  const us = (used_seconds: number) => (used_seconds * 1e6) / orders
  return { per_second, cost: { postgres_us: us(postgres_seconds), client_us: us(client_seconds) } }
}

/** What an answer of a load costs, by process. */
export async function withCost(
  { fixture, server }: { readonly fixture: Fixture; readonly server: Server },
  load: () => Promise<LoadResult>,
): Promise<Round> {
  const used = () => [cpuSecondsOfFamily(fixture.postmaster_pid), cpuSecondsOfFamily(server.pid)]
  const before = used()
  const result = await load()
  const [postgres_us = 0, server_us = 0] = used().map(
    (seconds, index) => ((seconds - (before[index] ?? 0)) * 1e6) / result.answered,
  )
  const client_us = (result.cpu_seconds * 1e6) / result.answered
  return { per_second: result.per_second, cost: { postgres_us, server_us, client_us } }
}

/** Just before the load ends. */
async function memoryAfter(server: Server, seconds: number): Promise<Memory | undefined> {
  await sleep(seconds * 900)
  return memoryOf(server.pid)
}

async function readBatches(port: number): Promise<{ sum: number; count: number }> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const read = (name: string) =>
    Number(new RegExp(`^ihome_booking_batch_size_${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  return { sum: read('sum'), count: read('count') }
}
