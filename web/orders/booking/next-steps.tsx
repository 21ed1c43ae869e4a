import { dayIn, today } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { CardSection } from '../../ui/card-section.tsx'
import { ACCEPT_HOURS, PAY_MINUTES } from './deadlines.ts'

const HOUR_MS = 3_600_000

interface StepsProps {
  readonly sd: string | undefined
  readonly ed: string | undefined
  /** Nobody has to accept. */
  readonly instant: boolean
}

/** What happens after the order: nobody should be surprised by it. */
export function NextSteps({ sd, ed, instant }: StepsProps) {
  const t = wordsOf('orders/booking')
  const steps = [
    [t('step_now'), t('step_now_hint')],
    ...(instant ? [] : [[acceptStep(sd), t('step_accept_hint')] as const]),
    [payStep(ed, instant), t('step_pay_hint')],
    [t('step_stay'), t(sd === today() ? 'step_stay_today_hint' : 'step_stay_hint')],
  ] as const
  return (
    <CardSection title={t('next')}>
      <ol className="grid gap-5">
        {steps.map(([step, hint], place) => (
          <li key={step} className="flex gap-4">
            <span
              aria-hidden="true"
              className={`grid size-8 shrink-0 place-items-center rounded-full font-bold tabular-nums ${place === 0 ? 'bg-brand text-on-brand' : 'bg-brand-wash text-brand'}`}
            >
              {place + 1}
            </span>
            <div>
              <p className="font-semibold">{step}</p>
              <p className="text-soft">{hint}</p>
            </div>
          </li>
        ))}
      </ol>
    </CardSection>
  )
}

function payStep(last: string | undefined, instant: boolean): string {
  const t = wordsOf('orders/booking')
  const count = PAY_MINUTES
  if (instant) return t('step_pay_now', { count })
  return t(last === today() ? 'step_pay_today' : 'step_pay', { count })
}

/** A host has their hours, but no longer than until the first day begins; one that runs, until it ends. */
function acceptStep(first: string | undefined): string {
  const t = wordsOf('orders/booking')
  const last_moment = dayIn(ACCEPT_HOURS * HOUR_MS)
  if (first === today() && last_moment > first) return t('step_accept_today')
  if (first && first > today() && last_moment >= first) return t('step_accept_first_day')
  return t('step_accept', { count: ACCEPT_HOURS })
}
