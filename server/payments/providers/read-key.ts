import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { Reader } from '../../platform/settings/reader.ts'

// Consoles of providers hand keys out as PEM, or as base64 alone, of the one form of private keys
// or the other; environments keep PEM in one line.

export const readPrivateKey = (read: Reader, name: string, why: string): KeyObject =>
  readKey(read, name, why, (text) => {
    if (text.includes('-----BEGIN')) return createPrivateKey(text)
    const key = Buffer.from(text, 'base64')
    try {
      return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    } catch {
      return createPrivateKey({ key, format: 'der', type: 'pkcs1' })
    }
  })

export const readPublicKey = (read: Reader, name: string, why: string): KeyObject =>
  readKey(read, name, why, (text) =>
    text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }),
  )

function readKey(read: Reader, name: string, why: string, parse: (text: string) => KeyObject) {
  read.secret(name)
  const text = read.needed(name, why)
  try {
    const key = parse(text.replaceAll('\\n', '\n'))
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {
    // Told below, without a word of what it was.
  }
  throw read.wrong(name, 'an RSA key in PEM, or its base64 in one line')
}
