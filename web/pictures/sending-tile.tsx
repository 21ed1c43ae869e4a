import { ImageOff, RotateCw, X } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import type { Sending } from './sending.ts'

interface SendingProps {
  readonly sending: Sending
  readonly onRetry: () => void
  readonly onDrop: () => void
}

const percent = (share: number) => Math.round(share * 100)

/** A file on its way, or one that did not get there and why. */
export function SendingTile({ sending, onRetry, onDrop }: SendingProps) {
  const t = wordsOf('pictures')
  const { file, preview, state, share, problem, hopeless } = sending
  const failed = state === 'failed'
  return (
    <li className="overflow-hidden rounded-2xl border border-line">
      <div className={`relative bg-wash sm:aspect-3/2 ${failed ? 'h-20' : 'aspect-3/1'}`}>
        {hopeless ? (
          <ImageOff aria-hidden="true" className="absolute inset-0 m-auto size-8 text-soft" />
        ) : (
          <img src={preview} alt="" className="size-full object-cover opacity-50" />
        )}
        {!failed && (
          <div className="absolute inset-x-4 bottom-4 grid gap-1.5">
            <span className="w-fit rounded-full bg-card px-2.5 py-0.5 text-sm font-medium tabular-nums">
              {state === 'waiting'
                ? t('picture_waiting')
                : share < 1
                  ? `${percent(share)}%`
                  : t('picture_scaling')}
            </span>
            <div
              role="progressbar"
              aria-label={t('sending_of', { name: file.name })}
              aria-valuenow={percent(share)}
              aria-valuemin={0}
              aria-valuemax={100}
              className="h-2 overflow-hidden rounded-full bg-card"
            >
              <div
                style={{ width: `${percent(share)}%` }}
                className="h-full rounded-full bg-brand transition-[width]"
              />
            </div>
          </div>
        )}
      </div>
      {failed && (
        <div role="alert" className="grid gap-2 p-3">
          <p className="text-sm text-bad">
            <span className="font-semibold wrap-anywhere">{file.name}</span> {problem}
          </p>
          <div className="flex gap-2">
            {!hopeless && (
              <Button onClick={onRetry}>
                <RotateCw aria-hidden="true" className="size-4" />
                {t('send_again')}
              </Button>
            )}
            <Button tone="quiet" onClick={onDrop}>
              <X aria-hidden="true" className="size-4" />
              {t('drop_file')}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}
