import { ArrowLeft, ArrowRight, GripVertical, Trash2 } from 'lucide-react'
import type { PointerEvent } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { IconButton } from '../ui/button.tsx'
import { Picture } from '../ui/picture.tsx'
import type { Kept } from './sending.ts'
import type { Drag } from './use-drag-order.ts'

interface TileProps {
  readonly picture: Kept
  readonly place: number
  readonly count: number
  readonly drag: Drag | undefined
  readonly onGrab: (event: PointerEvent) => void
  readonly onStep: (way: 1 | -1) => void
  readonly onRemove: () => void
}

export function PictureTile({ picture, place, count, drag, ...does }: TileProps) {
  const t = wordsOf('pictures')
  const number = place + 1
  const dragged = drag?.from === place
  const target = drag && !dragged && drag.over === place
  return (
    <li
      data-place={place}
      data-picture={picture.url}
      style={dragged ? { transform: `translate(${drag.x}px, ${drag.y}px)` } : undefined}
      className={`flex items-center overflow-hidden rounded-2xl border bg-card sm:block ${dragged ? 'pointer-events-none relative z-10 opacity-80 shadow-float' : ''} ${target ? 'border-brand ring-2 ring-brand' : 'border-line'}`}
    >
      <div className="relative w-28 shrink-0 sm:w-auto">
        <Picture
          src={picture.url}
          srcSet={picture.srcset}
          sizes="(min-width: 48rem) 14rem, (min-width: 40rem) 45vw, 7rem"
          alt={t('picture_number', { number })}
          className="aspect-3/2"
        />
        {place === 0 && (
          <span className="absolute top-1.5 left-1.5 rounded-full bg-brand px-2.5 py-0.5 text-sm sm:top-2.5 sm:left-2.5 font-semibold text-on-brand">
            {t('cover')}
          </span>
        )}
      </div>
      <div className="flex flex-1 items-center justify-between px-1">
        <span
          aria-hidden="true"
          title={t('drag_to_order')}
          onPointerDown={does.onGrab}
          className="grid size-11 cursor-grab touch-none place-items-center text-soft"
        >
          <GripVertical className="size-5" />
        </span>
        <div className="flex">
          <IconButton
            label={t('picture_earlier', { number })}
            data-way={-1}
            disabled={place === 0}
            onClick={() => does.onStep(-1)}
          >
            <ArrowLeft aria-hidden="true" className="size-5 rotate-90 sm:rotate-0" />
          </IconButton>
          <IconButton
            label={t('picture_later', { number })}
            data-way={1}
            disabled={number === count}
            onClick={() => does.onStep(1)}
          >
            <ArrowRight aria-hidden="true" className="size-5 rotate-90 sm:rotate-0" />
          </IconButton>
          <IconButton label={t('picture_remove', { number })} onClick={does.onRemove}>
            <Trash2 aria-hidden="true" className="size-5" />
          </IconButton>
        </div>
      </div>
    </li>
  )
}
