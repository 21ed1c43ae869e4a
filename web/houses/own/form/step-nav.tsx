import { Check } from 'lucide-react'
import { wordsOf } from '../../../i18n/words.ts'
import { STEPS, type StepName } from './steps.ts'

interface StepNavProps {
  readonly now: StepName
  readonly isDone: (step: StepName) => boolean
  /** Steps before this one have to be filled in first. */
  readonly canOpen: (step: StepName) => boolean
  readonly onOpen: (step: StepName) => void
}

/** Where one is: a bar on a phone, the list of all steps at a desk. */
export function StepNav({ now, isDone, canOpen, onOpen }: StepNavProps) {
  const t = wordsOf('houses/own')
  const place = STEPS.findIndex(({ name }) => name === now)
  return (
    <nav aria-label={t('steps')}>
      <p className="mb-2 text-sm text-soft md:hidden">
        {t('step_of', { step: place + 1, count: STEPS.length })}
      </p>
      <ol className="flex gap-1.5 md:flex-wrap md:gap-2">
        {STEPS.map(({ name }) => (
          <li key={name} className="flex-1 md:flex-none">
            <button
              type="button"
              aria-current={name === now ? 'step' : undefined}
              disabled={!canOpen(name)}
              onClick={() => onOpen(name)}
              className="group flex min-h-11 w-full items-center gap-2 rounded-full text-sm font-medium text-soft disabled:opacity-60 md:border md:border-line md:bg-card md:px-4 md:enabled:hover:bg-wash md:aria-[current]:border-brand md:aria-[current]:bg-brand-wash md:aria-[current]:text-brand"
            >
              <span
                aria-hidden="true"
                className={`h-1.5 flex-1 rounded-full md:hidden ${isDone(name) || name === now ? 'bg-brand' : 'bg-edge/40'}`}
              />
              <span className="sr-only md:not-sr-only">{t(`step_${name}`)}</span>
              {isDone(name) && (
                <>
                  <Check aria-hidden="true" className="hidden size-4 text-good md:block" />
                  <span className="sr-only">{t('step_done')}</span>
                </>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
