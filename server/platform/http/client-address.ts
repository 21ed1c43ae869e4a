import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

const GROUPS = 8
const NETWORK_GROUPS = 4
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * Where a request comes from, as tries are counted: its IPv4 address, or the /64 of its IPv6
 * address, of which one subscriber has them all.
 */
export function clientAddressOf({ ip }: FastifyRequest): string {
  const mapped = MAPPED_IPV4.exec(ip)?.[1]
  if (mapped) return mapped
  return isIPv6(ip) ? `${expand(ip).slice(0, NETWORK_GROUPS).join(':')}::/64` : ip
}

/** All eight groups; `::` stands for those that are left out. */
function expand(ip: string): string[] {
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::')
  const groupsOf = (part: string) => part.split(':').filter((group) => group !== '')
  const [first, last] = [groupsOf(head), groupsOf(tail ?? '')]
  const left_out = Array(Math.max(0, GROUPS - first.length - last.length)).fill('0')
  return [...first, ...left_out, ...last].map((group) => group.replace(/^0+(?=.)/, ''))
}
