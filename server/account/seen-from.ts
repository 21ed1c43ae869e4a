import type { FastifyRequest } from 'fastify'
import { clientAddressOf } from '../platform/http/client-address.ts'

/** With what, and about where from, a session is used, as its person is shown it. */
export interface SeenFrom {
  readonly device: string
  readonly place: string
}

export const seenFrom = (request: FastifyRequest): SeenFrom => ({
  device: deviceOf(request.headers['user-agent'] ?? ''),
  place: placeOf(clientAddressOf(request)),
})

/** The first that fits: browsers name those before them, too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Chrome · Windows`; '' for what is no browser that people have. */
function deviceOf(user_agent: string): string {
  const named = [BROWSERS, SYSTEMS].map(
    (known) => known.find(([pattern]) => pattern.test(user_agent))?.[1],
  )
  return named.filter(Boolean).join(' · ')
}

/** Half of an address: `203.0.*.*`, `2001:db8:*`; '' for none. */
function placeOf(address: string): string {
  if (address.includes(':')) return `${address.split(':').slice(0, 2).join(':')}:*`
  const [first, second, ...rest] = address.split('.')
  return rest.length === 2 ? `${first}.${second}.*.*` : ''
}
