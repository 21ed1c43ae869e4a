import { type Bench, type Figure, inTurn } from './figures.ts'
import { runLoad } from './run-load.ts'
import { type Server, startIhome } from './server.ts'
import { CONNECTIONS } from './slots.ts'

const WARM_UP_SECONDS = 2

/** One process beside two of one server, and beside two servers. */
export async function measureSeveral(bench: Bench): Promise<Figure[]> {
  const { fixture, server, url, seconds, rounds, cookies } = bench
  const both = await startIhome(url, ['--processes', '2'])
  const second = await startIhome(url)
  const one: number[] = []
  const sides: readonly { readonly name: string; readonly servers: readonly Server[] }[] = [
    { name: 'one process', servers: [server] },
    { name: 'place, 2 processes', servers: [both] },
    { name: 'place, 2 servers', servers: [server, second] },
  ]
  const measured = sides.map(({ name, servers }) => ({ name, servers, values: [] as number[] }))
  const place = async (servers: readonly Server[], for_seconds: number) => {
    await fixture.clear()
    const each = CONNECTIONS / servers.length
    const results = await Promise.all(
      servers.map(({ port }, index) => {
        const connections_from = index * each
        return runLoad({
          port,
          seconds: for_seconds,
          cookies: cookies.slice(connections_from, connections_from + each),
          what: { place: 'distinct', connections_from },
        })
      }),
    )
    await fixture.checkOrders(results.reduce((sum, { answered }) => sum + answered, 0))
    return results.reduce((sum, { per_second }) => sum + per_second, 0)
  }
  try {
    for (const { servers } of measured) await place(servers, WARM_UP_SECONDS)
    await inTurn(
      rounds,
      measured.map(({ servers, values }) => async () => {
        values.push(await place(servers, seconds))
      }),
    )
  } finally {
    await both.stop()
    await second.stop()
  }
  one.push(...(measured[0]?.values ?? []))
  const floor = { name: 'one process', values: one }
  return measured.slice(1).map(({ name, values }) => ({ name, unit: '/s', values, floor }))
}
