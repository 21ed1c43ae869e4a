import { Link } from '@tanstack/react-router'
import type { Area } from '../../api/contract.ts'
import { areaName } from '../../i18n/area-name.ts'
import { wordsOf } from '../../i18n/words.ts'

/** Counted no further by the server. */
const COUNTED_MAX = 100

function countText(count: number): string {
  const t = wordsOf('pages/home')
  return count < COUNTED_MAX
    ? t('area_count', { count })
    : t('area_many', { count: COUNTED_MAX - 1 })
}

export function Areas({ areas }: { readonly areas: readonly Area[] }) {
  const t = wordsOf('pages/home')
  return (
    <section aria-labelledby="areas" className="grid gap-5 px-4 md:px-0">
      <h2 id="areas" className="text-2xl font-bold tracking-tight">
        {t('areas')}
      </h2>
      <ul className="grid grid-cols-3 gap-3 md:grid-cols-5">
        {areas.map(({ aid, aname, aname_en, houses }) => (
          <li key={aid}>
            <Link
              to="/search"
              search={{ aid: String(aid) }}
              className="grid min-h-18 content-center justify-items-center rounded-2xl bg-card px-3 text-center font-semibold shadow-card transition-shadow hover:shadow-float"
            >
              {areaName(aname, aname_en)}
              <span className="text-sm font-normal text-soft">{countText(houses)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
