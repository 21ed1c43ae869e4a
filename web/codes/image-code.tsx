import { useState } from 'react'
import { wordsOf } from '../i18n/words.ts'

/** The picture of a code; pressing it draws another one. */
export function ImageCode({
  id,
  onChange,
}: {
  readonly id: string
  readonly onChange: () => void
}) {
  const t = wordsOf('codes')
  const [failed_id, setFailedId] = useState('')
  return (
    <button
      type="button"
      onClick={onChange}
      aria-label={t('image_code_picture')}
      title={t('image_code_picture')}
      className="h-12 w-35 shrink-0 overflow-hidden rounded-xl border border-edge bg-white"
    >
      {failed_id === id ? (
        <span className="px-1 text-xs leading-tight text-black">{t('image_code_gone')}</span>
      ) : (
        <img
          key={id}
          src={`/api/v1.0/image_codes/${id}`}
          alt=""
          width="140"
          height="48"
          onError={() => setFailedId(id)}
          className="size-full object-contain"
        />
      )}
    </button>
  )
}
