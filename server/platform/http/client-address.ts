import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { isAddress } from './trusted-proxies.ts'

const GROUPS = 8
const NETWORK_GROUPS = 4
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i
/** As some proxies write it: `192.0.2.1:5678`, `[2001:db8::1]:5678`. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+)|\[([^\]]+)\])(?::\d+)?$/

/**
 * Where a request comes from, as tries are counted: its IPv4 address, or the /64 of its IPv6
 * address, of which one subscriber has them all.
 */
export const clientAddressOf = (request: FastifyRequest): string => networkOf(ipOf(request))

/**
 * The farthest address that is one and that those nearer to the server vouch for. A header may say
 * anything; only addresses are taken from it.
 */
export function ipOf({ ip, ips }: FastifyRequest): string {
  return (ips ?? [ip]).map(withoutPort).findLast(isAddress) ?? 'unknown'
}

// Who has left already has no address any more.
const withoutPort = (text: string | undefined = ''): string => {
  const [, ipv4, ipv6] = WITH_PORT.exec(text) ?? []
  return ipv4 ?? ipv6 ?? text
}

/** The part of an address by which whoever has it is counted. */
export function networkOf(address: string): string {
  const mapped = MAPPED_IPV4.exec(address)?.[1]
  if (mapped) return mapped
  return isIPv6(address) ? `${expand(address).slice(0, NETWORK_GROUPS).join(':')}::/64` : address
}

/** All eight groups; `::` stands for those that are left out. */
function expand(ip: string): string[] {
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::')
  const groupsOf = (part: string) => part.split(':').filter((group) => group !== '')
  const [first, last] = [groupsOf(head), groupsOf(tail ?? '')]
  const left_out = Array(Math.max(0, GROUPS - first.length - last.length)).fill('0')
  return [...first, ...left_out, ...last].map((group) => group.replace(/^0+(?=.)/, ''))
}
