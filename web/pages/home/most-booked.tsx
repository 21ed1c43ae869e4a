import { Link } from '@tanstack/react-router'
import type { BasicHouse } from '../../api/contract.ts'
import { HouseCard } from '../../houses/house-card.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'

interface MostBookedProps {
  readonly data: readonly BasicHouse[] | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

const ROW =
  'flex snap-x gap-4 overflow-x-auto px-4 pb-2 [scrollbar-width:none] [&>*]:w-64 [&>*]:shrink-0 [&>*]:snap-center md:grid md:grid-cols-3 md:gap-6 md:overflow-visible md:px-0 md:[&>*]:w-auto lg:grid-cols-5 lg:gap-5'
const SIZES = '(min-width: 64rem) 15rem, (min-width: 48rem) 30vw, 16rem'

export function MostBooked({ data, error, refetch }: MostBookedProps) {
  const t = wordsOf('pages/home')
  if (data?.length === 0) return null
  return (
    <section aria-labelledby="most-booked" className="grid min-w-0 gap-5">
      <div className="flex items-baseline justify-between gap-4 px-4 md:px-0">
        <h2 id="most-booked" className="text-2xl font-bold tracking-tight">
          {t('most_booked')}
        </h2>
        <Link
          to="/search"
          search={{ sk: 'booking' }}
          className="py-2 font-semibold underline underline-offset-4 hover:no-underline"
        >
          {t('see_all')}
        </Link>
      </div>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <div className={ROW}>
          {data?.map((house) => <HouseCard key={house.house_id} house={house} sizes={SIZES} />) ??
            [1, 2, 3, 4, 5].map((place) => <Skeleton key={place} className="h-75" />)}
        </div>
      )}
    </section>
  )
}
