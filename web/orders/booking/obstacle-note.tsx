import { Link } from '@tanstack/react-router'
import { CalendarX, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StayRules } from '../../../rules/free-days.ts'
import type { House } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { DatesButton } from '../../ui/dates-field.tsx'
import { FreeOffers } from './free-offers.tsx'
import type { Obstacle } from './use-booking.ts'

interface NoteProps {
  readonly obstacle: Obstacle | undefined
  readonly house: House
  readonly sd: string | undefined
  readonly ed: string | undefined
  readonly rules: StayRules
  /** Whether other days can be offered yet. */
  readonly offering: boolean
  /** What the rules of the house say against the days. */
  readonly refused: string | undefined
  readonly onChoose: (days: { sd?: string; ed?: string }) => void
}

/** What stands in the way of the order, and the way round it. */
export function ObstacleNote(props: NoteProps) {
  const { obstacle, house, sd, ed, rules, offering, refused, onChoose } = props
  const t = wordsOf('orders/booking')
  if (!obstacle || obstacle === 'no_days')
    return obstacle ? <p className="font-medium text-wait">{t('no_days')}</p> : null
  const count = obstacle === 'too_long' ? house.max_days : house.min_days
  const days = { ...(sd && { sd }), ...(ed && { ed }) }
  const Icon = obstacle === 'taken' || obstacle === 'lost' ? CalendarX : Info
  return (
    <div role="alert" className="grid gap-3 rounded-2xl bg-wait-wash p-4 md:p-5">
      <div className="flex gap-3">
        <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-wait" />
        <div>
          <p className="font-bold">{t(`is_${obstacle}`)}</p>
          <p>{obstacle === 'rules' ? refused : t(`is_${obstacle}_hint`, { count })}</p>
        </div>
      </div>
      <Ways>
        {offering && OFFERED.has(obstacle) && sd && ed && (
          <FreeOffers rules={rules} sd={sd} ed={ed} onChoose={onChoose} />
        )}
        {obstacle === 'no_stay' && (
          <DatesButton
            value={{}}
            onChange={({ from, to }) =>
              onChoose({ ...(from && { sd: from }), ...(to && { ed: to }) })
            }
            {...rules}
            className={buttonClass('brand')}
          >
            {wordsOf('ui')('choose_dates')}
          </DatesButton>
        )}
        {obstacle === 'own_house' && (
          <Link to="/host/houses" className={buttonClass('plain')}>
            {t('to_host')}
          </Link>
        )}
        {obstacle !== 'own_house' && obstacle !== 'past' && (
          <Link to="/search" search={days} className={buttonClass('quiet')}>
            {t('others')}
          </Link>
        )}
      </Ways>
    </div>
  )
}

/** Other days of the same house help, and there may be some. */
const OFFERED: ReadonlySet<Obstacle> = new Set(['taken', 'lost', 'past', 'too_short', 'too_long'])

const Ways = ({ children }: { readonly children: ReactNode }) => (
  <div className="flex flex-wrap gap-2 empty:hidden">{children}</div>
)
