import { lazy, Suspense } from 'react'
import type { DateRangeProps } from './date-range.tsx'
import { Loading, Skeleton } from './states.tsx'

const DateRange = lazy(async () => {
  await hasLoaded()
  return import('./date-range.tsx')
})

/** Once what is seen first is there: the calendar stands further down, and can wait for that. */
const hasLoaded = () =>
  new Promise<void>((resolve) => {
    if (document.readyState === 'complete') resolve()
    else addEventListener('load', () => resolve(), { once: true })
  })

/** The calendar, in a file of its own that is fetched where it is first shown. */
export const LazyDateRange = (props: DateRangeProps) => (
  <Suspense
    fallback={
      <Loading>
        <Skeleton className="h-85 w-full" />
      </Loading>
    }
  >
    <div className="min-h-85">
      <DateRange {...props} />
    </div>
  </Suspense>
)
