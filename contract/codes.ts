import { Type } from 'typebox'
import { defineRoute } from './route.ts'
import { Mobile } from './values.ts'

const tag = '验证码 verify_code'

/** What an SMS code is for, and for nothing else. */
export const SMS_CODE_PURPOSES = ['register', 'reset', 'login', 'mobile'] as const
export type SmsCodePurpose = (typeof SMS_CODE_PURPOSES)[number]

/** Chosen by the client: anything short that fits in an address. */
const ImageCodeId = Type.String({
  pattern: '^[\\w-]{1,64}$',
  description: '图片验证码编号，由客户端生成（如 UUID）',
})

export const drawImageCode = defineRoute({
  id: 'drawImageCode',
  method: 'GET',
  path: '/image_codes/{image_code_id}',
  tag,
  summary: '图片验证码',
  description:
    '返回图片；180 秒内有效。答错即失效；答对后保持有效，直到短信发出。再次请求同一编号会换一张。',
  session: false,
  params: Type.Object({ image_code_id: ImageCodeId }),
  picture: true,
  done: { zh: 'OK', en: 'OK' },
  refusals: ['params_invalid', 'too_many_requests'],
  example: {},
})

export const sendSmsCode = defineRoute({
  id: 'sendSmsCode',
  method: 'GET',
  path: '/sms_codes/{mobile}',
  tag,
  summary: '发送注册用的短信验证码',
  description: '6 位数字，300 秒内有效，每个手机号一个；由后台任务发送，从不在答复中返回。',
  session: false,
  params: Type.Object({ mobile: Type.String() }),
  query: Type.Object({
    image_code: Type.Optional(Type.String({ description: '图片验证码内容' })),
    image_code_id: Type.Optional(Type.String({ description: '图片验证码编号' })),
  }),
  done: { zh: '发送成功', en: 'Sent' },
  refusals: [
    'params_missing',
    'params_invalid',
    'image_code_expired',
    'image_code_wrong',
    'sms_too_soon',
    'sms_day_spent',
    'sms_hour_spent',
    'mobile_registered',
    'too_many_requests',
  ],
  example: {},
})

export const sendCode = defineRoute({
  id: 'sendCode',
  method: 'POST',
  path: '/sms_codes',
  tag,
  summary: '发送短信验证码',
  description:
    'purpose：register 注册、reset 找回密码、login 登录、mobile 更换手机号（需登录，新旧号码各发一次）。验证码只能用于所申请的用途。除注册外，号码有没有账号，答复都一样；没有账号的号码收不到短信。',
  session: false,
  body: Type.Object({
    mobile: Mobile,
    purpose: Type.Enum(SMS_CODE_PURPOSES),
    image_code: Type.String({ minLength: 1, maxLength: 16, description: '图片验证码内容' }),
    image_code_id: ImageCodeId,
  }),
  done: { zh: '发送成功', en: 'Sent' },
  refusals: [
    'params_missing',
    'params_invalid',
    'session_required',
    'image_code_expired',
    'image_code_wrong',
    'sms_too_soon',
    'sms_day_spent',
    'sms_hour_spent',
    'mobile_registered',
    'too_many_requests',
  ],
  example: {
    body: { mobile: '13800000002', purpose: 'reset', image_code: 'A3C7', image_code_id: 'c1' },
  },
})
