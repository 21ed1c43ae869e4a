import { lazy, Suspense, useState } from 'react'
import type { Order } from '../api/contract.ts'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import type { Role } from './order-words.ts'
import { useOrderChange } from './use-order-change.ts'
import { usePay } from './use-pay.ts'

const CancelDialog = lazy(async () => ({
  default: (await import('./cancel-dialog.tsx')).CancelDialog,
}))
const RejectDialog = lazy(async () => ({
  default: (await import('./reject-dialog.tsx')).RejectDialog,
}))
const CommentDialog = lazy(async () => ({
  default: (await import('./comment-dialog.tsx')).CommentDialog,
}))
const DIALOGS = { cancel: CancelDialog, reject: RejectDialog, comment: CommentDialog } as const

type Action = Order['actions'][number]
/** The one that moves the order on comes first. */
const IN_ORDER: readonly Action[] = ['pay', 'accept', 'comment', 'reject', 'cancel']

interface ActionProps {
  readonly order: Order
  /** As whom the order is looked at. */
  readonly viewer: Role
  /** Where an order is one of many: what ends it is done inside the order, where its terms stand. */
  readonly in_list?: boolean
  readonly className?: string
}

/** Buttons for what the viewer may do with an order now, as the server tells it. */
export function OrderActions({ order, viewer, in_list = false, className = '' }: ActionProps) {
  const [asked, setAsked] = useState<keyof typeof DIALOGS>()
  const offered = IN_ORDER.filter(
    (action) => order.actions.includes(action) && !(in_list && action === 'cancel'),
  )
  const Asked = asked && DIALOGS[asked]
  if (offered.length === 0 && !asked) return null
  return (
    <div className={`flex flex-wrap gap-3 ${className}`}>
      {offered.map((action) => {
        if (action === 'pay') return <PayButton key={action} order={order} />
        if (action === 'accept') return <AcceptButton key={action} order={order} />
        return <AskButton key={action} action={action} onClick={() => setAsked(action)} />
      })}
      {Asked && (
        <Suspense>
          <Asked order={order} viewer={viewer} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </div>
  )
}

function PayButton({ order }: { readonly order: Pick<Order, 'order_id' | 'amount'> }) {
  const t = wordsOf('orders')
  const { pay, busy } = usePay(order)
  return (
    <Button tone="brand" busy={busy} onClick={() => void pay()}>
      {t('pay', { amount: money(order.amount) })}
    </Button>
  )
}

function AcceptButton({ order }: { readonly order: Order }) {
  const t = wordsOf('orders')
  const change = useOrderChange(order, () => toast(t('accepted')))
  return (
    <Button
      tone="brand"
      busy={change.isPending}
      onClick={() => change.mutate({ action: 'accept' })}
    >
      {t('accept')}
    </Button>
  )
}

function AskButton({
  action,
  onClick,
}: {
  readonly action: keyof typeof DIALOGS
  readonly onClick: () => void
}) {
  const t = wordsOf('orders')
  return (
    <Button tone={action === 'comment' ? 'brand' : 'plain'} onClick={onClick}>
      {t(action)}
    </Button>
  )
}
