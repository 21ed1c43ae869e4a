import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { HousePlus } from 'lucide-react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { HouseCard } from '../../houses/house-card.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { MoreOnSight } from '../../ui/more-on-sight.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { CARD_SIZES, CardGrid, CardsSkeleton, NothingSaved } from './house-cards.tsx'
import { LISTS_STALE, type List, nameOf } from './lists.ts'

interface ListHousesProps {
  readonly list: List
  readonly lists: readonly List[]
}

/** The houses of a list, each of which can be moved to another one. */
export function ListHouses({ list, lists }: ListHousesProps) {
  const { list_id } = list
  const pages = useInfiniteQuery({
    queryKey: [`/user/lists/${list_id}`, { all: true }],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      ask('GET', '/user/lists/{id}', {
        params: { id: list_id },
        query: { cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next_cursor,
  })
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={pages.refetch} />
  if (!pages.data)
    return (
      <Loading>
        <CardsSkeleton />
      </Loading>
    )
  const favourites = pages.data.pages.flatMap((page) => page.favourites)
  if (favourites.length === 0) return <NothingSaved />
  return (
    <>
      <CardGrid>
        {favourites.map(({ house_id, house }) => (
          <li key={house_id} className="grid content-start gap-3">
            {house ? (
              <HouseCard house={house} sizes={CARD_SIZES} />
            ) : (
              <Unavailable house_id={house_id} />
            )}
            {lists.length > 1 && <Move house_id={house_id} list={list} lists={lists} />}
          </li>
        ))}
      </CardGrid>
      <MoreOnSight pages={pages} />
    </>
  )
}

/** That it was saved is all that there is to tell. */
function Unavailable({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('favourites')
  const change = useChange(
    () => ask('DELETE', '/user/favourites/{id}', { params: { id: house_id } }),
    { stale: LISTS_STALE },
  )
  return (
    <div className="grid aspect-4/3 content-center justify-items-center gap-2 rounded-2xl bg-wash p-4 text-center">
      <HousePlus aria-hidden="true" className="size-7 text-soft" />
      <p className="font-semibold">{t('unavailable')}</p>
      <p className="text-sm text-soft">{t('unavailable_hint')}</p>
      <Button size="small" busy={change.isPending} onClick={() => change.mutate(undefined)}>
        {t('drop')}
      </Button>
    </div>
  )
}

function Move({ house_id, list, lists }: ListHousesProps & { readonly house_id: number }) {
  const t = wordsOf('favourites')
  const client = useQueryClient()
  const change = useChange(
    (list_id: number) =>
      ask('PUT', '/user/favourites/{id}', { params: { id: house_id }, body: { list_id } }),
    {
      stale: LISTS_STALE,
      onDone: () => {
        // Lists that are not open are read when they are.
        client.removeQueries({ queryKey: [`/user/lists/${list.list_id}`], type: 'inactive' })
        toast(t('moved'))
      },
    },
  )
  return (
    <label className="flex items-center gap-2 text-sm">
      <span className="text-soft">{t('move')}</span>
      <select
        value={list.list_id}
        disabled={change.isPending}
        onChange={(event) => change.mutate(Number(event.target.value))}
        className="min-h-11 min-w-0 flex-1 cursor-pointer truncate rounded-xl border border-edge bg-card px-2"
      >
        {lists.map((one) => (
          <option key={one.list_id} value={one.list_id}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
