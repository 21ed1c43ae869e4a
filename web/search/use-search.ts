import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { readAskedDays } from '../../rules/days.ts'
import { ask, queryText } from '../api/client.ts'
import { keepPages, keptPages, type Page } from './kept-pages.ts'

const route = getRouteApi('/search')

const useAddress = () => route.useSearch()

/** What is looked for, as the address carries it. */
export type Wanted = ReturnType<typeof useAddress>
export type FilterName = 'price_min' | 'price_max' | 'capacity' | 'facility' | 'bbox' | 'q'
export const FILTER_NAMES: readonly FilterName[] = [
  'price_min',
  'price_max',
  'capacity',
  'facility',
  'bbox',
  'q',
]

/** No filter: with `change` it takes all away. */
export const withoutFilters = Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]))

export interface SearchProps {
  readonly wanted: Wanted
  /** Changes part of it; `undefined` takes a part away. */
  change(part: { [Name in keyof Wanted]?: Wanted[Name] | undefined }): void
}

export interface FilterProps {
  readonly wanted: Partial<Wanted>
  readonly onChange: SearchProps['change']
}

/** Days that are no stay are looked for by nobody: the page says so. */
export function useWanted(): SearchProps & { readonly wrong_days: boolean } {
  const address = useAddress()
  const { wrong = false } = readAskedDays(address.sd, address.ed)
  const wanted = wrong ? withoutDays(address) : address
  const navigate = route.useNavigate()
  const change: SearchProps['change'] = (part) => {
    const all = Object.entries({ ...wanted, ...part })
    void navigate({ search: Object.fromEntries(all.filter(([, value]) => value)) as Wanted })
  }
  return { wanted, change, wrong_days: wrong }
}

const withoutDays = ({ sd: _, ed: __, ...rest }: Wanted): Wanted => rest

/** Pages of what was found, one after the other; what was read stays for who comes back. */
export function useFound(wanted: Wanted) {
  const client = useQueryClient()
  const address = queryText(wanted)
  const before = keptPages(address)
  // The first page came with the HTML, if this is the address that the HTML was sent for.
  const sent_key = [`/houses${location.search}`, {}]
  const found = useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page, number>,
    readonly unknown[],
    number
  >({
    queryKey: ['/houses', wanted, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      ask('GET', '/houses', { query: { ...wanted, p: String(pageParam) }, signal }),
    initialData: () => {
      const sent = client.getQueryData<Page>(sent_key)
      return sent && { pages: [sent], pageParams: [1] }
    },
    initialDataUpdatedAt: () => client.getQueryState(sent_key)?.dataUpdatedAt,
    initialPageParam: 1,
    getNextPageParam: ({ current_page, total_page }) =>
      current_page < total_page ? current_page + 1 : undefined,
    ...(before && { initialData: before.pages, initialDataUpdatedAt: before.at }),
  })
  const { data } = found
  useEffect(() => {
    if (data) keepPages(address, data)
  }, [address, data])
  return found
}
