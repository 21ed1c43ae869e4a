import { CircleAlert, CircleCheck, CircleX, Hourglass, ShieldQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { usePageTitle } from '../ui/page-title.ts'

const LOOKS = {
  asking: [Hourglass, 'bg-wait-wash text-wait'],
  waiting: [Hourglass, 'bg-wait-wash text-wait'],
  paid: [CircleCheck, 'bg-good-wash text-good'],
  unpaid: [CircleAlert, 'bg-wait-wash text-wait'],
  closed: [CircleX, 'bg-bad-wash text-bad'],
  unverified: [ShieldQuestion, 'bg-bad-wash text-bad'],
  unheard: [CircleAlert, 'bg-bad-wash text-bad'],
} as const

/** What came of a payment, and where to go on from there. */
export function OutcomeCard({
  kind,
  children,
  ways,
}: {
  readonly kind: keyof typeof LOOKS
  readonly children?: ReactNode
  readonly ways: ReactNode
}) {
  const t = wordsOf('payments')
  const [Icon, look] = LOOKS[kind]
  const waits = kind === 'asking' || kind === 'waiting'
  usePageTitle(t(kind))
  return (
    <div className="page-narrow py-8 md:py-16">
      <section
        aria-busy={waits}
        className="grid grid-cols-[minmax(0,1fr)] justify-items-center gap-5 rounded-3xl bg-card px-6 py-12 text-center shadow-card md:px-12"
      >
        <span
          className={`grid size-20 place-items-center rounded-full ${look} ${waits ? 'animate-pulse' : ''}`}
        >
          <Icon aria-hidden="true" className="size-10" />
        </span>
        <div role="status" className="grid gap-2">
          <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">{t(kind)}</h1>
          <p className="max-w-md text-soft">{t(`${kind}_hint`)}</p>
        </div>
        {children}
        <div className="flex flex-wrap justify-center gap-3">{ways}</div>
      </section>
    </div>
  )
}
