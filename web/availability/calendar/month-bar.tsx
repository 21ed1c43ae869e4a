import { ChevronLeft, ChevronRight } from 'lucide-react'
import { monthText } from '../../i18n/format.ts'
import { addMonths, thisMonth } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'

interface MonthBarProps {
  readonly month: string
  readonly onChoose: (month: string) => void
}

export function MonthBar({ month, onChoose }: MonthBarProps) {
  const t = wordsOf('availability')
  const common = wordsOf('ui')
  return (
    <div className="flex items-center gap-1">
      <IconButton label={common('previous_month')} onClick={() => onChoose(addMonths(month, -1))}>
        <ChevronLeft aria-hidden="true" className="size-5" />
      </IconButton>
      <h2 aria-live="polite" className="min-w-32 text-center text-lg font-bold tabular-nums">
        {monthText(month)}
      </h2>
      <IconButton label={common('next_month')} onClick={() => onChoose(addMonths(month, 1))}>
        <ChevronRight aria-hidden="true" className="size-5" />
      </IconButton>
      <Button
        className="ml-1"
        disabled={month === thisMonth()}
        onClick={() => onChoose(thisMonth())}
      >
        {t('today')}
      </Button>
    </div>
  )
}
