import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { useOverlay } from '../ui/use-overlay.ts'
import { useReturnFocus } from '../ui/use-return-focus.ts'
import { useSlides } from '../ui/use-slides.ts'
import type { FullHouse } from './use-stay.ts'

interface ViewerProps {
  readonly house: FullHouse
  readonly start: number
  readonly onClose: () => void
}

const ROUND =
  'grid size-12 place-items-center rounded-full bg-black/60 text-white hover:bg-white/20 focus-visible:outline-white disabled:opacity-30'

/** All pictures, each as large as the window allows; arrows and swipes turn them. */
export default function Viewer({ house, start, onClose }: ViewerProps) {
  useReturnFocus()
  useOverlay(true, onClose)
  return (
    <Dialog.Root open onOpenChange={(opens) => !opens && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className="fixed inset-0 z-50 bg-black text-white">
          <Turning house={house} start={start} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Turning({ house, start }: Omit<ViewerProps, 'onClose'>) {
  const t = wordsOf('houses')
  const { row, index, onScroll, goTo } = useSlides()
  const count = house.img_urls.length
  // Before it is seen, so that it opens at the picture that was pressed.
  useLayoutEffect(() => {
    const box = row.current
    if (box) box.scrollLeft = start * box.clientWidth
  }, [row, start])
  const turn = (by: number) => goTo(Math.max(0, Math.min(count - 1, index + by)))
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight') turn(1)
    if (key === 'ArrowLeft') turn(-1)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a shortcut of the buttons inside
    <div onKeyDown={onKeyDown} className="flex h-full flex-col">
      <header className="flex items-center gap-4 p-3 pt-[max(0.75rem,env(safe-area-inset-top))] pl-5">
        <Dialog.Title className="min-w-0 flex-1 truncate font-semibold">{house.title}</Dialog.Title>
        <p role="status" className="tabular-nums">
          <span className="sr-only">{t('picture_of', { place: index + 1, count })}</span>
          <span aria-hidden="true">
            {index + 1} / {count}
          </span>
        </p>
        <Dialog.Close aria-label={t('close_pictures')} className={ROUND}>
          <X aria-hidden="true" />
        </Dialog.Close>
      </header>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        ref={row}
        onScroll={onScroll}
        className="flex min-h-0 flex-1 snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none]"
      >
        {house.img_urls.map((url, place) => (
          <li
            key={url}
            className="grid size-full shrink-0 snap-center snap-always place-items-center"
          >
            <img
              src={url}
              srcSet={house.srcsets[place] || undefined}
              sizes="100vw"
              alt={t('picture_of', { place: place + 1, count })}
              loading={Math.abs(place - index) > 1 ? 'lazy' : 'eager'}
              className="size-full object-contain"
            />
          </li>
        ))}
      </ul>
      <div className="flex justify-center gap-6 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
        <button
          type="button"
          aria-label={t('previous_picture')}
          disabled={index === 0}
          onClick={() => turn(-1)}
          className={ROUND}
        >
          <ChevronLeft aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={t('next_picture')}
          disabled={index === count - 1}
          onClick={() => turn(1)}
          className={ROUND}
        >
          <ChevronRight aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}
