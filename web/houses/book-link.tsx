import { Link } from '@tanstack/react-router'
import { wordsOf } from '../i18n/words.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { DatesButton } from '../ui/dates-field.tsx'
import type { ChosenStay, FullHouse } from './use-stay.ts'

interface BookLinkProps {
  readonly house: FullHouse
  readonly stay: ChosenStay
  readonly className?: string
}

/** Leads on once the days are chosen and free. */
export function BookLink({ house, stay, className = '' }: BookLinkProps) {
  const t = wordsOf('houses')
  const { from, to } = stay.value
  if (!house.listed)
    return (
      <Button tone="brand" size="large" disabled className={className}>
        {t('unlisted_short')}
      </Button>
    )
  if (!from || !to || stay.problem)
    return (
      <DatesButton
        value={stay.problem ? {} : stay.value}
        onChange={stay.choose}
        {...stay.rules}
        className={buttonClass('brand', 'large', className)}
      >
        {wordsOf('ui')('choose_dates')}
      </DatesButton>
    )
  return (
    <Link
      to="/houses/$id/book"
      params={{ id: String(house.hid) }}
      search={{ sd: from, ed: to, ...(stay.guests > 1 && { guests: String(stay.guests) }) }}
      className={buttonClass('brand', 'large', className)}
    >
      {t('book')}
    </Link>
  )
}
