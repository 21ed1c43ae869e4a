import { Camera, ImagePlus } from 'lucide-react'
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { ACCEPTED } from './picture-limits.ts'

interface PickerProps {
  readonly full: boolean
  readonly onChoose: (files: readonly File[]) => void
}

/** Files from the album, from the camera of a phone, or dropped here at a desk. */
export function PicturePicker({ full, onChoose }: PickerProps) {
  const t = wordsOf('pictures')
  const album = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    onChoose([...(event.target.files ?? [])])
    // So that the same file can be chosen again.
    event.target.value = ''
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!full) onChoose([...event.dataTransfer.files])
  }
  return (
    <section
      aria-label={t('add_pictures')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
      className={`grid justify-items-center gap-3 rounded-2xl border-2 border-dashed px-4 py-6 text-center ${over ? 'border-brand bg-brand-wash' : 'border-line'}`}
    >
      <div className="flex flex-wrap justify-center gap-3">
        <Button tone="brand" disabled={full} onClick={() => album.current?.click()}>
          <ImagePlus aria-hidden="true" className="size-5" />
          {t('choose_pictures')}
        </Button>
        <Button
          className="pointer-fine:hidden"
          disabled={full}
          onClick={() => camera.current?.click()}
        >
          <Camera aria-hidden="true" className="size-5" />
          {t('take_picture')}
        </Button>
      </div>
      <p className="hidden text-sm text-soft pointer-fine:block">{t('drop_pictures')}</p>
      <p className="text-sm text-soft">{t(full ? 'pictures_full' : 'pictures_hint')}</p>
      <input
        ref={album}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={t('choose_pictures')}
        onChange={chosen}
      />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/jpeg"
        capture="environment"
        aria-label={t('take_picture')}
        onChange={chosen}
      />
    </section>
  )
}
