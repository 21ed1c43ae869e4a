import type { Reader } from '../platform/settings/reader.ts'

/** `outbox` sends nothing: it keeps messages to be read at /dev/outbox. */
export type SmsSettings =
  | { readonly provider: 'outbox' }
  | {
      readonly provider: 'aliyun'
      readonly access_key_id: string
      readonly access_key_secret: string
      readonly sign_name: string
      readonly template_code: string
      /** Absent: what happens to orders is told on the site alone. */
      readonly notice_template_code?: string | undefined
      readonly endpoint: string
    }

interface Site {
  readonly exposed_by: string | undefined
}

export const readSmsSettings = (read: Reader, site: Site) => ({ sms: readSms(read, site) })

function readSms(read: Reader, { exposed_by }: Site): SmsSettings {
  const provider = read.oneOf('SMS_PROVIDER', ['outbox', 'aliyun'], 'outbox')
  if (provider === 'outbox') {
    // Whoever can open the outbox can register any number and read every code.
    if (read.text('IHOME_ALLOW_DEV_OUTBOX') !== '1' && exposed_by)
      throw read.wrong(
        'SMS_PROVIDER',
        `aliyun when ${exposed_by} (or set IHOME_ALLOW_DEV_OUTBOX=1 to show all codes at /dev/outbox)`,
      )
    return { provider }
  }
  read.secret('ALIYUN_ACCESS_KEY_SECRET')
  const needed = (name: string) => read.needed(name, 'with SMS_PROVIDER=aliyun')
  return {
    provider,
    access_key_id: needed('ALIYUN_ACCESS_KEY_ID'),
    access_key_secret: needed('ALIYUN_ACCESS_KEY_SECRET'),
    sign_name: needed('ALIYUN_SMS_SIGN_NAME'),
    template_code: needed('ALIYUN_SMS_TEMPLATE_CODE'),
    notice_template_code: read.text('ALIYUN_SMS_NOTICE_TEMPLATE_CODE'),
    endpoint: read.text('ALIYUN_SMS_ENDPOINT') ?? 'https://dysmsapi.aliyuncs.com',
  }
}
