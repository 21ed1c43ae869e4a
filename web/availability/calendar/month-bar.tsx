import { ChevronLeft, ChevronRight } from 'lucide-react'
import { monthText } from '../../i18n/format.ts'
import { addMonths, thisMonth } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'

interface MonthBarProps {
  readonly month: string
  /** Goes from year to year. */
  readonly by_year: boolean
  readonly onChoose: (month: string) => void
}

const YEAR_MONTHS = 12
/** `2026/12` */
const shortMonth = (month: string): string => month.replace('-', '/')

export function MonthBar({ month, by_year, onChoose }: MonthBarProps) {
  const t = wordsOf('availability')
  const common = wordsOf('ui')
  const step = by_year ? YEAR_MONTHS : 1
  return (
    <div className="-ml-2 flex items-center lg:order-1 lg:ml-auto">
      <IconButton
        label={by_year ? t('previous_year') : common('previous_month')}
        onClick={() => onChoose(addMonths(month, -step))}
      >
        <ChevronLeft aria-hidden="true" className="size-5" />
      </IconButton>
      <h2
        aria-live="polite"
        className={`min-w-24 text-center font-bold whitespace-nowrap tabular-nums sm:text-lg ${by_year ? 'text-sm' : ''}`}
      >
        {by_year
          ? `${shortMonth(month)} – ${shortMonth(addMonths(month, YEAR_MONTHS - 1))}`
          : monthText(month)}
      </h2>
      <IconButton
        label={by_year ? t('next_year') : common('next_month')}
        onClick={() => onChoose(addMonths(month, step))}
      >
        <ChevronRight aria-hidden="true" className="size-5" />
      </IconButton>
    </div>
  )
}

/** Back to the present month, from wherever. */
export function TodayButton({ month, onChoose }: Omit<MonthBarProps, 'by_year'>) {
  const t = wordsOf('availability')
  return (
    <Button
      className="lg:order-2"
      disabled={month === thisMonth()}
      onClick={() => onChoose(thisMonth())}
    >
      {t('today')}
    </Button>
  )
}
