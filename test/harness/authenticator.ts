import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** User present and verified; with a key added: attested data follows. */
const PRESENT_AND_VERIFIED = 0x05
const ATTESTED = 0x40

/** A device that makes keys and signs with them, as a telephone does, for the site at `origin`. */
export interface Authenticator {
  /** What `navigator.credentials.create` answers, in JSON. */
  create(options: { readonly challenge: string }): AuthenticatorAnswer
  /** What `navigator.credentials.get` answers, in JSON. */
  get(options: { readonly challenge: string }): AuthenticatorAnswer
}

interface AuthenticatorAnswer {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: Readonly<Record<string, unknown>>
  readonly clientExtensionResults: object
}

/** @param counts whether it counts its uses, as a key that is a thing does */
export function createAuthenticator(origin: string, counts = false): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let counter = 0

  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  const authenticatorData = (flags: number, ...more: Buffer[]) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counts ? ++counter : 0)
    const party = createHash('sha256').update(new URL(origin).hostname).digest()
    return Buffer.concat([party, Buffer.from([flags]), count, ...more])
  }

  const answer = (response: Readonly<Record<string, unknown>>): AuthenticatorAnswer => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    response,
    clientExtensionResults: {},
  })

  return {
    create({ challenge }) {
      const id_length = Buffer.from([0, id.length])
      const key = coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'))
      const data = authenticatorData(
        PRESENT_AND_VERIFIED | ATTESTED,
        Buffer.alloc(16),
        id_length,
        id,
        key,
      )
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: attestation(data).toString('base64url'),
        transports: ['internal'],
      })
    },
    get({ challenge }) {
      const client = clientData('webauthn.get', challenge)
      const data = authenticatorData(PRESENT_AND_VERIFIED)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: Buffer.from('1').toString('base64url'),
      })
    },
  }
}

/** CBOR of `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`: a point of P-256 for ES256. */
const coseKey = (x: Buffer, y: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    x,
    Buffer.from([0x22, 0x58, 0x20]),
    y,
  ])

/** CBOR of `{fmt: 'none', attStmt: {}, authData: data}`. */
function attestation(data: Buffer): Buffer {
  const text = (value: string) =>
    Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
  const length = Buffer.from([0x59, data.length >> 8, data.length & 0xff])
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    length,
    data,
  ])
}
