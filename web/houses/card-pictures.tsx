import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BasicHouse } from '../api/contract.ts'
import { Picture } from '../ui/picture.tsx'
import { useSlides } from '../ui/use-slides.ts'

interface CardPicturesProps {
  readonly house: BasicHouse
  /** What is asked of the house, for its page. */
  readonly asked: Record<string, string>
  readonly sizes: string
  readonly first: boolean
}

/** The pictures of a card, swiped like those of its page; those behind the cover come when asked for. */
export function CardPictures({ house, asked, sizes, first }: CardPicturesProps) {
  const { row, index, onScroll } = useSlides()
  const [touched, setTouched] = useState(false)
  const pictures = [{ url: house.img_url, srcset: house.img_srcset }, ...house.pictures]
  return (
    <div className="relative z-10">
      <ul
        ref={row}
        // The title leads to the house and says what it is: for ears there is nothing here.
        aria-hidden="true"
        tabIndex={-1}
        onScroll={onScroll}
        onPointerEnter={() => setTouched(true)}
        onTouchStart={() => setTouched(true)}
        className="flex aspect-4/3 snap-x snap-mandatory overflow-x-auto overscroll-x-contain rounded-2xl [scrollbar-width:none]"
      >
        {pictures.map(({ url, srcset }, place) => (
          <li key={url} className="w-full shrink-0 snap-center snap-always">
            <Link
              to="/houses/$id"
              params={{ id: String(house.house_id) }}
              search={asked}
              tabIndex={-1}
              className="block size-full"
            >
              {(place === 0 || touched) && (
                <Picture
                  src={url}
                  srcSet={srcset}
                  sizes={sizes}
                  alt=""
                  first={first && place === 0}
                  className="size-full"
                />
              )}
            </Link>
          </li>
        ))}
      </ul>
      {pictures.length > 1 && (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center gap-1"
        >
          {pictures.map(({ url }, place) => (
            <span
              key={url}
              className={`size-1.5 rounded-full bg-white shadow-card ${place === index ? '' : 'opacity-50'}`}
            />
          ))}
        </p>
      )}
    </div>
  )
}
