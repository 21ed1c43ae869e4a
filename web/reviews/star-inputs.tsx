import { ASPECTS, type Aspect } from '../../rules/rating.ts'
import { wordsOf } from '../i18n/words.ts'
import { StarInput } from './star-input.tsx'

/** What a guest gives a stay; all of it may be left out. */
export interface GivenStars {
  readonly stars?: number | undefined
  readonly aspects: Readonly<Partial<Record<Aspect, number>>>
}

interface StarInputsProps {
  readonly value: GivenStars
  readonly onChange: (given: GivenStars) => void
}

/** Stars for the whole stay, and then for single things. */
export function StarInputs({ value, onChange }: StarInputsProps) {
  const t = wordsOf('reviews')
  return (
    <div className="grid gap-4">
      <StarInput
        label={t('overall')}
        value={value.stars}
        onChange={(stars) => onChange({ ...value, stars })}
      />
      {value.stars !== undefined && (
        <div className="grid gap-1">
          <p className="text-sm text-soft">{t('aspects')}</p>
          {ASPECTS.map((aspect) => (
            <StarInput
              key={aspect}
              small
              label={t(`aspect_${aspect}`)}
              value={value.aspects[aspect]}
              onChange={(stars) =>
                onChange({ ...value, aspects: { ...value.aspects, [aspect]: stars } })
              }
            />
          ))}
        </div>
      )}
    </div>
  )
}
