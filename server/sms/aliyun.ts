import { createRequire } from 'node:module'
import type * as Dysms from '@alicloud/dysmsapi20170525'
import type * as OpenApi from '@alicloud/openapi-core'
import type { SmsSettings } from './settings.ts'
import {
  SmsFailed,
  type SmsMessage,
  type SmsProvider,
  type SmsPurpose,
  SmsRefused,
} from './sms-provider.ts'

// They export a default as CommonJS, which each loader of modules makes something else of.
const require = createRequire(import.meta.url)
const { default: Client, SendSmsRequest } =
  require('@alicloud/dysmsapi20170525') as typeof Dysms.default
const { $OpenApiUtil } = require('@alicloud/openapi-core') as typeof OpenApi.default

const CONNECT_MS_MAX = 3_000
const ANSWER_MS_MAX = 5_000

export type AliyunSettings = Extract<SmsSettings, { provider: 'aliyun' }>

/**
 * What another try a few seconds later may mend: their own faults (`isp.`), and too much at once.
 * All else, from a wrong signature to the daily limit of a number, would be refused again.
 */
const PASSING = /^isp\.(?!RAM_PERMISSION_DENY)|^Throttling|^ServiceUnavailable|^InternalError/

/** Aliyun's 短信服务: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms */
export function createAliyun(settings: AliyunSettings): SmsProvider {
  const endpoint = new URL(settings.endpoint)
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: settings.access_key_id,
      accessKeySecret: settings.access_key_secret,
      endpoint: endpoint.host,
      protocol: endpoint.protocol.slice(0, -1).toUpperCase(),
      connectTimeout: CONNECT_MS_MAX,
      readTimeout: ANSWER_MS_MAX,
    }),
  )
  return {
    async send({ mobile, purpose, parameters, message_id }: SmsMessage) {
      const request = new SendSmsRequest({
        phoneNumbers: mobile,
        signName: settings.sign_name,
        templateCode: templateOf(settings, purpose),
        templateParam: JSON.stringify(parameters),
        outId: message_id,
      })
      const answer = await client.sendSms(request).catch((error: unknown) => {
        throw whatFailed(error)
      })
      const result = answer.body?.code ?? 'NO_CODE'
      if (result !== 'OK') throw meaningOf(result)
    },
  }
}

function templateOf(settings: AliyunSettings, purpose: SmsPurpose): string {
  const { template_code, notice_template_code } = settings
  const template = purpose === 'code' ? template_code : notice_template_code
  if (template === undefined) throw new SmsRefused('NO_TEMPLATE')
  return template
}

const meaningOf = (code: string) =>
  PASSING.test(code) ? new SmsFailed(code) : new SmsRefused(code)

function whatFailed(error: unknown): Error {
  const { code, statusCode, name } = error as { code?: string; statusCode?: number; name?: string }
  const told = code && code !== 'undefined' ? code : (name ?? 'unknown')
  const refused = statusCode !== undefined && statusCode >= 400 && statusCode < 500
  return refused && statusCode !== 429 ? meaningOf(told) : new SmsFailed(told)
}
