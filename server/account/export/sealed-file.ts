import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12

export interface Seal {
  /** Key and nonce: used for one file alone. */
  readonly seal_key: string
  readonly seal_tag: string
}

/**
 * Writes a stream to the file at `path`, sealed with a key of its own; returns what opens it again
 * and how long it is, which is as long as what was sealed.
 *
 * @throws {Error} past `bytes_max`.
 */
export async function sealInto(
  path: string,
  source: Readable,
  bytes_max: number,
): Promise<Seal & { readonly bytes: number }> {
  const secret = randomBytes(KEY_BYTES + NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, secret.subarray(0, KEY_BYTES), secret.subarray(KEY_BYTES))
  await pipeline(source, bounded(bytes_max), cipher, createWriteStream(path, { mode: 0o600 }))
  const { size } = await stat(path)
  return {
    seal_key: secret.toString('base64url'),
    seal_tag: cipher.getAuthTag().toString('base64url'),
    bytes: size,
  }
}

/** What was sealed; the stream ends with an error where it was changed since. */
export function unseal(source: Readable, { seal_key, seal_tag }: Seal): Readable {
  const secret = Buffer.from(seal_key, 'base64url')
  const decipher = createDecipheriv(
    CIPHER,
    secret.subarray(0, KEY_BYTES),
    secret.subarray(KEY_BYTES),
  ).setAuthTag(Buffer.from(seal_tag, 'base64url'))
  source.on('error', (error) => decipher.destroy(error))
  return source.pipe(decipher)
}

function bounded(bytes_max: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > bytes_max) done(new Error(`a copy of more than ${bytes_max} bytes`))
      else done(null, chunk)
    },
  })
}
