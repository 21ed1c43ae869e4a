import { useState } from 'react'
import { today } from '../i18n/format.ts'
import { STAY_UNIT } from '../i18n/stay-unit.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from './button.tsx'
import DateRange, { type DateRangeProps } from './date-range.tsx'
import { type ChosenDays, nextStep, whole } from './date-range-rules.ts'
import { Dialog } from './dialog.tsx'
import { WeekendChips } from './weekend-chips.tsx'

interface DatesDialogProps extends Omit<DateRangeProps, 'autoFocus'> {
  readonly onClose: () => void
}

/** Days are chosen here first, and taken over when the person says so. */
export default function DatesDialog({ value, onChange, onClose, ...house }: DatesDialogProps) {
  const t = wordsOf('ui')
  const [chosen, setChosen] = useState<ChosenDays>(value)
  const { taken = [], min_days = 1, max_days = 0, unit = STAY_UNIT } = house
  const rules = { ...house, taken, min_days, max_days, today: today() }
  const done = (days: ChosenDays) => {
    onChange(days)
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('choose_dates')}
      actions={
        <>
          <p role="status" className="mr-auto self-center text-sm text-soft">
            {nextStep(chosen, { min_days, max_days, unit }, wordsOf('ui/dates'))}
          </p>
          <Button tone="quiet" onClick={() => setChosen({})}>
            {t('clear')}
          </Button>
          <Button tone="brand" onClick={() => done(whole(chosen, min_days))}>
            {t('done')}
          </Button>
        </>
      }
    >
      <WeekendChips rules={rules} onChoose={setChosen} />
      <div className="mt-3 min-h-85">
        <DateRange {...house} value={chosen} onChange={setChosen} autoFocus />
      </div>
    </Dialog>
  )
}
