import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { FIRST_PICTURE_SIZES } from '../../../contract/pages.ts'
import type { BasicHouse } from '../../api/contract.ts'
import { areaName } from '../../i18n/area-name.ts'
import { money } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Picture } from '../../ui/picture.tsx'
import { useSlides } from '../../ui/use-slides.ts'

const BOX = 'h-76 md:h-120 md:rounded-3xl'
const STEP =
  'absolute bottom-18 hidden size-12 place-items-center rounded-full bg-card text-ink shadow-float hover:bg-wash disabled:opacity-40 md:grid'

/** The houses people like most. It moves when somebody moves it, never by itself. */
export function Carousel({ houses }: { readonly houses: readonly BasicHouse[] | undefined }) {
  const t = wordsOf('pages/home')
  const { row, index, onScroll, goTo } = useSlides()
  if (!houses?.length) return <div className={`bg-brand ${BOX}`} />
  const last = houses.length - 1
  return (
    <div className={`relative overflow-hidden ${BOX}`}>
      <ul
        ref={row}
        onScroll={onScroll}
        className="flex h-full snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none]"
      >
        {houses.map((house, place) => (
          <Slide key={house.house_id} house={house} first={place === 0} />
        ))}
      </ul>
      <button
        type="button"
        aria-label={t('previous')}
        disabled={index === 0}
        onClick={() => goTo(index - 1)}
        className={`${STEP} right-28`}
      >
        <ChevronLeft aria-hidden="true" />
      </button>
      <button
        type="button"
        aria-label={t('next')}
        disabled={index === last}
        onClick={() => goTo(index + 1)}
        className={`${STEP} right-12`}
      >
        <ChevronRight aria-hidden="true" />
      </button>
      <p aria-hidden="true" className="absolute right-5 bottom-12 flex gap-1.5 md:right-12">
        {houses.map(({ house_id }, place) => (
          <span
            key={house_id}
            className={`h-1.5 rounded-full bg-white transition-all ${place === index ? 'w-5' : 'w-1.5 opacity-60'}`}
          />
        ))}
      </p>
    </div>
  )
}

function Slide({ house, first }: { readonly house: BasicHouse; readonly first: boolean }) {
  const t = wordsOf('ui')
  return (
    <li className="relative w-full shrink-0 snap-center snap-always">
      <Picture
        src={house.img_url}
        srcSet={house.img_srcset}
        sizes={FIRST_PICTURE_SIZES.home}
        alt=""
        first={first}
        className="h-full"
      />
      <Link
        to="/houses/$id"
        params={{ id: String(house.house_id) }}
        className="absolute inset-0 flex items-end bg-linear-to-t from-black/75 to-transparent to-60% px-5 pb-12 text-white -outline-offset-4 md:px-12"
      >
        <span className="grid max-w-[75%] gap-0.5">
          <span className="font-semibold text-balance md:text-lg">{house.title}</span>
          <span className="text-sm md:text-base">
            {areaName(house.area_name, house.area_name_en)} · {money(house.price)} {t('a_day')}
          </span>
        </span>
      </Link>
    </li>
  )
}
