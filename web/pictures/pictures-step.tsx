import { useEffect } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { PICTURES_MAX } from './picture-limits.ts'
import { PicturePicker } from './picture-picker.tsx'
import { PictureTiles } from './picture-tiles.tsx'
import { SendingTile } from './sending-tile.tsx'
import type { KeptPictures } from './use-kept-pictures.ts'
import type { Uploads } from './use-uploads.ts'

const UNDO_MS = 8_000

interface PicturesProps {
  readonly kept: KeptPictures
  readonly uploads: Uploads
}

/** Pictures are saved as they come: there is nothing to press afterwards. */
export function PicturesStep({ kept, uploads }: PicturesProps) {
  const t = wordsOf('pictures')
  const { sendings, choose, retry, drop } = uploads
  const { removed, settle } = kept
  useEffect(() => {
    if (!removed) return
    const timer = setTimeout(settle, UNDO_MS)
    return () => clearTimeout(timer)
  }, [removed, settle])
  // Whoever goes on to another step has decided.
  useEffect(() => settle, [settle])
  const count = kept.pictures.length
  const going = sendings.filter(({ state }) => state !== 'failed').length
  return (
    <>
      <PicturePicker full={count + sendings.length >= PICTURES_MAX} onChoose={choose} />
      <p className="text-sm text-soft" aria-live="polite">
        {t('pictures_count_of', { count, max: PICTURES_MAX })}
        {going > 0 && ` · ${t('pictures_sending', { count: going })}`}
      </p>
      {(count > 0 || sendings.length > 0) && (
        <ul className="grid gap-3 sm:grid-cols-2 md:grid-cols-3">
          <PictureTiles pictures={kept.pictures} onMove={kept.move} onRemove={kept.remove} />
          {sendings.map((one) => (
            <SendingTile
              key={one.key}
              sending={one}
              onRetry={() => retry(one)}
              onDrop={() => drop(one)}
            />
          ))}
        </ul>
      )}
      <div role="status">
        {removed && (
          <div className="flex items-center justify-between gap-3 rounded-xl bg-wash py-1.5 pr-2 pl-4">
            <span>{t('picture_removed')}</span>
            <Button tone="quiet" onClick={kept.undo}>
              {t('undo')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
