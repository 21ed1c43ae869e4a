import type { DataOf, RouteOf } from '../api/contract.ts'
import { momentText, money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { CardSection } from '../ui/card-section.tsx'

export type Cancellation = DataOf<RouteOf<'GET', '/orders/{id}'>>['cancellation']
type Terms = Pick<Cancellation, 'tiers' | 'free_hours' | 'policy'>

interface StepsProps {
  readonly terms: Terms
  /** Nothing is paid yet: what goes back counts from the payment on. */
  readonly unpaid?: boolean
}

/** What comes back to a guest who cancels: until when, and how much, one step below the other. */
export function RefundSteps({ terms, unpaid = false }: StepsProps) {
  const t = wordsOf('pricing')
  const { tiers, free_hours } = terms
  if (tiers.length === 0) return <p className="text-soft">{t('refund_over')}</p>
  return (
    <div className="grid gap-3">
      <ol className="grid">
        {tiers.map(({ until, refund }) => (
          <Step key={until} when={t('refund_until', { time: momentText(until) })} refund={refund} />
        ))}
        {(tiers.at(-1)?.refund ?? 0) > 0 && <Step when={t('refund_after')} refund={0} />}
      </ol>
      {unpaid && free_hours > 0 && (
        <p className="text-sm text-soft">{t('refund_free_hours', { count: free_hours })}</p>
      )}
      <p className="text-sm text-soft">{t('refund_by_host')}</p>
    </div>
  )
}

function Step({ when, refund }: { readonly when: string; readonly refund: number }) {
  const t = wordsOf('pricing')
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span
        aria-hidden="true"
        className={`relative mt-1.5 size-3 shrink-0 rounded-full ${refund > 0 ? 'bg-brand' : 'bg-line'}`}
      />
      <span
        aria-hidden="true"
        className="absolute top-5 bottom-0 left-[0.3125rem] w-0.5 bg-line group-last:hidden"
      />
      <p className="flex flex-1 flex-wrap justify-between gap-x-4">
        <span>{when}</span>
        <span className="font-semibold tabular-nums">
          {refund > 0 ? t('refund_back', { amount: money(refund) }) : t('refund_nothing')}
        </span>
      </p>
    </li>
  )
}

/** The same as a part of a page, for the orders in which it still can matter. */
export function RefundTerms({ terms, unpaid }: StepsProps) {
  const t = wordsOf('pricing')
  if (terms.tiers.length === 0) return null
  return (
    <CardSection title={t('refund_title')}>
      <RefundSteps terms={terms} unpaid={unpaid ?? false} />
    </CardSection>
  )
}
