import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A piece of network between servers and their database, which can be cut. */
export interface Wire {
  /** The same database, reached through the wire. */
  readonly url: string
  /** Whatever was sent arrives, its replies are lost, and then every connection breaks. */
  loseReplies(): Promise<void>
  close(): Promise<void>
}

const UNDER_WAY_MS = 100

export async function layWire(database_url: string): Promise<Wire> {
  const target = new URL(database_url)
  const pairs = new Set<readonly [Socket, Socket]>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    const pair = [near, far] as const
    pairs.add(pair)
    near.pipe(far).pipe(near)
    for (const socket of pair) {
      // That one end broke is told by breaking the other.
      socket.on('error', () => breakPair(pair))
      socket.on('close', () => breakPair(pair))
    }
  })
  const breakPair = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair)
    for (const socket of pair) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: Object.assign(new URL(database_url), {
      port: String((server.address() as AddressInfo).port),
    }).href,
    async loseReplies() {
      const cut = [...pairs]
      for (const [near, far] of cut) far.unpipe(near).resume()
      await new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS))
      for (const pair of cut) breakPair(pair)
    },
    async close() {
      for (const pair of pairs) breakPair(pair)
      server.close()
      await once(server, 'close')
    },
  }
}
