import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Clock } from '../../platform/database/clock.ts'
import { ProviderFailed, UnverifiedCallback } from '../payment-provider.ts'
import type { WechatSettings } from './wechat-settings.ts'

/** Whoever invents serial numbers makes us ask no more often than that. */
const FETCH_EVERY_MS = 60_000

interface Keyring {
  /**
   * The key that WeChat signs with under this serial number.
   *
   * @throws {UnverifiedCallback} when it has none; {ProviderFailed} when it cannot be asked.
   */
  find(serial: string): Promise<KeyObject>
}

interface Sources {
  readonly clock: Clock
  readonly public_key: WechatSettings['public_key']
  fetchCertificates(): Promise<{
    readonly certificates: readonly string[]
    isSignedWith(key: KeyObject): boolean
  }>
}

/**
 * WeChat signs with the key that the merchant was given, or with a platform certificate, which it
 * changes every few years: the new one is fetched when it is first met. While a merchant goes over
 * from the one to the other, both come.
 */
export function createKeyring({ clock, public_key, fetchCertificates }: Sources): Keyring {
  let certificates = new Map<string, X509Certificate>()
  let fetched_ms = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | undefined

  const findHere = (serial: string): KeyObject | undefined => {
    if (serial === public_key?.id) return public_key.key
    const certificate = certificates.get(serial.toUpperCase())
    const is_valid = certificate && new Date(certificate.validTo) > clock.now()
    return is_valid ? certificate.publicKey : undefined
  }
  const fetchThem = async () => {
    const told = await fetchCertificates()
    const read = told.certificates.map((pem) => new X509Certificate(pem))
    if (!read.some(({ publicKey }) => told.isSignedWith(publicKey)))
      throw new ProviderFailed('CERTIFICATES_NOT_SIGNED')
    certificates = new Map(read.map((one) => [one.serialNumber.toUpperCase(), one]))
    fetched_ms = clock.now().getTime()
  }

  return {
    async find(serial) {
      const known = findHere(serial)
      if (known) return known
      const is_certificate = /^[0-9A-Fa-f]{16,64}$/.test(serial)
      if (is_certificate && clock.now().getTime() - fetched_ms >= FETCH_EVERY_MS) {
        fetching ??= fetchThem().finally(() => {
          fetching = undefined
        })
        await fetching
      }
      const key = findHere(serial)
      if (key) return key
      throw new UnverifiedCallback('no key of WeChat has this serial number')
    },
  }
}
