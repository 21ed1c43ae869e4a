import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../../platform/settings/reader.ts'
import { readPrivateKey, readPublicKey } from './read-key.ts'

export interface AlipaySettings {
  readonly provider: 'alipay'
  readonly app_id: string
  readonly private_key_pem: string
  readonly alipay_public_key_pem: string
  readonly gateway: string
  /** Absent: whichever seller the app belongs to. */
  readonly seller_id: string | undefined
  /** Where Alipay finds this site. */
  readonly public_url: URL
}

const ALIPAY_GATEWAY = 'https://openapi.alipay.com/gateway.do'
const WHY = 'with alipay in PAYMENT_PROVIDER'

export function readAlipaySettings(read: Reader, public_url: URL): AlipaySettings {
  const gateway = read.url('ALIPAY_GATEWAY', WEB_PROTOCOLS, WEB_ADDRESS)
  const private_key = readPrivateKey(read, 'ALIPAY_PRIVATE_KEY', WHY)
  const public_key = readPublicKey(read, 'ALIPAY_PUBLIC_KEY', WHY)
  return {
    provider: 'alipay',
    app_id: read.needed('ALIPAY_APP_ID', WHY),
    private_key_pem: private_key.export({ type: 'pkcs1', format: 'pem' }) as string,
    alipay_public_key_pem: public_key.export({ type: 'spki', format: 'pem' }) as string,
    gateway: gateway?.href ?? ALIPAY_GATEWAY,
    seller_id: read.text('ALIPAY_SELLER_ID'),
    public_url,
  }
}
