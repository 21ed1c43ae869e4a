import { existsSync } from 'node:fs'
import { type Bench, type Figure, inTurn } from '../figures.ts'
import { runLoad } from '../run-load.ts'
import { type Server, startOrm } from '../server.ts'
import { CONNECTIONS } from '../slots.ts'
import { startFlask, whatFlaskLacks } from './flask/flask.ts'

const WARM_UP_SECONDS = 2

interface Peer {
  readonly name: string
  /** What it takes to run it, in words; undefined where all of that is there. */
  readonly lacks: () => string | undefined
  readonly start: (url: string) => Promise<Server>
}

const PEERS: readonly Peer[] = [
  {
    name: 'Flask and one Celery worker',
    lacks: whatFlaskLacks,
    start: startFlask,
  },
  {
    name: 'an ORM, serializable',
    lacks: () =>
      existsSync(new URL('./orm/node_modules/drizzle-orm', import.meta.url))
        ? undefined
        : 'npm install --prefix bench/peers/orm',
    start: startOrm,
  },
]

/** How others place the same orders: on this machine, in the same rounds, from the same clients. */
export async function measurePeers(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const peer of PEERS) {
    const lacks = peer.lacks()
    if (lacks === undefined) figures.push(await measurePeer(bench, peer))
    else console.error(`bench: ${peer.name} is left out; it needs \`${lacks}\``)
  }
  return figures
}

async function measurePeer(bench: Bench, { name, start }: Peer): Promise<Figure> {
  const { fixture, server, url, seconds, rounds, cookies } = bench
  const peer = await start(url)
  const few = cookies.slice(0, CONNECTIONS)
  let first = 0
  /** From where the round before ended: the peer keeps its orders. */
  const loadPeer = async (for_seconds: number) => {
    const what = { place: 'distinct', first } as const
    const result = await runLoad({ port: peer.port, seconds: for_seconds, cookies: few, what })
    first += result.answered
    return result
  }
  const [ours, theirs]: [number[], number[]] = [[], []]
  try {
    await loadPeer(WARM_UP_SECONDS)
    await inTurn(rounds, [
      async () => void theirs.push((await loadPeer(seconds)).per_second),
      async () => {
        await fixture.clear()
        const plan = { port: server.port, seconds, cookies: few }
        const { per_second } = await runLoad({ ...plan, what: { place: 'distinct' } })
        ours.push(per_second)
      },
    ])
  } finally {
    await peer.stop()
  }
  return { name: 'place', unit: '/s', values: ours, floor: { name, values: theirs } }
}
