import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { money } from '../i18n/format.ts'
import { LazyHousesMap } from '../map/lazy-map.tsx'
import { type SearchProps, useFound } from './use-search.ts'

/** What the list shows, on a map; `search here` asks for the houses within it. */
export function SearchMap({ wanted, change }: SearchProps) {
  const { data } = useFound(wanted)
  const navigate = useNavigate()
  const places = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap(({ houses }) => houses)
        .flatMap(({ house_id, title, price, amount = price, position }) =>
          position ? [{ id: house_id, title, price: money(amount), ...position }] : [],
        ),
    [data],
  )
  const { sd, ed, capacity } = wanted
  const asked = { ...(sd && { sd }), ...(ed && { ed }), ...(capacity && { guests: capacity }) }
  return (
    <LazyHousesMap
      places={places}
      bbox={wanted.bbox}
      onSearchHere={(bbox) => change({ bbox })}
      onOpen={(id) =>
        void navigate({ to: '/houses/$id', params: { id: String(id) }, search: asked })
      }
      className="h-[max(20rem,calc(100dvh-22rem))] w-full lg:sticky lg:top-6 lg:h-[calc(100dvh-3rem)]"
    />
  )
}
