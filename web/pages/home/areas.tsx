import { Link } from '@tanstack/react-router'
import { wordsOf } from '../../i18n/words.ts'
import type { Area } from '../../ui/area-select.tsx'

export function Areas({ areas }: { readonly areas: readonly Area[] }) {
  const t = wordsOf('pages/home')
  return (
    <section aria-labelledby="areas" className="grid gap-5 px-4 md:px-0">
      <h2 id="areas" className="text-2xl font-bold tracking-tight">
        {t('areas')}
      </h2>
      <ul className="grid grid-cols-3 gap-3 md:grid-cols-5">
        {areas.map(({ aid, aname }) => (
          <li key={aid}>
            <Link
              to="/search"
              search={{ aid: String(aid) }}
              className="grid min-h-16 place-items-center rounded-2xl bg-card px-3 font-semibold shadow-card transition-colors hover:bg-brand-wash hover:text-brand"
            >
              {aname}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
