import { typed } from '../../i18n/currency.ts'
import { WEEKDAYS_SHORT } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { WEEK, type WeekdayDraft } from './rule-draft.ts'
import { type PartProps, RulePart } from './rule-part.tsx'

const ROW =
  'grid grid-cols-[2.5rem_minmax(0,1fr)_3.25rem_3.25rem_2.25rem_2.25rem] items-center gap-1.5 sm:gap-3'
const INPUT =
  'min-h-11 w-full rounded-lg border border-edge bg-card px-2 text-base text-ink outline-none focus:border-brand focus:ring-2 focus:ring-brand/30'

/** A row for each day of the week. */
export function WeekdayFields({ draft, house, onChange, errorAt }: PartProps) {
  const t = wordsOf('availability')
  const change = (place: number, part: Partial<WeekdayDraft>) =>
    onChange({
      weekdays: draft.weekdays.map((one, index) => (index === place ? { ...one, ...part } : one)),
    })
  return (
    <RulePart title={t('weekdays')} hint={t('weekdays_hint')}>
      <div className="grid gap-2">
        <div aria-hidden="true" className={`${ROW} text-xs text-soft`}>
          <span />
          <span>{t('price_short')}</span>
          <span>{t('min_short')}</span>
          <span>{t('max_short')}</span>
          <span>{t('arrive_short')}</span>
          <span>{t('leave_short')}</span>
        </div>
        {WEEK.map((weekday) => {
          const row = draft.weekdays[weekday - 1]
          if (!row) return null
          const name = WEEKDAYS_SHORT[weekday - 1]
          const error = errorAt(`weekday-${weekday}`)
          const text = (field: 'price' | 'min_days' | 'max_days', word: string, usual: string) => (
            <input
              aria-label={`${name} ${word}`}
              aria-invalid={error ? true : undefined}
              inputMode="decimal"
              placeholder={usual}
              value={row[field]}
              onChange={({ target }) => change(weekday - 1, { [field]: target.value })}
              className={INPUT}
            />
          )
          const box = (field: 'arrive' | 'leave', word: string) => (
            <label className="grid size-9 cursor-pointer place-items-center">
              <input
                type="checkbox"
                aria-label={`${name} ${word}`}
                checked={row[field]}
                onChange={({ target }) => change(weekday - 1, { [field]: target.checked })}
                className="size-5 accent-brand"
              />
            </label>
          )
          return (
            <div key={weekday} className="grid gap-1">
              <div className={ROW}>
                <span className="text-sm font-medium">{name}</span>
                {text('price', t('price_a_night'), typed(house.price))}
                {text('min_days', t('min_nights'), String(house.min_days))}
                {text('max_days', t('max_nights'), String(house.max_days || '∞'))}
                {box('arrive', t('may_arrive'))}
                {box('leave', t('may_leave'))}
              </div>
              {error && (
                <p role="alert" className="text-sm text-bad">
                  {error}
                </p>
              )}
            </div>
          )
        })}
      </div>
    </RulePart>
  )
}
