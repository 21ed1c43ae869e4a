import type { NoticeKind } from '../../contract/notices.ts'
import type { Language } from '../../contract/refusals.ts'
import type { NoticeRow } from './sql.ts'

type Told = Pick<
  NoticeRow,
  'kind' | 'role' | 'title' | 'start_date' | 'end_date' | 'amount_fen' | 'reason'
>

/** What happened, and what is to be done next, as a guest or a host is told; the stay follows. */
interface Words {
  readonly guest?: readonly [happened: string, next: string]
  readonly host?: readonly [happened: string, next: string]
}

const ZH: Readonly<Record<NoticeKind, Words>> = {
  order_placed: { host: ['新订单', '请尽快接单或拒单，过期将自动取消'] },
  order_accepted: { guest: ['房东已接单', '请尽快支付，过期将自动取消'] },
  order_rejected: { guest: ['房东未能接单', ''] },
  order_canceled: { guest: ['订单已取消', ''], host: ['订单已取消', '所订日期已重新开放'] },
  order_expired: {
    guest: ['订单因超时已自动取消', '可以重新预订'],
    host: ['订单因超时已自动取消', '所订日期已重新开放'],
  },
  order_paid: { guest: ['支付成功', '祝您入住愉快'], host: ['房客已支付', '请准备接待'] },
  stay_finished: { guest: ['入住已结束', '说说您的感受吧'] },
  order_commented: { host: ['收到新评价', '到订单中查看'] },
  order_refunded: { guest: ['退款已完成', '款项按原支付方式退回'] },
}

const EN: Readonly<Record<NoticeKind, Words>> = {
  order_placed: { host: ['New order', 'Accept or decline it before it expires'] },
  order_accepted: { guest: ['Your order was accepted', 'Pay before it expires'] },
  order_rejected: { guest: ['The host could not accept your order', ''] },
  order_canceled: {
    guest: ['Your order was canceled', ''],
    host: ['An order was canceled', 'Its days are free again'],
  },
  order_expired: {
    guest: ['Your order expired', 'You can book again'],
    host: ['An order expired', 'Its days are free again'],
  },
  order_paid: {
    guest: ['Your payment has arrived', 'Have a good stay'],
    host: ['The guest has paid', 'Get ready to welcome them'],
  },
  stay_finished: { guest: ['Your stay is over', 'Tell others how it was'] },
  order_commented: { host: ['You have a new comment', 'Read it in the order'] },
  order_refunded: { guest: ['Your money has gone back', 'It comes the way you paid'] },
}

const TABLES = { zh: ZH, en: EN } as const

/** What happened, in a few words: the subject of the notice. */
export const happenedIn = ({ kind, role }: Pick<Told, 'kind' | 'role'>, language: Language) =>
  wordsOf(kind, role, language)[0]

/** The whole notice, in one or two sentences. */
export function textOf(notice: Told, language: Language): string {
  const { title, start_date, end_date, reason } = notice
  const [happened, next] = wordsOf(notice.kind, notice.role, language)
  const money = MONEY.has(notice.kind) ? amountOf(notice.amount_fen) : ''
  if (language === 'en') {
    const stay = `${happened}${money && ` (${money})`}: ${title}, ${start_date} to ${end_date}.`
    return [stay, reason && `Reason: ${reason}.`, next && `${next}.`].filter(Boolean).join(' ')
  }
  const stay = `${happened}${money && `（${money}）`}：${title}，${start_date} 至 ${end_date}。`
  return [stay, reason && `原因：${reason}。`, next && `${next}。`].filter(Boolean).join('')
}

const MONEY: ReadonlySet<NoticeKind> = new Set(['order_placed', 'order_paid', 'order_refunded'])

const amountOf = (amount_fen: number) => `¥${(amount_fen / 100).toFixed(2)}`

const wordsOf = (kind: NoticeKind, role: 'guest' | 'host', language: Language) =>
  TABLES[language][kind][role] ?? ['', '']
