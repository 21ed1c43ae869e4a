import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'

const tag = '邮件 mail'

/** One address and nothing else: no name, no list, no line after it. */
const MailAddress = Type.String({
  maxLength: 254,
  pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,63}$",
  description: '邮箱地址',
})

export const showMail = defineRoute({
  id: 'showMail',
  method: 'GET',
  path: '/user/mail',
  tag,
  summary: '我的邮箱',
  session: true,
  data: Type.Object({
    available: Type.Boolean({ description: '本站是否发送邮件' }),
    subscribed: Type.Boolean({ description: '是否接收订单邮件；账号安全邮件始终发送' }),
    refused: Type.Boolean({ description: '对方服务器称没有这个邮箱，已不再发送' }),
    address: Type.Optional(Type.String({ description: '已确认的邮箱' })),
    pending: Type.Optional(Type.String({ description: '等待确认的邮箱' })),
  }),
  done: DONE,
  refusals: [],
  example: {
    data: { available: true, subscribed: true, refused: false, address: 'xiaoai@example.com' },
  },
})

export const setMail = defineRoute({
  id: 'setMail',
  method: 'PUT',
  path: '/user/mail',
  tag,
  summary: '设置邮箱',
  description:
    '向该邮箱发送确认链接，24 小时内有效；确认前仍使用原来的邮箱。邮件语言随本次 Accept-Language。',
  session: true,
  body: Type.Object({ address: MailAddress }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'mail_off', 'mails_spent'],
  example: { body: { address: 'xiaoai@example.com' } },
})

export const removeMail = defineRoute({
  id: 'removeMail',
  method: 'DELETE',
  path: '/user/mail',
  tag,
  summary: '删除邮箱',
  session: true,
  done: DONE,
  refusals: [],
  example: {},
})

export const subscribe = defineRoute({
  id: 'subscribe',
  method: 'PUT',
  path: '/user/mail/subscription',
  tag,
  summary: '是否接收订单邮件',
  session: true,
  body: Type.Object({ subscribed: Type.Boolean() }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid'],
  example: { body: { subscribed: false } },
})

export const confirmMail = defineRoute({
  id: 'confirmMail',
  method: 'POST',
  path: '/mail/confirm',
  tag,
  summary: '确认邮箱',
  description: 'token 来自邮件中的链接，只能用一次。',
  session: false,
  body: Type.Object({ token: Type.String({ maxLength: 100 }) }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'mail_link_expired'],
  example: { body: { token: 'x'.repeat(43) } },
})

export const unsubscribe = defineRoute({
  id: 'unsubscribe',
  method: 'POST',
  path: '/mail/unsubscribe',
  tag,
  summary: '退订订单邮件',
  description: 'token 来自邮件；邮件客户端按 RFC 8058 一键退订时也调用这里。不需要登录。',
  session: false,
  urlencoded: true,
  query: Type.Object({ token: Type.String({ maxLength: 100 }) }),
  body: Type.Object({ 'List-Unsubscribe': Type.Optional(Type.String({ maxLength: 100 })) }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'mail_link_expired'],
  example: { body: 'List-Unsubscribe=One-Click' },
})
