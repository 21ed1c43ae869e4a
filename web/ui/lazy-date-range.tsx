import { lazy, Suspense } from 'react'
import { loadWords } from '../i18n/words.ts'
import type { DateRangeProps } from './date-range.tsx'
import { Loading, Skeleton } from './states.tsx'

const DateRange = lazy(async () => {
  await isPainted()
  const words = loadWords('ui/dates')
  const calendar = await import('./date-range.tsx')
  await words
  return calendar
})

/** The calendar stands further down: what is seen first need not share the line with it. */
const isPainted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
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
