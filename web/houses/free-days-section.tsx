import { STAY_UNIT } from '../i18n/stay-unit.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { nextStep } from '../ui/date-range-rules.ts'
import { LazyDateRange } from '../ui/lazy-date-range.tsx'
import { WeekendChips } from '../ui/weekend-chips.tsx'
import type { ChosenStay } from './use-stay.ts'

/** The calendar of the house: what is free, and the days that are chosen. */
export function FreeDays({ stay }: { readonly stay: ChosenStay }) {
  const t = wordsOf('houses')
  const words = wordsOf('ui')
  const { value, rules, choose } = stay
  return (
    <section aria-labelledby="free-days" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h2 id="free-days" className="text-xl font-bold">
          {t('free_days')}
        </h2>
        <Button tone="quiet" disabled={!value.from} onClick={() => choose({})}>
          {words('clear')}
        </Button>
      </div>
      <div className="md:hidden">
        <WeekendChips rules={rules} onChoose={choose} />
      </div>
      <LazyDateRange value={value} onChange={choose} {...rules} />
      <p role="status" className="text-center font-medium">
        {nextStep(value, { ...rules, unit: STAY_UNIT }, wordsOf('ui/dates'))}
      </p>
      <p className="text-sm text-soft">{t(`calendar_hint_${STAY_UNIT}`)}</p>
    </section>
  )
}
