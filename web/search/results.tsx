import { HouseCard } from '../house/house-card.tsx'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { NoneFree } from './none-free.tsx'
import type { SearchProps } from './search-bar.tsx'
import { useFound } from './use-search.ts'
import { useSeen } from './use-seen.ts'

const GRID = 'grid gap-x-5 gap-y-8 sm:grid-cols-2 md:grid-cols-3'
const SIZES =
  '(min-width: 80rem) 19rem, (min-width: 64rem) 22vw, (min-width: 48rem) 30vw, (min-width: 40rem) 46vw, 94vw'
const PLACES = Array.from({ length: 9 }, (_, place) => place)
const FIRST_SEEN = 1

export function Results({ wanted, change }: SearchProps) {
  const t = wordsOf('search')
  const found = useFound(wanted)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = found
  const more = () => void found.fetchNextPage()
  // After a failure only the person tries again: nothing asks on and on by itself.
  const end = useSeen(hasNextPage && !isFetchingNextPage && !isFetchNextPageError, more)

  if (found.isPending) return <ResultsSkeleton />
  if (found.isLoadingError)
    return <ErrorState error={found.error} onRetry={() => found.refetch()} />
  const houses = found.data?.pages.flatMap((page) => page.houses) ?? []
  if (houses.length === 0) return <NoneFree wanted={wanted} change={change} />
  return (
    <>
      <h2 className="sr-only">{t('results')}</h2>
      <ul className={GRID}>
        {houses.map((house, place) => (
          <li key={house.house_id}>
            <HouseCard
              house={house}
              sd={wanted.sd}
              ed={wanted.ed}
              sizes={SIZES}
              first={place < FIRST_SEEN}
            />
          </li>
        ))}
      </ul>
      {isFetchNextPageError && <ErrorState error={found.error as Error} onRetry={more} />}
      <div ref={end} className="grid place-items-center py-6">
        {hasNextPage ? (
          <Button onClick={more} busy={isFetchingNextPage}>
            {t('more')}
          </Button>
        ) : (
          <p className="text-soft">{t('all_shown', { count: houses.length })}</p>
        )}
      </div>
    </>
  )
}

const ResultsSkeleton = () => (
  <Loading>
    <div className={GRID}>
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
