import { BlockList, isIP } from 'node:net'

/** No proxy, any, how many there are, or a list of their addresses. */
export type TrustProxy = boolean | number | string

/** Whether to believe what an address says of the one before it; the server's own peer is hop 0. */
export type Trust = (address: string, hop: number) => boolean

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Whoever is believed, what is no address is passed on by nobody. */
export function trustOf(trust_proxy: TrustProxy): Trust | false {
  if (trust_proxy === false) return false
  if (trust_proxy === true) return isAddress
  if (typeof trust_proxy === 'number')
    return (address, hop) => hop < trust_proxy && isAddress(address)
  const list = readAddresses(trust_proxy)
  return (address) => isIn(list, address)
}

/**
 * Addresses, networks (`10.0.0.0/8`) and names (`loopback`, `linklocal`, `uniquelocal`), separated
 * by commas.
 *
 * @throws {Error} where one of them is none.
 */
export function readAddresses(text: string): BlockList {
  const list = new BlockList()
  for (const part of text.split(',').map((one) => one.trim().toLowerCase()))
    for (const network of NAMED[part] ?? [part]) {
      const [address = '', bits] = network.split('/')
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
      if (bits === undefined) list.addAddress(address, family)
      else list.addSubnet(address, Number(bits), family)
    }
  return list
}

/** An IPv4 address counts in its IPv6 form too. */
function isIn(list: BlockList, address: string): boolean {
  const [plain = ''] = address.split('%')
  const family = isIP(plain)
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4')
}

export const isAddress = (text: string): boolean => isIP(text) !== 0
