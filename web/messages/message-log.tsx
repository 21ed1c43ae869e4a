import { useEffect, useRef } from 'react'
import type { Message } from '../api/contract.ts'
import { dayText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { MessageItem, OutgoingItem } from './message-item.tsx'
import type { Outgoing, useOutbox } from './use-outbox.ts'

interface LogProps {
  /** The oldest first. */
  readonly messages: readonly Message[]
  readonly outbox: Pick<ReturnType<typeof useOutbox>, 'outgoing' | 'retry' | 'drop'>
  /** How far the other one has read. */
  readonly other_read_id: number
  readonly name: string
  readonly older?: { readonly busy: boolean; readonly show: () => void }
}

/** How near to its end the log is when it follows what comes. */
const END_PIXELS = 120

/** What was said, day by day; screen readers hear what comes. */
export function MessageLog({ messages, outbox, other_read_id, name, older }: LogProps) {
  const t = wordsOf('messages')
  const { outgoing } = outbox
  const { box, onScroll } = useAtEnd(messages.at(-1)?.message_id, outgoing)
  const last_read = messages.findLast(({ mine, message_id }) => mine && message_id <= other_read_id)
  const days = Map.groupBy(messages, ({ ctime }) => ctime.slice(0, 10))
  return (
    <div
      ref={box}
      onScroll={onScroll}
      role="log"
      aria-label={t('log_with', { name })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto overscroll-contain px-4 py-4 focus-visible:-outline-offset-2"
    >
      {older && (
        <Button size="small" busy={older.busy} onClick={older.show} className="self-center">
          {t('older')}
        </Button>
      )}
      {[...days].map(([day, said]) => (
        <section key={day} aria-label={dayText(day)} className="grid gap-3">
          <p className="text-center text-sm text-soft">{dayText(day)}</p>
          <ol className="grid gap-2">
            {said.map((message) => (
              <MessageItem
                key={message.message_id}
                message={message}
                name={name}
                read={message === last_read}
              />
            ))}
          </ol>
        </section>
      ))}
      {outgoing.length > 0 && (
        <ol className="grid gap-2">
          {outgoing.map((one) => (
            <OutgoingItem
              key={one.key}
              outgoing={one}
              onRetry={() => outbox.retry(one)}
              onDrop={() => outbox.drop(one.key)}
            />
          ))}
        </ol>
      )}
    </div>
  )
}

/** Stays at the end while it is there, and goes there for what one writes oneself. */
function useAtEnd(newest: number | undefined, outgoing: readonly Outgoing[]) {
  const box = useRef<HTMLDivElement>(null)
  const at_end = useRef(true)
  const own = outgoing.length
  const own_before = useRef(own)
  useEffect(() => {
    const log = box.current
    const wrote = own > own_before.current
    own_before.current = own
    if (log && newest !== undefined && (at_end.current || wrote)) log.scrollTop = log.scrollHeight
  }, [newest, own])
  const onScroll = () => {
    const log = box.current
    if (log) at_end.current = log.scrollHeight - log.scrollTop - log.clientHeight < END_PIXELS
  }
  return { box, onScroll }
}
