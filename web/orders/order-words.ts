import type { OrderStatus } from '../api/contract.ts'
import type { BadgeTone } from '../ui/badge.tsx'

export type Role = 'guest' | 'host'

/** How a status looks; its words say the same, so that colour is never alone. */
export const STATUS_TONES: Readonly<Record<OrderStatus, BadgeTone>> = {
  WAIT_ACCEPT: 'wait',
  WAIT_PAYMENT: 'wait',
  PAID: 'good',
  WAIT_COMMENT: 'wait',
  COMPLETE: 'good',
  REJECTED: 'bad',
  CANCELED: 'plain',
}

export const ORDER_STATUSES = Object.keys(STATUS_TONES) as readonly OrderStatus[]

export const isStatus = (text: string | undefined): text is OrderStatus =>
  text !== undefined && text in STATUS_TONES
