import { lazy, Suspense, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import type { DataOf, Order, RouteOf } from '../../api/contract.ts'
import { QuoteLines } from '../../houses/quote-lines.tsx'
import { momentText, money, stayText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { toast } from '../../ui/toast.ts'
import { ORDER_STALE } from '../order-stale.ts'
import type { Role } from '../order-words.ts'
import { usePay } from '../use-pay.ts'

const ProposeDialog = lazy(async () => ({
  default: (await import('./propose-dialog.tsx')).ProposeDialog,
}))

type Detail = DataOf<RouteOf<'GET', '/orders/{id}'>>
type Proposal = Detail['changes'][number]
type Action = Exclude<Proposal['actions'][number], 'pay'>

interface ChangesProps {
  readonly order: Order
  readonly changes: readonly Proposal[]
  readonly may_propose: boolean
  readonly viewer: Role
}

/** What is proposed now, and what the viewer may do about it; or the way to propose something. */
export function ChangesSection({ order, changes, may_propose, viewer }: ChangesProps) {
  const t = wordsOf('orders')
  const [proposing, setProposing] = useState(false)
  const pending = changes.find(({ status }) => status === 'open' || status === 'accepted')
  if (!pending && !may_propose) return null
  return (
    <CardSection title={t('change_title')}>
      {pending && <Pending order={order} proposal={pending} viewer={viewer} />}
      {may_propose && (
        <>
          <p className="text-soft">{t(`change_hint_${viewer}`)}</p>
          <div>
            <Button onClick={() => setProposing(true)}>{t('change_propose')}</Button>
          </div>
        </>
      )}
      {proposing && (
        <Suspense>
          <ProposeDialog order={order} onClose={() => setProposing(false)} />
        </Suspense>
      )}
    </CardSection>
  )
}

interface PendingProps {
  readonly order: Order
  readonly proposal: Proposal
  readonly viewer: Role
}

function Pending({ order, proposal, viewer }: PendingProps) {
  const t = wordsOf('orders')
  const { by, status, start_date, end_date, guests, lines, amount, difference, due } = proposal
  const time = momentText(due)
  return (
    <div className="grid gap-4">
      <p>
        {status === 'accepted'
          ? t(`change_accepted_${viewer}`, { time })
          : t(by === viewer ? 'change_waits' : 'change_asked', { time })}
      </p>
      <p className="font-semibold">
        {stayText(start_date, end_date)} · {t('change_guests', { count: guests })}
      </p>
      <dl className="grid gap-2">
        <QuoteLines lines={lines} />
        <div className="flex justify-between gap-4 font-bold">
          <dt>{t('total')}</dt>
          <dd className="tabular-nums">{money(amount)}</dd>
        </div>
      </dl>
      <p className="text-soft">{differenceText(difference)}</p>
      <Buttons order={order} proposal={proposal} />
    </div>
  )
}

function differenceText(difference: number): string {
  const t = wordsOf('orders')
  if (difference === 0) return t('change_same')
  return t(difference > 0 ? 'change_more' : 'change_less', { amount: money(Math.abs(difference)) })
}

const TONES = { accept: 'brand', refuse: 'plain', withdraw: 'plain' } as const

function Buttons({ order, proposal }: Omit<PendingProps, 'viewer'>) {
  const t = wordsOf('orders')
  const { pay, busy } = usePay(order)
  const answer = useChange(
    (action: Action) =>
      ask('PUT', '/orders/{id}/changes/{change_id}', {
        params: { id: order.order_id, change_id: proposal.change_id },
        body: { action },
      }),
    { stale: ORDER_STALE, onDone: () => toast(t('change_answered')) },
  )
  if (proposal.actions.length === 0) return null
  return (
    <div className="flex flex-wrap gap-3">
      {proposal.actions.map((action) =>
        action === 'pay' ? (
          <Button key={action} tone="brand" busy={busy} onClick={() => void pay()}>
            {t('pay', { amount: money(proposal.difference) })}
          </Button>
        ) : (
          <Button
            key={action}
            tone={TONES[action]}
            busy={answer.isPending}
            onClick={() => answer.mutate(action)}
          >
            {t(`change_${action}`)}
          </Button>
        ),
      )}
    </div>
  )
}
