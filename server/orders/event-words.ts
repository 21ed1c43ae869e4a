import {
  type EventKind,
  REFUND_EVENT_KINDS,
  type RefundEventKind,
} from '../../contract/order-terms.ts'
import type { Language } from '../../contract/refusals.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<RefundEventKind, string>>>> = {
  zh: {
    refund_canceled: '订单已取消，退款处理中',
    refund_changed: '订单已变更，差额退款处理中',
    refund_given: '房东退还部分款项，退款处理中',
    refund_late: '付款到达时订单已结束，全额退款处理中',
    refund_double: '订单已支付过，重复的付款退款处理中',
    refund_done: '退款成功，款项已原路退回',
    refund_refused: '退款未能完成，平台正在人工处理',
  },
  en: {
    refund_canceled: 'The order was canceled; its refund is under way',
    refund_changed: 'The order was changed; the difference is being refunded',
    refund_given: 'The host gives some of it back; the refund is under way',
    refund_late: 'The order was over when the payment came; its full refund is under way',
    refund_double: 'The order was paid before; the second payment is being refunded',
    refund_done: 'Refunded the way it was paid',
    refund_refused: 'The refund could not be made; we are looking into it',
  },
}

interface ShownEvent {
  readonly kind: EventKind
  readonly reason: string
}

/** What an event says beside its kind: a person's own words, or how an order's money stands. */
export const reasonOf = ({ kind, reason }: ShownEvent, language: Language): string =>
  isRefund(kind) && !(kind === 'refund_given' && reason) ? WORDS[language][kind] : reason

const isRefund = (kind: EventKind): kind is RefundEventKind =>
  (REFUND_EVENT_KINDS as readonly EventKind[]).includes(kind)
