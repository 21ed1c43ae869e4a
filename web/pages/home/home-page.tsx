import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { Areas } from './areas.tsx'
import { Carousel } from './carousel.tsx'
import { HostInvitation } from './host-invitation.tsx'
import { MostBooked } from './most-booked.tsx'
import { Promises } from './promises.tsx'
import { SearchForm } from './search-form.tsx'

export function HomePage() {
  const t = wordsOf('pages/home')
  const { data: areas = [] } = useQuery(read('/areas'))
  const most_booked = useQuery(read('/houses/index'))
  usePageTitle(undefined)
  return (
    <div className="md:page grid gap-12 md:gap-16 md:pt-6">
      <div>
        <section aria-label={t('carousel')} className="relative">
          <Carousel houses={most_booked.data} />
          <div className="pointer-events-none absolute inset-x-0 top-0 bg-linear-to-b from-black/70 to-transparent px-5 pt-5 pb-12 text-white md:rounded-t-3xl md:px-12 md:pt-12">
            <h1 className="max-w-2xl text-[1.75rem] leading-tight font-extrabold tracking-tight md:text-5xl">
              {t('promise')}
            </h1>
            <p className="mt-1 line-clamp-2 max-w-2xl text-pretty md:mt-4 md:text-xl">
              {t('promise_more')}
            </p>
          </div>
        </section>
        <SearchForm areas={areas} />
      </div>
      <MostBooked {...most_booked} />
      <Areas areas={areas} />
      <Promises />
      <HostInvitation />
    </div>
  )
}
