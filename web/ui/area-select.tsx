import { ChevronDown, MapPin } from 'lucide-react'
import type { Area } from '../api/contract.ts'
import { areaName } from '../i18n/area-name.ts'
import { wordsOf } from '../i18n/words.ts'

interface AreaSelectProps {
  readonly areas: readonly Area[]
  /** The area's number as text; '' for all of them. */
  readonly value: string
  readonly onChange: (aid: string) => void
  /** Beside other fields on a phone. */
  readonly compact?: boolean
}

/** The system's own list in the look of the search bar. */
export function AreaSelect({ areas, value, onChange, compact }: AreaSelectProps) {
  const t = wordsOf('ui')
  const chosen = areas.find(({ aid }) => String(aid) === value)
  return (
    <label
      className={`relative flex min-h-13 items-center rounded-xl ${compact ? 'gap-1 px-3 md:gap-3 md:px-4' : 'gap-3 px-4'} transition-colors focus-within:outline-2 focus-within:outline-brand hover:bg-wash`}
    >
      <MapPin
        aria-hidden="true"
        className={`size-5 shrink-0 text-soft ${compact ? 'hidden md:block' : ''}`}
      />
      <span className="min-w-0 leading-tight">
        <span className="block text-xs text-soft">{t('area')}</span>
        <span aria-hidden="true" className="block truncate font-semibold">
          {chosen ? areaName(chosen.aname, chosen.aname_en) : t('all_areas')}
        </span>
      </span>
      <ChevronDown aria-hidden="true" className="ml-auto size-4 shrink-0 text-soft" />
      <select
        aria-label={t('area')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="absolute inset-0 size-full cursor-pointer appearance-none bg-card text-ink opacity-0"
      >
        <option value="">{t('all_areas')}</option>
        {areas.map(({ aid, aname, aname_en }) => (
          <option key={aid} value={aid}>
            {areaName(aname, aname_en)}
          </option>
        ))}
      </select>
    </label>
  )
}
