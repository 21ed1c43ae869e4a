import type { KeyObject } from 'node:crypto'
import { CHANNELS, type Channel } from '../../../contract/payments.ts'
import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../../platform/settings/reader.ts'
import { readPrivateKey, readPublicKey } from './read-key.ts'

export interface WechatSettings {
  readonly provider: 'wechat'
  readonly app_id: string
  readonly mch_id: string
  /** The merchant's own certificate and key, with which requests are signed. */
  readonly merchant_serial: string
  readonly private_key: KeyObject
  /** 32 bytes, with which WeChat encrypts what it tells. */
  readonly api_v3_key: string
  /** WeChat's public key and its id; absent: its platform certificates are fetched. */
  readonly public_key: { readonly id: string; readonly key: KeyObject } | undefined
  readonly channels: readonly Channel[]
  /** The official account's secret: only `jsapi` needs it, to learn who pays. */
  readonly app_secret: string | undefined
  readonly gateway: URL
  readonly login_gateway: URL
  /** Where WeChat finds this site. */
  readonly public_url: URL
}

const WHY = 'with wechat in PAYMENT_PROVIDER'
const SERIAL = /^[0-9A-Fa-f]{16,64}$/

export function readWechatSettings(read: Reader, public_url: URL): WechatSettings {
  const address = (name: string, standard: string) =>
    read.url(name, WEB_PROTOCOLS, WEB_ADDRESS) ?? new URL(standard)
  const channels = readChannels(read)
  return {
    provider: 'wechat',
    app_id: read.needed('WECHAT_APP_ID', WHY),
    mch_id: needed(read, 'WECHAT_MCH_ID', /^\d{1,32}$/, 'the number of a merchant'),
    merchant_serial: needed(
      read,
      'WECHAT_MCH_SERIAL',
      SERIAL,
      'the serial number of a certificate',
    ),
    private_key: readPrivateKey(read, 'WECHAT_PRIVATE_KEY', WHY),
    api_v3_key: readApiKey(read),
    public_key: readWechatsKey(read),
    channels,
    app_secret: channels.includes('jsapi') ? readAppSecret(read) : undefined,
    gateway: address('WECHAT_GATEWAY', 'https://api.mch.weixin.qq.com'),
    login_gateway: address('WECHAT_LOGIN_GATEWAY', 'https://api.weixin.qq.com'),
    public_url,
  }
}

function needed(read: Reader, name: string, pattern: RegExp, may: string): string {
  const text = read.needed(name, WHY)
  if (pattern.test(text)) return text
  throw read.wrong(name, may)
}

function readApiKey(read: Reader): string {
  read.secret('WECHAT_API_V3_KEY')
  const key = read.needed('WECHAT_API_V3_KEY', WHY)
  if (Buffer.byteLength(key) === 32) return key
  throw read.wrong('WECHAT_API_V3_KEY', 'the 32 characters that were set as APIv3 key')
}

function readAppSecret(read: Reader): string {
  read.secret('WECHAT_APP_SECRET')
  return read.needed('WECHAT_APP_SECRET', 'with jsapi in WECHAT_CHANNELS')
}

function readWechatsKey(read: Reader): WechatSettings['public_key'] {
  const id = read.text('WECHAT_PUBLIC_KEY_ID')
  const text = read.secret('WECHAT_PUBLIC_KEY')
  if (id === undefined && text === undefined) return undefined
  if (id === undefined || !/^PUB_KEY_ID_\w{1,100}$/.test(id))
    throw read.wrong('WECHAT_PUBLIC_KEY_ID', 'PUB_KEY_ID_… as told beside WECHAT_PUBLIC_KEY')
  return { id, key: readPublicKey(read, 'WECHAT_PUBLIC_KEY', 'with WECHAT_PUBLIC_KEY_ID') }
}

function readChannels(read: Reader): readonly Channel[] {
  const named = (read.text('WECHAT_CHANNELS') ?? 'native,h5').split(',').map((one) => one.trim())
  const channels = CHANNELS.filter((one) => named.includes(one))
  if (channels.length > 0 && channels.length === named.length) return channels
  throw read.wrong('WECHAT_CHANNELS', `a list of ${CHANNELS.join(', ')}, each once`)
}
