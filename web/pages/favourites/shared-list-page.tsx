import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { ask } from '../../api/client.ts'
import { ERRCODE, isRefused } from '../../api/refused.ts'
import { HouseCard } from '../../houses/house-card.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { MoreOnSight } from '../../ui/more-on-sight.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { CARD_SIZES, CardGrid, CardsSkeleton } from './house-cards.tsx'

const route = getRouteApi('/lists/$token')

/** A list that somebody shared: its houses, and nothing about whose it is. */
export function SharedListPage() {
  const t = wordsOf('favourites')
  const { token } = route.useParams()
  const pages = useInfiniteQuery({
    queryKey: [`/lists/${token}`, { all: true }],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      ask('GET', '/lists/{token}', { params: { token }, query: { cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next_cursor,
  })
  const [first] = pages.data?.pages ?? []
  const name = first ? first.name || t('shared_list') : undefined
  usePageTitle(name ?? t('shared_list'))
  const missing = isRefused(pages.error, ERRCODE.no_data) || isRefused(pages.error, ERRCODE.params)
  const houses = pages.data?.pages.flatMap((page) => page.houses)
  return (
    <div className="page grid gap-6 py-6 md:py-10">
      <h1 className="text-2xl font-extrabold tracking-tight text-balance md:text-3xl">
        {name ?? t('shared_list')}
      </h1>
      {missing && (
        <EmptyState
          picture={<FileQuestion aria-hidden="true" />}
          title={t('shared_missing')}
          hint={t('shared_missing_hint')}
        >
          <Link to="/search" className={buttonClass('brand')}>
            {t('to_search')}
          </Link>
        </EmptyState>
      )}
      {pages.error && !missing && !houses && (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      )}
      {pages.isPending && (
        <Loading>
          <CardsSkeleton />
        </Loading>
      )}
      {houses?.length === 0 && <p className="text-soft">{t('shared_empty')}</p>}
      {houses && houses.length > 0 && <h2 className="sr-only">{t('homes')}</h2>}
      {houses && houses.length > 0 && (
        <CardGrid>
          {houses.map((house) => (
            <li key={house.house_id}>
              <HouseCard house={house} sizes={CARD_SIZES} />
            </li>
          ))}
        </CardGrid>
      )}
      <MoreOnSight pages={pages} />
    </div>
  )
}
