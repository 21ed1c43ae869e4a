import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

const SALT_END = 16
/** After the salt: the size of records, and how long the sender's key is. */
const KEY_START = 21
const TAG_BYTES = 16

/** A browser that lets a site show notices, with an endpoint at some push service. */
export function makePushBrowser(endpoint: string) {
  const keys = createECDH('prime256v1')
  const own = keys.generateKeys()
  const auth = randomBytes(16)
  return {
    subscription: {
      endpoint,
      keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    },
    /** What its service handed it, opened as RFC 8291 and RFC 8188 say. */
    open(body: Buffer) {
      const salt = body.subarray(0, SALT_END)
      const key_end = KEY_START + body.readUInt8(KEY_START - 1)
      const sender = body.subarray(KEY_START, key_end)
      const derive = (secret: Buffer, from: Buffer, info: Buffer, length: number) =>
        Buffer.from(hkdfSync('sha256', secret, from, info, length))
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender])
      const shared = derive(keys.computeSecret(sender), auth, info, 32)
      const named = (use: string) => Buffer.from(`Content-Encoding: ${use}\0`)
      const key = derive(shared, salt, named('aes128gcm'), 16)
      const nonce = derive(shared, salt, named('nonce'), 12)
      const opener = createDecipheriv('aes-128-gcm', key, nonce)
      opener.setAuthTag(body.subarray(-TAG_BYTES))
      const hidden = body.subarray(key_end, -TAG_BYTES)
      const padded = Buffer.concat([opener.update(hidden), opener.final()])
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'))
    },
  }
}
