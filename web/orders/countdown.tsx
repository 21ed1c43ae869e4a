import { Clock } from 'lucide-react'
import type { Order } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { clockText, spokenText } from './duration.ts'
import type { Role } from './order-words.ts'
import { useNow } from './ticking.ts'
import { useDue } from './use-due.ts'

const HURRY_MS = 5 * 60_000

type Counted = Pick<Order, 'status' | 'due'>

/** Only what somebody has to do in time counts down; the end of a stay does not hurry anyone. */
const countsDown = ({ status, due }: Counted): boolean =>
  due !== '' && (status === 'WAIT_ACCEPT' || status === 'WAIT_PAYMENT')

interface CountdownProps {
  readonly order: Counted
  readonly viewer: Role
  /** Says the minutes left from time to time to screen readers: for one order alone on a page. */
  readonly spoken?: boolean
}

/** "Time left for you to pay 29:12", second by second for the eye and by minutes for the ear. */
export function Countdown({ order, viewer, spoken = false }: CountdownProps) {
  useDue(countsDown(order) ? order.due : '')
  return countsDown(order) ? <Ticking order={order} viewer={viewer} spoken={spoken} /> : null
}

function Ticking({ order, viewer, spoken }: Required<CountdownProps>) {
  const t = wordsOf('orders')
  const left_ms = Math.max(0, Date.parse(order.due) - useNow())
  const until = order.status === 'WAIT_ACCEPT' ? 'accept' : 'pay'
  const told = t(`left_${until}_${viewer}`)
  if (left_ms === 0) return <p className="text-sm text-soft">{t('time_up')}</p>
  const tone = left_ms <= HURRY_MS ? 'text-bad' : 'text-wait'
  return (
    <p className={`flex gap-1.5 text-sm font-medium ${tone}`}>
      <Clock aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        {told}{' '}
        <span aria-hidden="true" className="font-bold whitespace-nowrap tabular-nums">
          {clockText(left_ms)}
        </span>
        <span className="sr-only" role={spoken ? 'status' : undefined}>
          {spokenText(left_ms)}
        </span>
      </span>
    </p>
  )
}
