import { Link } from '@tanstack/react-router'
import { HeartIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'

export const CARD_SIZES = '(min-width: 64rem) 19rem, (min-width: 40rem) 45vw, 94vw'

export const CardGrid = ({ children }: { readonly children: ReactNode }) => (
  <ul className="grid gap-x-5 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">{children}</ul>
)

export const CardsSkeleton = () => (
  <CardGrid>
    {[1, 2, 3, 4].map((place) => (
      <li key={place}>
        <Skeleton className="aspect-4/3 rounded-2xl" />
      </li>
    ))}
  </CardGrid>
)

export function NothingSaved() {
  const t = wordsOf('favourites')
  return (
    <EmptyState
      picture={<HeartIcon aria-hidden="true" />}
      title={t('empty')}
      hint={t('empty_hint')}
    >
      <Link to="/search" className={buttonClass('brand')}>
        {t('to_search')}
      </Link>
    </EmptyState>
  )
}
