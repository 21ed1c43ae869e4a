import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, type Figure, inTurn } from './figures.ts'
import { memoryOf } from './processes.ts'
import { startBaseline, startIhome } from './server.ts'

/** By then the server has given back what only its start needed. */
const SETTLED_MS = 8_000

/** How long a server takes to answer, and what it holds while nobody asks. */
export async function measureStart({ url, rounds }: Bench): Promise<Figure[]> {
  const starts: number[] = []
  const bare: number[] = []
  const resting: number[] = []
  await inTurn(rounds, [
    async () => {
      const server = await startIhome(url)
      starts.push(server.start_ms)
      await sleep(SETTLED_MS)
      resting.push(memoryOf(server.pid)?.resident_mb ?? Number.NaN)
      await server.stop()
    },
    async () => {
      const server = await startBaseline()
      bare.push(server.start_ms)
      await server.stop()
    },
  ])
  const floor = { name: 'a bare fastify', values: bare }
  return [
    { name: 'start', unit: 'ms', values: starts, floor },
    { name: 'server, resting', unit: 'MB', values: resting },
  ]
}
