import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { Counter } from 'prom-client'
import { networkOf } from './client-address.ts'
import type { Metrics } from './metrics.ts'
import type { Trust } from './trusted-proxies.ts'

export interface ConnectionBounds {
  /** Connections that one server holds. */
  readonly connections_max: number
  /** Of those, from one address. */
  readonly connections_per_address: number
}

/**
 * Closes connections beyond the bounds as they come, so that whoever opens many and is slow with
 * them leaves enough for others. A trusted proxy has one address for everybody, and none of its own
 * bound.
 */
export function boundConnections(
  server: Server,
  bounds: ConnectionBounds,
  trust: Trust | false,
  metrics: Metrics,
): void {
  const held = new Map<string, number>()
  let open = 0
  metrics.watch('ihome_connections', 'Connections that clients hold open', () => open)
  const refused = new Counter({
    name: 'ihome_connections_refused_total',
    help: 'Connections closed as they came, by the bound that they went beyond',
    labelNames: ['bound'],
    registers: [metrics.registry],
  })

  const heldBy = (network: string) => held.get(network) ?? 0
  const keep = (socket: Socket, network: string) => {
    open += 1
    held.set(network, heldBy(network) + 1)
    socket.once('close', () => {
      open -= 1
      const rest = heldBy(network) - 1
      if (rest === 0) held.delete(network)
      else held.set(network, rest)
    })
  }
  // Before the reader of requests, who need not begin with what is closed.
  server.prependListener('connection', (socket) => {
    const { remoteAddress: address = '' } = socket
    const network = networkOf(address)
    const is_proxy = trust !== false && trust(address, 0)
    const is_too_many = !is_proxy && heldBy(network) >= bounds.connections_per_address
    if (open < bounds.connections_max && !is_too_many) return keep(socket, network)
    refused.inc({ bound: is_too_many ? 'address' : 'server' })
    socket.destroy()
  })
}
