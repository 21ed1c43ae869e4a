import { FIRST_PICTURE_SIZES } from '../../contract/pages.ts'
import { HouseCard } from '../houses/house-card.tsx'
import { wordsOf } from '../i18n/words.ts'
import { MoreOnSight } from '../ui/more-on-sight.tsx'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { countText } from './count-text.ts'
import { NoneFree } from './none-free.tsx'
import { type SearchProps, useFound } from './use-search.ts'

const GRID = 'grid gap-x-5 gap-y-8 sm:grid-cols-2'
const PLACES = Array.from({ length: 9 }, (_, place) => place)
const FIRST_SEEN = 1

interface ResultsProps extends SearchProps {
  /** A map stands beside them. */
  readonly is_half: boolean
}

export function Results({ wanted, change, is_half }: ResultsProps) {
  const t = wordsOf('search')
  const found = useFound(wanted)
  if (found.isPending) return <ResultsSkeleton />
  if (found.isLoadingError)
    return <ErrorState error={found.error} onRetry={() => found.refetch()} />
  const [first] = found.data?.pages ?? []
  const houses = found.data?.pages.flatMap((page) => page.houses) ?? []
  if (houses.length === 0) return <NoneFree wanted={wanted} change={change} />
  return (
    <>
      <h2 className="sr-only">{t('results')}</h2>
      {first && (
        <div className="-my-2">
          <p role="status" className="font-medium">
            {t('found', { found: countText(first) })}
          </p>
          {first.price_by && <p className="text-sm text-soft">{t('price_by_house')}</p>}
        </div>
      )}
      <ul className={`${GRID} ${is_half ? '' : 'md:grid-cols-3'}`}>
        {houses.map((house, place) => (
          <li key={house.house_id}>
            <HouseCard
              house={house}
              sd={wanted.sd}
              ed={wanted.ed}
              guests={wanted.capacity}
              sizes={FIRST_PICTURE_SIZES.search}
              first={place < FIRST_SEEN}
            />
          </li>
        ))}
      </ul>
      <End found={found} count={houses.length} />
    </>
  )
}

interface EndProps {
  readonly found: ReturnType<typeof useFound>
  readonly count: number
}

function End({ found, count }: EndProps) {
  const t = wordsOf('search')
  if (found.hasNextPage) return <MoreOnSight pages={found} />
  return <p className="py-6 text-center text-soft">{t('all_shown', { count })}</p>
}

const ResultsSkeleton = () => (
  <Loading>
    <div className={`${GRID} md:grid-cols-3`}>
      {PLACES.map((place) => (
        <div key={place} className="grid gap-2.5">
          <Skeleton className="aspect-4/3 rounded-2xl" />
          <Skeleton className="h-5 w-4/5" />
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-6 w-2/5" />
        </div>
      ))}
    </div>
  </Loading>
)
