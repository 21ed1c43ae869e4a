import { wordsOf } from '../i18n/words.ts'

// The server says so where codes go nowhere but to its own outbox.
const ADDRESS = document.querySelector<HTMLMetaElement>('meta[name="ihome-outbox"]')?.content

/** In development: where the codes are to be read. */
export function OutboxLink() {
  const t = wordsOf('codes')
  if (!ADDRESS) return null
  return (
    <a
      href={ADDRESS}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-11 items-center justify-self-start text-sm text-soft underline underline-offset-4 hover:text-ink"
    >
      {t('outbox')}
    </a>
  )
}
