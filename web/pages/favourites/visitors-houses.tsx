import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import { useKept } from '../../favourites/kept.ts'
import { HouseCard } from '../../houses/house-card.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { MoreOnSight } from '../../ui/more-on-sight.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { CARD_SIZES, CardGrid, CardsSkeleton, NothingSaved } from './house-cards.tsx'

/** As many as the site tells at once. */
const PAGE = 20

/** What this browser keeps, while nobody is logged in. */
export function VisitorsHouses() {
  const t = wordsOf('favourites')
  const kept = useKept()
  const ids = kept.join()
  const pages = useInfiniteQuery({
    queryKey: ['/favourites', { ids }],
    enabled: kept.length > 0,
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      ask('GET', '/favourites', {
        query: { ids: kept.slice(pageParam, pageParam + PAGE).join() },
        signal,
      }),
    getNextPageParam: (_page, _pages, from) =>
      from + PAGE < kept.length ? from + PAGE : undefined,
  })
  if (kept.length === 0) return <NothingSaved />
  // What was let go of just now is gone at once.
  const houses = pages.data?.pages
    .flatMap((page) => page.houses)
    .filter(({ house_id }) => kept.includes(house_id))
  return (
    <>
      <p className="flex flex-wrap items-center gap-3 rounded-2xl bg-card p-4 text-soft shadow-card">
        <span className="min-w-0 flex-1 basis-60">{t('visitor_hint')}</span>
        <Link to="/login" search={{ next: '/favourites' }} className={buttonClass('brand')}>
          {t('login')}
        </Link>
      </p>
      <h2 className="sr-only">{t('homes')}</h2>
      {pages.isError && <ErrorState error={pages.error} onRetry={pages.refetch} />}
      {!houses && !pages.isError && (
        <Loading>
          <CardsSkeleton />
        </Loading>
      )}
      {houses && (
        <CardGrid>
          {houses.map((house) => (
            <li key={house.house_id}>
              <HouseCard house={house} sizes={CARD_SIZES} />
            </li>
          ))}
        </CardGrid>
      )}
      <MoreOnSight pages={pages} />
    </>
  )
}
