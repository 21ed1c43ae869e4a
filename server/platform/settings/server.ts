import { isCurrency } from '../../../rules/money.ts'
import { isTimeZone } from '../database/clock.ts'
import { readAddresses, type TrustProxy } from '../http/trusted-proxies.ts'
import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from './reader.ts'

const PORT_MAX = 65_535
const RATE_MAX = 1_000_000_000
const CONNECTIONS_MAX = 1_000_000
const LOG_LEVELS = ['info', 'fatal', 'error', 'warn', 'debug', 'trace', 'silent'] as const

/** How a server is reached, and what it tells of itself. */
export function readServerSettings(read: Reader) {
  const host = read.text('HOST') ?? '127.0.0.1'
  /** The address that people use; absent: the one that they asked for. */
  const public_url = read.url('PUBLIC_URL', WEB_PROTOCOLS, WEB_ADDRESS)
  return {
    host,
    public_url,
    exposed_by: exposedBy(read, host, public_url),
    port: read.whole('PORT', {
      standard: 3000,
      min: 0,
      max: PORT_MAX,
      may: `a whole number from 0 (any free port) to ${PORT_MAX}`,
    }),
    trust_proxy: readTrustProxy(read),
    /** Requests to the API in a minute from one address; 0: without a limit. */
    rate_limit: read.whole('IHOME_RATE_LIMIT', {
      standard: 0,
      min: 0,
      max: RATE_MAX,
      may: 'a whole number of requests a minute, 0 for no limit',
    }),
    connections_max: read.whole('IHOME_CONNECTIONS_MAX', {
      standard: 10_000,
      min: 10,
      max: CONNECTIONS_MAX,
      of: 'connections',
    }),
    connections_per_address: read.whole('IHOME_CONNECTIONS_PER_ADDRESS', {
      standard: 1_000,
      min: 1,
      max: CONNECTIONS_MAX,
      of: 'connections',
    }),
    /** Days begin and end there. */
    zone: readZone(read),
    currency: readCurrency(read),
    log_level: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/**
 * What says that others than people at this machine reach the site; undefined where nothing does.
 * What is for trying only has to be allowed by name there.
 */
function exposedBy(read: Reader, host: string, public_url: URL | undefined): string | undefined {
  if (read.text('NODE_ENV') === 'production') return 'NODE_ENV is production'
  if (!LOOPBACK.test(host)) return `HOST is ${host}`
  const is_local = public_url?.protocol === 'http:' && LOOPBACK.test(public_url.hostname)
  return public_url && !is_local ? `PUBLIC_URL is ${public_url.origin}` : undefined
}

function readZone(read: Reader): string {
  const zone = read.text('IHOME_TZ') ?? 'Asia/Shanghai'
  if (isTimeZone(zone)) return zone
  throw read.wrong('IHOME_TZ', 'an IANA time zone such as Asia/Shanghai')
}

/** What all amounts are counted in, in whole numbers of its smallest unit. */
function readCurrency(read: Reader): string {
  const currency = read.text('IHOME_CURRENCY') ?? 'CNY'
  if (isCurrency(currency)) return currency
  throw read.wrong(
    'IHOME_CURRENCY',
    'a currency of ISO 4217 with two decimals or none, such as CNY, USD or JPY',
  )
}

/** Whether there is a proxy in front, how many there are, or which ones. */
function readTrustProxy(read: Reader): TrustProxy {
  const text = read.text('TRUST_PROXY')
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  try {
    readAddresses(text)
    return text
  } catch {
    throw read.wrong(
      'TRUST_PROXY',
      'true, false, the number of proxies in front, or their addresses (10.0.0.0/8, loopback)',
    )
  }
}
