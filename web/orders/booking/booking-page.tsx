import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { HousePlug } from 'lucide-react'
import { readAskedDays } from '../../../rules/days.ts'
import { read } from '../../api/queries.ts'
import { ERRCODE, isRefused } from '../../api/refused.ts'
import { readGuests } from '../../houses/asked-guests.ts'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { BookingForm } from './booking-form.tsx'

const route = getRouteApi('/houses/$id/book')

/** The last look before an order is placed. */
export function BookingPage() {
  const t = wordsOf('orders/booking')
  const { id } = route.useParams()
  const { sd, ed, guests } = route.useSearch()
  const { data, error, refetch } = useQuery(read('/houses/{id}', { params: { id } }))
  usePageTitle(titleOf('/houses/$id/book'))
  if (data) {
    const asked = { ...readAskedDays(sd, ed), guests: readGuests(guests, data.house.capacity) }
    return <BookingForm key={id} house={data.house} asked={asked} />
  }
  if (!error) return <BookingSkeleton />
  const missing = isRefused(error, ERRCODE.no_data) || isRefused(error, ERRCODE.params)
  return (
    <div className="page-narrow grid gap-6 py-10">
      <h1 className="text-2xl font-extrabold">{titleOf('/houses/$id/book')}</h1>
      {missing ? (
        <EmptyState picture={<HousePlug aria-hidden="true" />} title={error.message}>
          <Link to="/search" className={buttonClass('brand')}>
            {t('to_search')}
          </Link>
        </EmptyState>
      ) : (
        <ErrorState error={error} onRetry={refetch} />
      )}
    </div>
  )
}

const BookingSkeleton = () => (
  <Loading>
    <div className="page grid gap-6 py-6 md:grid-cols-[1fr_22rem] md:py-10 lg:grid-cols-[1fr_26rem] lg:gap-12">
      <div className="grid content-start gap-6">
        <Skeleton className="h-10 w-56" />
        <Skeleton className="h-28 rounded-3xl" />
        <Skeleton className="h-72 rounded-3xl" />
      </div>
      <Skeleton className="h-112 rounded-3xl" />
    </div>
  </Loading>
)
