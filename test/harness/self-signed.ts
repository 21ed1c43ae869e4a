import { createSign, type KeyObject } from 'node:crypto'

// Just enough of DER for a certificate that signs itself.

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const sized =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...sized]), content])
}
const hex = (text: string) => Buffer.from(text, 'hex')

const SHA256_WITH_RSA = der(0x30, hex('06092a864886f70d01010b'), hex('0500'))
/** A name with nothing but CN. */
const named = (name: string) =>
  der(0x30, der(0x31, der(0x30, hex('0603550403'), der(0x0c, Buffer.from(name)))))
const time = (at: Date) =>
  der(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

interface Certified {
  readonly public_key: KeyObject
  readonly private_key: KeyObject
  /** In hexadecimal digits, the first of which is below 8. */
  readonly serial: string
  readonly from: Date
  readonly to: Date
}

/** A certificate of a key, signed by that key, in PEM. */
export function selfSigned({ public_key, private_key, serial, from, to }: Certified): string {
  const body = der(
    0x30,
    der(0x02, hex(serial)),
    SHA256_WITH_RSA,
    named('Tenpay.com Root CA'),
    der(0x30, time(from), time(to)),
    named('Tenpay.com sign'),
    public_key.export({ type: 'spki', format: 'der' }),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(private_key)
  const whole = der(0x30, body, SHA256_WITH_RSA, der(0x03, hex('00'), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
