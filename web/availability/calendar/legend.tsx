import { Globe, Lock } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'
import { CLOSED_LOOKS, LEGEND, STAY_LOOKS } from './stay-look.ts'

const MARKS = [
  ['closed', Lock],
  ['imported', Globe],
] as const

export function Legend() {
  const t = wordsOf('availability')
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-2 text-sm text-soft">
      {LEGEND.map(([word, status]) => (
        <li key={word} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className={`h-4 w-7 rounded-full border ${STAY_LOOKS[status]}`}
          />
          {t(word)}
        </li>
      ))}
      {MARKS.map(([state, Icon]) => (
        <li key={state} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className={`grid h-5 w-7 place-items-center rounded border border-edge ${CLOSED_LOOKS[state]}`}
          >
            <Icon className="size-3.5 text-ink" />
          </span>
          {t(`legend_${state}`)}
        </li>
      ))}
    </ul>
  )
}
