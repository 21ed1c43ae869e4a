import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { read } from '../api/queries.ts'
import { ERRCODE, isRefused } from '../api/refused.ts'
import { Heart } from '../favourites/heart.tsx'
import { areaName } from '../i18n/area-name.ts'
import { wordsOf } from '../i18n/words.ts'
import { RatingMark } from '../reviews/rating-mark.tsx'
import { ReviewSection } from '../reviews/review-section.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ErrorState } from '../ui/states.tsx'
import { About } from './about.tsx'
import { BookBar } from './book-bar.tsx'
import { BookCard } from './book-card.tsx'
import { Facilities } from './facilities.tsx'
import { FreeDays } from './free-days-section.tsx'
import { Gallery } from './gallery.tsx'
import { HouseMissing } from './house-missing.tsx'
import { HouseSkeleton } from './house-skeleton.tsx'
import { Rules } from './rules.tsx'
import { Description, Sleeping, WhereItIs } from './story/sections.tsx'
import { type FullHouse, useStay } from './use-stay.ts'

const route = getRouteApi('/houses/$id')

export function HousePage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(read('/houses/{id}', { params: { id } }))
  const missing = isRefused(error, ERRCODE.no_data) || isRefused(error, ERRCODE.params)
  usePageTitle(data?.house.title ?? (missing ? wordsOf('houses')('missing') : undefined))
  if (missing) return <HouseMissing />
  if (data)
    return <House key={id} house={data.house} is_own={data.user_id === data.house.user_id} />
  if (error)
    return (
      <div className="page py-10">
        <ErrorState error={error} onRetry={refetch} />
      </div>
    )
  return <HouseSkeleton />
}

function House({ house, is_own }: { readonly house: FullHouse; readonly is_own: boolean }) {
  const t = wordsOf('houses')
  const stay = useStay(house)
  const booking = { house, stay, is_own }
  return (
    <article className="md:page flex flex-col md:pt-6">
      <header className="order-2 px-4 pt-5 md:order-1 md:px-0 md:pt-0 md:pb-5">
        <div className="flex items-start justify-between gap-3">
          <h1 className="text-2xl leading-tight font-extrabold tracking-tight text-balance md:text-3xl">
            {house.title}
          </h1>
          <Heart plain house_id={house.hid} title={house.title} className="-mt-1 shrink-0" />
        </div>
        <p className="mt-2 text-soft">
          {house.rating && (
            <>
              <RatingMark rating={house.rating} /> ·{' '}
            </>
          )}
          {areaName(house.area_name, house.area_name_en)} · {house.address}
        </p>
        {!house.listed && (
          <p role="status" className="mt-3 rounded-xl bg-wait-wash px-4 py-3 text-wait">
            {t('unlisted')}
          </p>
        )}
      </header>
      <div className="order-1 md:order-2">
        <Gallery house={house} />
      </div>
      <div className="order-3 grid gap-x-16 px-4 md:px-0 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 content-start divide-y divide-line [&>*]:py-8">
          <About house={house} is_own={is_own} />
          <Description house={house} />
          <Sleeping house={house} />
          <Facilities ids={house.facilities} />
          <FreeDays {...booking} />
          <Rules house={house} />
          <WhereItIs house={house} />
          <ReviewSection house={house} />
        </div>
        <aside aria-label={t('booking')} className="hidden lg:block">
          <div className="sticky top-6 mt-6">
            <BookCard {...booking} />
          </div>
        </aside>
      </div>
      <BookBar {...booking} />
    </article>
  )
}
