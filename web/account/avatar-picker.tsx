import { Camera } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { toast } from '../ui/toast.ts'

const CropDialog = lazy(async () => ({ default: (await import('./crop-dialog.tsx')).CropDialog }))

const BYTES_MAX = 40 * 1024 * 1024

/** The person's picture; pressing it takes another one from the device, to be cropped first. */
export function AvatarPicker({ name, url }: { readonly name: string; readonly url: string }) {
  const t = wordsOf('account')
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const pick = (picked: File | undefined) => {
    // Empty again, so that the same file can be picked twice.
    if (input.current) input.current.value = ''
    if (picked && picked.size > BYTES_MAX) toast(t('avatar_large'), 'bad')
    else setFile(picked)
  }
  return (
    <>
      <button
        type="button"
        aria-label={t('change_avatar')}
        title={t('change_avatar')}
        onClick={() => input.current?.click()}
        className="group relative shrink-0 rounded-full focus-visible:rounded-full"
      >
        <Avatar name={name} url={url} className="size-20 text-3xl md:size-28 md:text-4xl" />
        <span className="absolute -right-1 -bottom-1 grid size-9 place-items-center rounded-full border-2 border-card bg-brand text-on-brand transition-colors group-hover:bg-brand-deep">
          <Camera aria-hidden="true" className="size-4.5" />
        </span>
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        tabIndex={-1}
        aria-label={t('change_avatar')}
        onChange={({ target }) => pick(target.files?.[0])}
      />
      {file && (
        <Suspense>
          <CropDialog file={file} onClose={() => setFile(undefined)} />
        </Suspense>
      )}
    </>
  )
}
