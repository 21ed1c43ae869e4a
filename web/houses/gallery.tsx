import { Images } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { FIRST_PICTURE_SIZES } from '../../contract/pages.ts'
import { wordsOf } from '../i18n/words.ts'
import { Picture } from '../ui/picture.tsx'
import { useSlides } from '../ui/use-slides.ts'
import type { FullHouse } from './use-stay.ts'

const Viewer = lazy(() => import('./viewer.tsx'))

const SMALL_SIZES = '(min-width: 80rem) 25rem, (min-width: 48rem) 32vw, 100vw'
const SEEN_AT_DESK = 3

/** Which place a picture has beside the others at a desk: one large, two small. */
function placeAtDesk(place: number, count: number): string {
  if (place >= SEEN_AT_DESK) return 'md:hidden'
  if (place === 0)
    return count === 1 ? 'md:col-span-3 md:row-span-2' : 'md:col-span-2 md:row-span-2'
  return count === 2 ? 'md:row-span-2' : ''
}

/** Swiped on a phone, side by side at a desk; a press opens them large. */
export function Gallery({ house }: { readonly house: FullHouse }) {
  const t = wordsOf('houses')
  const [shown, setShown] = useState<number>()
  const { row, index, onScroll } = useSlides()
  const count = house.img_urls.length
  if (count === 0)
    return <Picture src="" alt="" className="aspect-4/3 md:aspect-5/2 md:rounded-3xl" />
  return (
    <div className="relative">
      <ul
        ref={row}
        onScroll={onScroll}
        aria-label={t('pictures')}
        className="flex aspect-4/3 snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none] md:grid md:aspect-auto md:h-[min(27rem,42vh)] md:grid-cols-3 md:grid-rows-2 md:gap-2 md:overflow-hidden md:rounded-3xl"
      >
        {house.img_urls.map((url, place) => (
          <li
            key={url}
            className={`w-full shrink-0 snap-center snap-always md:min-h-0 ${placeAtDesk(place, count)}`}
          >
            <button
              type="button"
              aria-haspopup="dialog"
              aria-label={t('show_picture', { place: place + 1, count })}
              onClick={() => setShown(place)}
              className="size-full -outline-offset-4"
            >
              <Picture
                src={url}
                srcSet={house.srcsets[place]}
                sizes={place === 0 ? FIRST_PICTURE_SIZES.house : SMALL_SIZES}
                alt=""
                first={place === 0}
                className="size-full"
              />
            </button>
          </li>
        ))}
      </ul>
      <p
        aria-hidden="true"
        className="absolute right-4 bottom-4 rounded-full bg-black/65 px-3 py-1 text-sm text-white tabular-nums md:hidden"
      >
        {index + 1} / {count}
      </p>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setShown(0)}
        className="absolute right-4 bottom-4 hidden min-h-11 items-center gap-2 rounded-xl bg-card px-4 font-semibold text-ink shadow-float hover:bg-wash md:flex"
      >
        <Images aria-hidden="true" className="size-5" />
        {t('all_pictures', { count })}
      </button>
      {shown !== undefined && (
        <Suspense>
          <Viewer house={house} start={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </div>
  )
}
