import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { read } from '../api/queries.ts'
import { lookOf } from '../houses/facility-look.ts'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { type SearchProps, withoutFilters } from './use-search.ts'

/** What narrows the list, each to be taken away by itself. */
export function ActiveFilters({ wanted, change }: SearchProps) {
  const t = wordsOf('search')
  const { data: facilities = [] } = useQuery({ ...read('/facilities'), enabled: !!wanted.facility })
  const { price_min, price_max, capacity, q } = wanted
  const ids = wanted.facility?.split(',') ?? []
  const chips: { name: string; take: () => void }[] = [
    ...(q ? [{ name: `“${q}”`, take: () => change({ q: undefined }) }] : []),
    ...(wanted.bbox ? [{ name: t('map_area'), take: () => change({ bbox: undefined }) }] : []),
    ...(price_min || price_max
      ? [
          {
            name: priceText(price_min, price_max),
            take: () => change({ price_min: undefined, price_max: undefined }),
          },
        ]
      : []),
    ...(capacity
      ? [
          {
            name: t('people_or_more', { count: Number(capacity) }),
            take: () => change({ capacity: undefined }),
          },
        ]
      : []),
    ...facilities
      .filter(({ id }) => ids.includes(String(id)))
      .map((facility) => ({
        name: lookOf(facility).name,
        take: () =>
          change({
            facility: ids.filter((id) => id !== String(facility.id)).join(',') || undefined,
          }),
      })),
  ]
  if (chips.length === 0) return null
  return (
    <ul aria-label={t('active_filters')} className="flex flex-wrap gap-2">
      {chips.map(({ name, take }) => (
        <li key={name}>
          <button
            type="button"
            aria-label={t('take_away', { name })}
            onClick={take}
            className="inline-flex min-h-10 items-center gap-1.5 rounded-full bg-wash pr-3 pl-4 font-medium hover:line-through"
          >
            {name}
            <X aria-hidden="true" className="size-4" />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button
            type="button"
            onClick={() => change(withoutFilters)}
            className="min-h-10 px-2 font-medium underline underline-offset-4"
          >
            {t('clear_filters')}
          </button>
        </li>
      )}
    </ul>
  )
}

function priceText(min: string | undefined, max: string | undefined): string {
  const t = wordsOf('search')
  if (!max) return t('from_price', { price: money(Number(min)) })
  if (!min) return t('to_price', { price: money(Number(max)) })
  return `${money(Number(min))} – ${money(Number(max))}`
}
