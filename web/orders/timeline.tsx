import type { OrderEvent } from '../api/contract.ts'
import { money, timeText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import type { Role } from './order-words.ts'

interface TimelineProps {
  /** In the order in which they happened. */
  readonly events: readonly OrderEvent[]
  readonly viewer: Role
}

/** What happened to an order, by whom and why. */
export function Timeline({ events, viewer }: TimelineProps) {
  const t = wordsOf('orders')
  return (
    <section className="grid gap-4 rounded-3xl bg-card p-5 shadow-card md:p-8">
      <h2 className="text-lg font-bold">{t('timeline')}</h2>
      <ol className="grid">
        {events.map((event) => (
          <li
            key={`${event.at} ${event.kind} ${event.to}`}
            className="group relative grid gap-0.5 pb-6 pl-7 last:pb-0"
          >
            <span
              aria-hidden="true"
              className="absolute top-1.5 left-0 size-3 rounded-full border-2 border-brand bg-card group-last:bg-brand"
            />
            <span
              aria-hidden="true"
              className="absolute top-5 bottom-0 left-[0.3125rem] w-0.5 bg-line group-last:hidden"
            />
            <p className="font-medium">{eventText(event, viewer)}</p>
            <time dateTime={event.at.replace(' ', 'T')} className="text-sm text-soft tabular-nums">
              {timeText(event.at)}
            </time>
            {showsReason(event) && (
              <p className="mt-1 rounded-xl bg-wash px-3 py-2 text-sm break-words whitespace-pre-wrap">
                {t('event_reason', { reason: event.reason })}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Why a host said no stands above by itself already; what is said of a refund is its text, but for what its host says. */
const showsReason = ({ reason, kind }: OrderEvent): boolean =>
  kind === 'refund_given' || (reason !== '' && kind !== 'rejected' && !kind.startsWith('refund_'))

function eventText(event: OrderEvent, viewer: Role): string {
  const t = wordsOf('orders')
  const { actor, kind, amount } = event
  return t(`event_${kind}`, {
    actor: t(actor === viewer ? 'actor_you' : `actor_${actor}`),
    // Before parts of payments went back, events named no amount: it was the whole.
    amount: amount === undefined ? t('all_paid') : money(amount),
  })
}
