import { RotateCw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Message } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { IconButton } from '../ui/button.tsx'
import type { Outgoing } from './use-outbox.ts'

interface ItemProps {
  readonly message: Message
  /** Of the other one. */
  readonly name: string
  /** The newest of one's own that the other has read. */
  readonly read: boolean
}

/** One message. Whatever script it is in, it turns nothing around it. */
export function MessageItem({ message, name, read }: ItemProps) {
  const t = wordsOf('messages')
  const { mine, text, masked, picture_url, ctime } = message
  return (
    <li className={`grid max-w-[85%] gap-1 ${mine ? 'justify-self-end' : 'justify-self-start'}`}>
      <span className="sr-only">{mine ? t('you') : <bdi>{name}</bdi>}</span>
      {picture_url && (
        <a href={picture_url} target="_blank" rel="noreferrer" className="justify-self-end">
          <img
            src={picture_url}
            alt={t('picture')}
            loading="lazy"
            className="h-48 max-w-full rounded-2xl bg-wash object-contain"
          />
        </a>
      )}
      {text && <Bubble mine={mine}>{text}</Bubble>}
      {!text && !picture_url && <p className="text-soft italic">{t('erased')}</p>}
      {masked.length > 0 && <p className="text-sm text-soft">{t('masked')}</p>}
      <p className={`text-xs text-soft tabular-nums ${mine ? 'justify-self-end' : ''}`}>
        <time dateTime={ctime.replace(' ', 'T')}>{ctime.slice(11, 16)}</time>
        {read && <> · {t('read')}</>}
      </p>
    </li>
  )
}

const Bubble = ({ mine, children }: { readonly mine: boolean; readonly children: ReactNode }) => (
  <p
    dir="auto"
    className={`isolate rounded-2xl px-4 py-2.5 break-words whitespace-pre-wrap [unicode-bidi:isolate] ${mine ? 'bg-brand text-on-brand' : 'bg-wash'}`}
  >
    {children}
  </p>
)

interface OutgoingProps {
  readonly outgoing: Outgoing
  readonly onRetry: () => void
  readonly onDrop: () => void
}

/** One that is on its way, or that did not arrive: says which, and what can be done. */
export function OutgoingItem({ outgoing, onRetry, onDrop }: OutgoingProps) {
  const t = wordsOf('messages')
  const { text, file, problem } = outgoing
  const failed = problem !== undefined
  return (
    <li className="grid max-w-[85%] gap-1 justify-self-end">
      <div className={failed ? '' : 'opacity-70'}>
        <Bubble mine>{file ? file.name : text}</Bubble>
      </div>
      {failed ? (
        <div role="alert" className="flex items-center justify-end gap-1 text-sm text-bad">
          <span>
            {t('not_sent')} {problem}
          </span>
          <IconButton label={t('retry')} onClick={onRetry} className="text-ink">
            <RotateCw aria-hidden="true" className="size-5" />
          </IconButton>
          <IconButton label={t('drop')} onClick={onDrop} className="text-ink">
            <X aria-hidden="true" className="size-5" />
          </IconButton>
        </div>
      ) : (
        <p className="text-right text-xs text-soft">{t('sending')}</p>
      )}
    </li>
  )
}
