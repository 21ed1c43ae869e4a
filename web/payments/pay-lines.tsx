import type { DataOf, RouteOf } from '../api/contract.ts'
import { QuoteLines } from '../houses/quote-lines.tsx'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'

type Detail = DataOf<RouteOf<'GET', '/orders/{id}'>>

/** What the sum is made of: the order's lines, or those after a change, less what was paid. */
export function PayLines({ order, changes }: Pick<Detail, 'order' | 'changes'>) {
  const t = wordsOf('payments')
  const change = changes.find(({ actions }) => actions.includes('pay'))
  const { lines, amount } = change ?? order
  return (
    <dl className="grid gap-2 border-t border-line pt-4">
      <QuoteLines lines={lines} />
      <Sum name={t('total')} amount={amount} />
      {change && (
        <>
          <Sum name={t('paid_before')} amount={-order.amount} />
          <Sum name={t('to_pay')} amount={change.difference} />
        </>
      )}
    </dl>
  )
}

const Sum = ({ name, amount }: { readonly name: string; readonly amount: number }) => (
  <div className="flex justify-between gap-4 font-bold tabular-nums">
    <dt>{name}</dt>
    <dd>{amount < 0 ? `−${money(-amount)}` : money(amount)}</dd>
  </div>
)
