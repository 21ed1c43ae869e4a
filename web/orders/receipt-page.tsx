import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FileQuestion, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { RequireSession } from '../account/session/require-session.tsx'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import { isRefused } from '../api/refused.ts'
import { QuoteLines } from '../houses/quote-lines.tsx'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { EmptyState, ErrorState, Loading, Skeleton } from '../ui/states.tsx'

const route = getRouteApi('/orders/$id/receipt')

/** What was bought and paid, on one sheet of paper. */
export function ReceiptPage() {
  const { id } = route.useParams()
  return <RequireSession>{() => <Loaded key={id} id={id} />}</RequireSession>
}

function Loaded({ id }: { readonly id: string }) {
  const t = wordsOf('orders')
  const { data, error, refetch } = useQuery(read('/orders/{id}/receipt', { params: { id } }))
  usePageTitle(titleOf('/orders/$id/receipt'))
  if (data) return <Receipt receipt={data.receipt} />
  if (!error)
    return (
      <Loading>
        <div className="page-narrow py-10">
          <Skeleton className="h-112 rounded-3xl" />
        </div>
      </Loading>
    )
  return (
    <div className="page-narrow grid gap-6 py-10">
      <h1 className="text-2xl font-extrabold">{titleOf('/orders/$id/receipt')}</h1>
      {isRefused(error) && !error.passing ? (
        <EmptyState picture={<FileQuestion aria-hidden="true" />} title={t('receipt_none')}>
          <Link to="/orders" className={buttonClass('brand')}>
            {t('to_orders')}
          </Link>
        </EmptyState>
      ) : (
        <ErrorState error={error} onRetry={refetch} />
      )}
    </div>
  )
}

type ReceiptData = DataOf<RouteOf<'GET', '/orders/{id}/receipt'>>['receipt']

function Receipt({ receipt }: { readonly receipt: ReceiptData }) {
  const t = wordsOf('orders')
  return (
    <div className="page-narrow grid gap-6 py-6 md:py-10 print:py-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-extrabold">{titleOf('/orders/$id/receipt')}</h1>
        <Button className="print:hidden" onClick={() => print()}>
          <Printer aria-hidden="true" className="size-4" />
          {t('receipt_print')}
        </Button>
      </div>
      <article className="grid gap-6 rounded-3xl bg-card p-5 shadow-card md:p-8 print:p-0 print:shadow-none">
        <p className="hidden font-bold print:block">{wordsOf('ui')('site')}</p>
        <div className="grid gap-1">
          <h2 className="text-lg font-bold">{receipt.title}</h2>
          <p className="text-soft">{receipt.address}</p>
        </div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3">
          <Fact name={t('receipt_number')}>{receipt.order_id}</Fact>
          <Fact name={t('placed_at')}>{fullTime(receipt.ctime)}</Fact>
          <Fact name={t('guest')}>{receipt.guest_name}</Fact>
          <Fact name={t('change_party')}>{receipt.guests}</Fact>
          <Fact name={t('receipt_from')}>
            {receipt.start_date} {receipt.check_in_time}
          </Fact>
          <Fact name={t('receipt_until')}>
            {receipt.check_out} {receipt.check_out_time}
          </Fact>
        </dl>
        <dl className="grid gap-2 border-t border-line pt-4">
          <QuoteLines lines={receipt.lines} />
          <Sum name={t('total')} amount={receipt.amount} />
        </dl>
        <dl className="grid gap-2 border-t border-line pt-4">
          {receipt.moves.map(({ at, amount }) => (
            <div key={`${at} ${amount}`} className="flex justify-between gap-4">
              <dt>{t(amount > 0 ? 'receipt_paid' : 'receipt_back', { time: fullTime(at) })}</dt>
              <dd className="tabular-nums">{money(amount)}</dd>
            </div>
          ))}
          <Sum name={t('receipt_balance')} amount={receipt.balance} />
        </dl>
        <Policy receipt={receipt} />
      </article>
    </div>
  )
}

/** What the guest was promised, step by step. */
function Policy({ receipt }: { readonly receipt: ReceiptData }) {
  const t = wordsOf('orders')
  const policies = wordsOf('pricing')
  const { policy, tiers, free_hours } = receipt
  const name = policy === 'custom' ? t('receipt_policy_custom') : policies(`policy_${policy}`)
  return (
    <section className="grid gap-2 border-t border-line pt-4 break-inside-avoid">
      <h3 className="font-bold">{policies('refund_title')}</h3>
      <p>{name}</p>
      <dl className="grid gap-1 text-sm text-soft">
        {tiers.map(({ days, until, percent }) => (
          <Tier
            key={days}
            when={policies('refund_until', { time: fullTime(until) })}
            what={t('receipt_tier_back', { percent })}
          />
        ))}
        <Tier when={t('receipt_tier_after')} what={t('receipt_tier_none')} />
      </dl>
      {free_hours > 0 && (
        <p className="text-sm text-soft">{policies('refund_free_hours', { count: free_hours })}</p>
      )}
      <p className="text-sm text-soft">{t('receipt_fees_back')}</p>
      <p className="text-sm text-soft">{policies('refund_by_host')}</p>
    </section>
  )
}

/** With its year, in every language: paper is kept. */
const fullTime = (time: string): string => time.slice(0, 16).replace('T', ' ')

const Tier = ({ when, what }: { readonly when: string; readonly what: string }) => (
  <div className="flex flex-wrap justify-between gap-x-4">
    <dt>{when}</dt>
    <dd>{what}</dd>
  </div>
)

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="font-medium">{children}</dd>
  </div>
)

const Sum = ({ name, amount }: { readonly name: string; readonly amount: number }) => (
  <div className="flex justify-between gap-4 font-bold">
    <dt>{name}</dt>
    <dd className="tabular-nums">{money(amount)}</dd>
  </div>
)
