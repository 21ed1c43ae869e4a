import { Plus, X } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import type { TermsDraft } from './terms-draft.ts'

type Tiers = TermsDraft['tiers']

interface TiersProps {
  readonly tiers: Tiers
  readonly onChange: (tiers: Tiers) => void
}

/** As many as the server takes. */
const TIERS_MAX = 5

export function TierFields({ tiers, onChange }: TiersProps) {
  const t = wordsOf('pricing')
  const write = (place: number, part: Partial<Tiers[number]>) =>
    onChange(tiers.map((tier, index) => (index === place ? { ...tier, ...part } : tier)))
  return (
    <div className="grid gap-4">
      {tiers.map((tier, place) => (
        <fieldset key={place} className="grid grid-cols-[1fr_1fr_auto] items-end gap-3">
          <legend className="mb-1.5 text-sm font-semibold">
            {t('tier', { count: place + 1 })}
          </legend>
          <TextField
            label={t('tier_days')}
            inputMode="numeric"
            pattern="[0-9]*"
            value={tier.days}
            onChange={({ target }) => write(place, { days: target.value })}
          />
          <TextField
            label={t('tier_percent')}
            inputMode="numeric"
            pattern="[0-9]*"
            value={tier.percent}
            onChange={({ target }) => write(place, { percent: target.value })}
          />
          <Button
            aria-label={t('tier_remove', { count: place + 1 })}
            disabled={tiers.length === 1}
            onClick={() => onChange(tiers.filter((_, index) => index !== place))}
          >
            <X aria-hidden="true" className="size-4" />
          </Button>
        </fieldset>
      ))}
      {tiers.length < TIERS_MAX && (
        <Button onClick={() => onChange([...tiers, { days: '', percent: '' }])}>
          <Plus aria-hidden="true" className="size-4" />
          {t('tier_add')}
        </Button>
      )}
    </div>
  )
}
