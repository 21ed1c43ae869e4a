import { Ban, CircleCheck, Hourglass, MessageSquareText, Wallet, X } from 'lucide-react'
import type { OrderStatus } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { Badge } from '../ui/badge.tsx'
import { STATUS_TONES } from './order-words.ts'

const ICONS = {
  WAIT_ACCEPT: Hourglass,
  WAIT_PAYMENT: Wallet,
  PAID: CircleCheck,
  WAIT_COMMENT: MessageSquareText,
  COMPLETE: CircleCheck,
  REJECTED: X,
  CANCELED: Ban,
} as const satisfies Record<OrderStatus, unknown>

export function StatusBadge({ status }: { readonly status: OrderStatus }) {
  const t = wordsOf('orders')
  const Icon = ICONS[status]
  return (
    <Badge tone={STATUS_TONES[status]}>
      <Icon aria-hidden="true" className="size-3.5" />
      {t(`status_${status}`)}
    </Badge>
  )
}
