import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The network between servers and their database, which can lose answers and break. */
export interface DatabaseProxy {
  /** The same database, reached through the proxy. */
  readonly url: string
  /**
   * From now on whatever is sent arrives and its replies are lost. Returns what then breaks these
   * connections.
   */
  loseReplies(): () => void
  close(): Promise<void>
}

export async function startDatabaseProxy(database_url: string): Promise<DatabaseProxy> {
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
    loseReplies() {
      const cut = [...pairs]
      for (const [near, far] of cut) far.unpipe(near).resume()
      return () => {
        for (const pair of cut) breakPair(pair)
      }
    },
    async close() {
      for (const pair of pairs) breakPair(pair)
      server.close()
      await once(server, 'close')
    },
  }
}
