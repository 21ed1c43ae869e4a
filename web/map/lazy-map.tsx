import { type ComponentProps, lazy, Suspense } from 'react'
import { loadWords } from '../i18n/words.ts'
import { Skeleton } from '../ui/states.tsx'
import type HousesMap from './houses-map.tsx'
import { MAP_STYLE } from './map-style.ts'
import type PlaceMap from './place-map.tsx'

// The library is as large as all of the pages together: it comes where a map is shown.
const Place = lazy(() => withWords(import('./place-map.tsx')))
const Houses = lazy(() => withWords(import('./houses-map.tsx')))

async function withWords<Module>(loading: Promise<Module>): Promise<Module> {
  await loadWords('map')
  return loading
}

/** Where a house is; nothing where this site has no maps. */
export const LazyPlaceMap = (props: ComponentProps<typeof PlaceMap>) =>
  MAP_STYLE ? (
    <Suspense fallback={<Skeleton className={props.className} />}>
      <Place {...props} />
    </Suspense>
  ) : null

/** Houses with their prices; nothing where this site has no maps. */
export const LazyHousesMap = (props: ComponentProps<typeof HousesMap>) =>
  MAP_STYLE ? (
    <Suspense fallback={<Skeleton className={props.className} />}>
      <Houses {...props} />
    </Suspense>
  ) : null
