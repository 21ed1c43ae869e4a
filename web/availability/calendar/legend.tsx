import { wordsOf } from '../../i18n/words.ts'
import { CLOSED_LOOKS, LEGEND, STAY_LOOKS } from './stay-look.ts'

export function Legend() {
  const t = wordsOf('availability')
  const closed = wordsOf('availability')
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-2 text-sm text-soft">
      {LEGEND.map(([word, status]) => (
        <li key={word} className="flex items-center gap-2">
          <span aria-hidden="true" className={`h-4 w-7 rounded border ${STAY_LOOKS[status]}`} />
          {t(word)}
        </li>
      ))}
      {(['closed', 'imported'] as const).map((state) => (
        <li key={state} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className={`h-4 w-7 rounded border border-edge ${CLOSED_LOOKS[state]}`}
          />
          {closed(`legend_${state}`)}
        </li>
      ))}
    </ul>
  )
}
