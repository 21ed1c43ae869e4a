import type { TSchema } from 'typebox'
import { DeletionHold } from './account-data.ts'
import { errcodeOf, errnoOf } from './envelope.ts'
import { Quote } from './pricing.ts'
import { REFUSALS, type RefusalName } from './refusals.ts'

export const ERRNO_IS =
  '同 errcode，供旧站客户端使用；仅日期已被预订（4004）与昵称已存在（4001）时不同'

const FIELD_PROBLEM = {
  type: 'object',
  description: '出错的参数与原因',
  required: ['field', 'problem'],
  properties: { field: { type: 'string' }, problem: { type: 'string' } },
}

const HELD_STAYS = {
  type: 'object',
  description: '占用这些日期的订单，或其他网站',
  required: ['stays'],
  properties: {
    stays: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind', 'start_date', 'end_date'],
        properties: {
          kind: { enum: ['order', 'import'] },
          order_id: { type: 'integer' },
          start_date: { type: 'string' },
          end_date: { type: 'string' },
        },
      },
    },
  },
}

const NEW_QUOTE = {
  type: 'object',
  description: '此刻的价格',
  required: ['quote'],
  properties: { quote: Quote as TSchema },
}

const OPEN_MATTERS = {
  type: 'object',
  description: '还有什么未了结',
  required: ['holds'],
  properties: { holds: { type: 'array', items: DeletionHold as TSchema } },
}

const dataOf = (names: readonly RefusalName[]) => [
  FIELD_PROBLEM,
  ...(names.includes('days_held') ? [HELD_STAYS] : []),
  ...(names.includes('price_changed') ? [NEW_QUOTE] : []),
  ...(names.includes('account_in_use') ? [OPEN_MATTERS] : []),
]

/** The schema of an answer that is refused for one of these reasons. */
export function refusalOf(names: readonly RefusalName[]) {
  return {
    type: 'object',
    required: ['errcode', 'errno', 'errmsg', 'refusal'],
    properties: {
      errcode: { enum: [...new Set(names.map(errcodeOf))] },
      errno: { enum: [...new Set(names.map(errnoOf))], description: ERRNO_IS },
      refusal: { enum: [...new Set(names)], description: '拒绝原因的名称，不随语言与版本变化' },
      errmsg: {
        enum: [...new Set(names.flatMap((name) => [REFUSALS[name].zh, REFUSALS[name].en]))],
      },
      data: { anyOf: dataOf(names) },
    },
    additionalProperties: false,
  }
}
