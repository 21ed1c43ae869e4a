import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Time } from './values.ts'

const tag = '运营 operator'

/** What an operator may do: help people; move money; everything, operators and settings too. */
export const RIGHTS = ['support', 'money', 'owner'] as const
export type Right = (typeof RIGHTS)[number]

const Code = Type.String({
  minLength: 1,
  maxLength: 32,
  description: '动态验证码（6 位数字）或一次性恢复码',
})

const exampleSession = {
  rights: ['support', 'money'],
  second_factor: 'confirmed',
  confirmed: true,
  ends_at: '2026-12-01 20:00:00',
} as const

const OperatorSession = Type.Object({
  rights: Type.Array(Type.Enum(RIGHTS), { description: '权限；owner 包含全部' }),
  second_factor: Type.Enum(['none', 'begun', 'confirmed'], {
    description: '第二重验证：未设置、待确认、已设置',
  }),
  confirmed: Type.Boolean({ description: '本浏览器此刻是否已通过第二重验证' }),
  ends_at: Type.Optional(Type.String({ description: '通过的验证何时到期，站点时区' })),
})

export const showOperatorSession = defineRoute({
  id: 'showOperatorSession',
  method: 'GET',
  path: '/operator/session',
  tag,
  summary: '我的运营权限与第二重验证状态',
  session: true,
  data: OperatorSession,
  done: DONE,
  refusals: ['operator_required'],
  example: { data: exampleSession },
})

export const confirmOperator = defineRoute({
  id: 'confirmOperator',
  method: 'POST',
  path: '/operator/session',
  tag,
  summary: '以动态验证码或恢复码通过第二重验证，12 小时内有效',
  description: '每个验证码只能用一次；15 分钟内最多尝试 5 次。',
  session: true,
  body: Type.Object({ code: Code }),
  data: OperatorSession,
  done: DONE,
  refusals: [
    'params_invalid',
    'operator_required',
    'second_factor_missing',
    'second_factor_wrong',
    'login_locked',
  ],
  example: { body: { code: '492039' }, data: exampleSession },
})

export const endOperatorSession = defineRoute({
  id: 'endOperatorSession',
  method: 'DELETE',
  path: '/operator/session',
  tag,
  summary: '结束本浏览器的运营验证；登录不受影响',
  session: true,
  done: DONE,
  refusals: ['operator_required'],
  example: {},
})

export const beginSecondFactor = defineRoute({
  id: 'beginSecondFactor',
  method: 'POST',
  path: '/operator/second_factor',
  tag,
  summary: '开始设置第二重验证：返回密钥，供验证器应用扫描',
  description: '已设置过的，需先由另一位运营者或命令 `ihome operators --reset-factor` 重置。',
  session: true,
  data: Type.Object({
    secret: Type.String({ description: '密钥（Base32），可手工输入' }),
    uri: Type.String({ description: 'otpauth:// 地址，供二维码使用' }),
  }),
  done: DONE,
  refusals: ['operator_required', 'second_factor_exists'],
  example: {
    data: {
      secret: 'JBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/ihome:138****0009?secret=JBSWY3DPEHPK3PXP&issuer=ihome',
    },
  },
})

export const confirmSecondFactor = defineRoute({
  id: 'confirmSecondFactor',
  method: 'PUT',
  path: '/operator/second_factor',
  tag,
  summary: '以第一个验证码确认设置；返回恢复码，仅此一次',
  session: true,
  body: Type.Object({ code: Code }),
  data: Type.Object({
    recovery_codes: Type.Array(Type.String(), { description: '每个只能用一次，请妥善保存' }),
  }),
  done: DONE,
  refusals: [
    'params_invalid',
    'operator_required',
    'second_factor_missing',
    'second_factor_exists',
    'second_factor_wrong',
    'login_locked',
  ],
  example: { body: { code: '492039' }, data: { recovery_codes: ['7kq2m-x4vtp'] } },
})

export const AuditEntry = Type.Object({
  entry_id: Type.Integer({ description: '编号，连续不断' }),
  at: Time,
  actor: Type.Enum(['operator', 'command'], { description: '运营者，或服务器上的命令' }),
  actor_name: Type.String({ description: '运营者的名字；命令为空' }),
  actor_id: Type.Optional(Type.Integer()),
  address: Type.String({ description: '来自哪个网络地址；命令为空' }),
  act: Type.String({ description: '做了什么' }),
  subject: Type.String({ description: '对什么做的' }),
  subject_id: Type.Optional(Type.Integer()),
  before: Type.Optional(Type.Unknown({ description: '之前' })),
  after: Type.Optional(Type.Unknown({ description: '之后' })),
  reason: Type.String(),
  hash: Type.String({ description: '本条与之前所有各条的摘要' }),
})

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/operator/audit',
  tag,
  summary: '运营记录：谁在何时何处做了什么，新的在前',
  description: '只增不改。`ihome verify audit` 检查各条的摘要链。',
  session: true,
  right: 'support',
  query: Type.Object({
    actor_id: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
    act: Type.Optional(Type.String({ maxLength: 40 })),
    subject: Type.Optional(Type.String({ maxLength: 40 })),
    subject_id: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$', description: '1–100，默认 50' })),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
  }),
  data: Type.Object({
    entries: Type.Array(AuditEntry),
    next_cursor: Type.Optional(Type.String()),
  }),
  done: DONE,
  refusals: ['operator_required', 'second_factor_required', 'params_invalid'],
  example: {
    data: {
      entries: [
        {
          entry_id: 7,
          at: '2026-12-01 12:00:00',
          actor: 'operator',
          actor_name: '小站站长',
          actor_id: 9,
          address: '203.0.113.7',
          act: 'second_factor_confirmed',
          subject: 'person',
          subject_id: 9,
          reason: '',
          hash: '5f0c…',
        },
      ],
    },
  },
})
