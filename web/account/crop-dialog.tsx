import { ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useState } from 'react'
import Cropper from 'react-easy-crop'
import 'react-easy-crop/react-easy-crop.css'
import { upload } from '../api/upload.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.ts'
import { cropPicture, type Square } from './crop-picture.ts'
import { useChange } from './session/use-change.ts'

const ZOOM_MAX = 4
const KEY_PIXELS = 6

/** The file's address while the dialog stands. */
function useFileAddress(file: File): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}

export function CropDialog({
  file,
  onClose,
}: {
  readonly file: File
  readonly onClose: () => void
}) {
  const t = wordsOf('account')
  const common = wordsOf('ui')
  const address = useFileAddress(file)
  const [crop, setCrop] = useState({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const [square, setSquare] = useState<Square>()
  const send = useChange(
    async (part: Square) =>
      upload('/users/avatar', { avatar: await cropPicture(address ?? '', part) }),
    {
      stale: ['/user', '/houses'],
      onDone: () => {
        toast(t('avatar_changed'))
        onClose()
      },
    },
  )
  const refuse = () => {
    toast(t('avatar_bad'), 'bad')
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('crop_title')}
      description={t('crop_hint')}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            tone="brand"
            busy={send.isPending}
            disabled={!square}
            onClick={() => square && send.mutate(square)}
          >
            {t('use_picture')}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <div className="relative aspect-square max-h-[52dvh] w-full overflow-hidden rounded-2xl bg-black">
          {address && (
            <Cropper
              image={address}
              aspect={1}
              cropShape="round"
              showGrid={false}
              crop={crop}
              zoom={zoom}
              maxZoom={ZOOM_MAX}
              keyboardStep={KEY_PIXELS}
              onCropChange={setCrop}
              onZoomChange={setZoom}
              onCropComplete={(_, pixels) => setSquare(pixels)}
              mediaProps={{ alt: '', onError: refuse }}
              cropperProps={{ role: 'application', 'aria-label': t('crop_area') }}
              disableAutomaticStylesInjection
            />
          )}
        </div>
        <label className="flex items-center gap-3">
          <span className="sr-only">{t('zoom')}</span>
          <ZoomOut aria-hidden="true" className="size-5 text-soft" />
          <input
            type="range"
            min={1}
            max={ZOOM_MAX}
            step={0.05}
            value={zoom}
            aria-valuetext={t('zoom_percent', { count: Math.round(zoom * 100) })}
            onChange={({ target }) => setZoom(Number(target.value))}
            className="h-11 min-w-0 flex-1 accent-brand"
          />
          <ZoomIn aria-hidden="true" className="size-5 text-soft" />
        </label>
      </div>
    </Dialog>
  )
}
