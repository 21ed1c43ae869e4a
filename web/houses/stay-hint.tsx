import { stayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import type { ChosenStay } from './use-stay.ts'

/** Why the days cannot be booked, and which ones can instead. */
export function StayHint({ stay }: { readonly stay: ChosenStay }) {
  const t = wordsOf('houses')
  const { problem, instead, rules, quote, choose } = stay
  if (!problem) return null
  const count = problem === 'too_long' ? rules.max_days : rules.min_days
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-2 rounded-xl bg-wait-wash px-4 py-3 text-wait"
    >
      <p>{problem === 'rules' ? quote?.reason : t(`problem_${problem}`, { count })}</p>
      {instead && (
        <Button size="small" onClick={() => choose(instead)}>
          {t('instead', { stay: stayText(instead.from, instead.to) })}
        </Button>
      )}
    </div>
  )
}
