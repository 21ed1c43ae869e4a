import { createDecipheriv, createSign, createVerify, randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/database/clock.ts'
import { ProviderFailed, UnverifiedCallback } from '../payment-provider.ts'
import { createKeyring } from './wechat-keys.ts'
import type { WechatSettings } from './wechat-settings.ts'

const ANSWER_MS_MAX = 8_000
/** How far WeChat's time may be from ours, either way. */
const SKEW_S_MAX = 300
const TAG_BYTES = 16

export type Told = Readonly<Record<string, unknown>>

export interface Answered {
  readonly ok: boolean
  /** WeChat's code of what went wrong, such as ORDER_CLOSED. */
  readonly code: string
  readonly data: Told
}

type ReadHeader = (name: string) => string

/** WeChat's API v3: what both sides sign, and what it encrypts. */
export interface WechatClient {
  /**
   * An answer that WeChat has signed, or what it refused.
   *
   * @throws {ProviderFailed} when there is none, or it is not WeChat's.
   */
  ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Answered>
  /** @throws {UnverifiedCallback} where WeChat has not signed it within five minutes. */
  verify(header: ReadHeader, body: string): Promise<void>
  /** @throws {UnverifiedCallback} where it was not encrypted with the key of this merchant. */
  decrypt(resource: unknown): Told
  sign(lines: readonly string[]): string
  nonce(): string
}

/** https://pay.weixin.qq.com/doc/v3/merchant/4012365342 */
export function createWechatClient(settings: WechatSettings, clock: Clock): WechatClient {
  const { gateway, mch_id, merchant_serial, private_key, public_key } = settings
  const secondsNow = () => String(Math.floor(clock.now().getTime() / 1000))
  const nonce = () => randomBytes(16).toString('hex')
  const sign = (lines: readonly string[]) =>
    createSign('RSA-SHA256').update(linesOf(lines)).sign(private_key, 'base64')

  const authorization = (method: string, path: string, body: string) => {
    const [timestamp, nonce_str] = [secondsNow(), nonce()]
    const signature = sign([method, path, timestamp, nonce_str, body])
    const fields = { mchid: mch_id, nonce_str, signature, timestamp, serial_no: merchant_serial }
    const text = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
    return `WECHATPAY2-SHA256-RSA2048 ${text.join(',')}`
  }
  const send = async (method: string, path: string, given?: object) => {
    const body = given ? JSON.stringify(given) : ''
    const answer = await fetch(new URL(path, gateway), {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'ihome',
        authorization: authorization(method, path, body),
        // Asks WeChat to sign with this key rather than with a certificate.
        ...(public_key && { 'wechatpay-serial': public_key.id }),
      },
      ...(given && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    }).catch((error) => {
      throw new ProviderFailed(String(error?.name ?? 'unreachable'))
    })
    const text = await answer.text().catch(() => {
      throw new ProviderFailed('ANSWER_BROKEN')
    })
    return { answer, text, header: (name: string) => answer.headers.get(name) ?? '' }
  }

  const isSigned = (header: ReadHeader, body: string, key: Parameters<typeof verifies>[0]) =>
    Math.abs(Number(secondsNow()) - Number(header('wechatpay-timestamp'))) <= SKEW_S_MAX &&
    verifies(key, header, body)
  const decrypt = (resource: unknown) => decryptWith(settings.api_v3_key, resource)
  const keys = createKeyring({
    clock,
    public_key,
    fetchCertificates: async () => {
      const { answer, text, header } = await send('GET', '/v3/certificates')
      if (!answer.ok) throw new ProviderFailed(codeOf(readJson(text), answer.status))
      const { data } = readJson(text)
      if (!Array.isArray(data)) throw new ProviderFailed('ANSWER_BROKEN')
      // Encrypted with a key that only WeChat and the merchant have: that proves where they are from.
      const certificates = data.map(({ encrypt_certificate: one }) => decrypt(one)['text'])
      return {
        certificates: certificates.map(String),
        isSignedWith: (key) => isSigned(header, text, key),
      }
    },
  })
  const verify = async (header: ReadHeader, body: string) => {
    const key = await keys.find(header('wechatpay-serial'))
    if (!isSigned(header, body, key)) throw new UnverifiedCallback('the signature is wrong or old')
  }

  return {
    verify,
    decrypt,
    sign,
    nonce,
    async ask(method, path, given) {
      const { answer, text, header } = await send(method, path, given)
      if (!answer.ok) {
        const data = readJson(text)
        return { ok: false, code: codeOf(data, answer.status), data }
      }
      await verify(header, text).catch((error) => {
        if (!(error instanceof UnverifiedCallback)) throw error
        throw new ProviderFailed('ANSWER_NOT_SIGNED')
      })
      return { ok: true, code: '', data: text === '' ? {} : readJson(text) }
    },
  }
}

const linesOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

function verifies(
  key: Parameters<ReturnType<typeof createVerify>['verify']>[0],
  header: ReadHeader,
  body: string,
): boolean {
  const signed = linesOf([header('wechatpay-timestamp'), header('wechatpay-nonce'), body])
  return createVerify('RSA-SHA256')
    .update(signed)
    .verify(key, header('wechatpay-signature'), 'base64')
}

/** AEAD_AES_256_GCM; its tag is at the end. What is no JSON is answered as `text`. */
function decryptWith(api_v3_key: string, resource: unknown): Told {
  const { ciphertext, nonce, associated_data = '' } = (resource ?? {}) as Told
  try {
    const sealed = Buffer.from(String(ciphertext), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', api_v3_key, String(nonce), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(String(associated_data)))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const text = decipher.update(sealed.subarray(0, -TAG_BYTES)) + decipher.final('utf8')
    return text.startsWith('{') ? readJson(text) : { text }
  } catch {
    throw new UnverifiedCallback('what is told was not encrypted for this merchant')
  }
}

function readJson(text: string): Told {
  try {
    return (JSON.parse(text) ?? {}) as Told
  } catch {
    return {}
  }
}

/** Their code alone: their words may quote what was asked. */
const codeOf = ({ code }: Told, status: number): string =>
  typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : `HTTP_${status}`
