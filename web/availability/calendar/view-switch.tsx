import { CalendarDays, LayoutGrid, Rows3 } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'

export const VIEWS = ['month', 'list', 'year'] as const
const ICONS = { month: CalendarDays, list: Rows3, year: LayoutGrid } as const
export type View = (typeof VIEWS)[number]

export const isView = (text: string | undefined): text is View => VIEWS.some((one) => one === text)

interface SwitchProps {
  readonly view: View
  /** All houses are shown: their days make no list. */
  readonly all: boolean
  readonly onChoose: (view: View) => void
}

export function ViewSwitch({ view, all, onChoose }: SwitchProps) {
  const t = wordsOf('availability')
  return (
    <fieldset className="ml-auto flex rounded-xl bg-wash p-1 lg:order-3 lg:ml-0">
      <legend className="sr-only">{t('view')}</legend>
      {VIEWS.filter((one) => !all || one !== 'list').map((one) => {
        const Icon = ICONS[one]
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === view}
            onClick={() => onChoose(one)}
            className="min-h-9 rounded-lg px-2.5 text-sm lg:px-4 font-semibold text-soft aria-pressed:bg-card aria-pressed:text-ink aria-pressed:shadow-card"
          >
            <Icon aria-hidden="true" className="size-5 sm:hidden" />
            <span className="sr-only sm:not-sr-only">{t(`view_${one}`)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
