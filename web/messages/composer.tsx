import { ImagePlus, SendHorizontal } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { maskContacts } from '../../rules/mask-contacts.ts'
import type { Thread } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'
import { IconButton } from '../ui/button.tsx'
import { hasRealKeyboard } from '../ui/real-keyboard.ts'
import { toast } from '../ui/toast.ts'
import { changeKept, readKept } from './kept-thread.ts'
import { type About, nameOf, type useOutbox } from './use-outbox.ts'

const CHARACTERS_MAX = 2_000
/** From here on it is said how many are left. */
const CHARACTERS_NEAR = 1_800
const PICTURE_BYTES_MAX = 10 * 1024 * 1024
/** With the kinds named, phones hand over their HEIC photos as JPEG. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif'

interface ComposerProps {
  readonly about: About
  /** Absent while there is none yet. */
  readonly thread?: Thread
  readonly outbox: Pick<ReturnType<typeof useOutbox>, 'add'>
  /** The first message makes the thread: the next one waits for it. */
  readonly busy?: boolean
}

/** A place to write; at a desk Enter sends and Shift with it begins a line. */
export function Composer({ about, thread, outbox, busy = false }: ComposerProps) {
  const t = wordsOf('messages')
  const hint = useId()
  const name = nameOf(about)
  const [draft, setDraft] = useState(() => readKept(name).draft)
  const change = (text: string) => {
    setDraft(text)
    changeKept(name, { draft: text })
  }
  const ready = !busy && draft.trim() !== '' && draft.length <= CHARACTERS_MAX
  const send = () => {
    if (!ready) return
    outbox.add(draft.trim())
    change('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, nativeEvent } = event
    // Enter also takes what an input method offers.
    if (key !== 'Enter' || shiftKey || nativeEvent.isComposing || !hasRealKeyboard()) return
    event.preventDefault()
    send()
  }
  if (thread && !thread.open)
    return (
      <p className="border-t border-line p-4 text-soft">
        {t(thread.blocked ? 'closed_by_you' : 'closed')}
      </p>
    )
  return (
    <form onSubmit={submit} className="grid gap-2 border-t border-line p-3">
      <div className="flex items-end gap-1">
        {'thread_id' in about && <PictureButton onPick={(file) => outbox.add('', file)} />}
        <textarea
          aria-label={t('write')}
          aria-describedby={hint}
          placeholder={t('write')}
          rows={1}
          value={draft}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          enterKeyHint="enter"
          dir="auto"
          className="field-sizing-content max-h-40 min-h-11 flex-1 resize-none rounded-2xl border border-edge bg-card px-3.5 py-2 text-base text-ink outline-none focus:border-brand focus:ring-2 focus:ring-brand/30"
        />
        <IconButton type="submit" label={t('send')} disabled={!ready} className="text-brand">
          <SendHorizontal aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      <p id={hint} className="px-2 text-sm text-soft">
        <Hint draft={draft} shown={thread?.shows_contacts ?? false} />
      </p>
    </form>
  )
}

function Hint({ draft, shown }: { readonly draft: string; readonly shown: boolean }) {
  const t = wordsOf('messages')
  if (draft.length > CHARACTERS_NEAR)
    return (
      <span className={draft.length > CHARACTERS_MAX ? 'text-bad' : ''}>
        {t('length', { length_now: draft.length, max: CHARACTERS_MAX })}
      </span>
    )
  if (!shown && maskContacts(draft.slice(0, CHARACTERS_MAX)).masked.length > 0)
    return <span className="text-wait">{t('will_mask')}</span>
  return hasRealKeyboard() ? t('keys') : null
}

function PictureButton({ onPick }: { readonly onPick: (file: File) => void }) {
  const t = wordsOf('messages')
  const input = useRef<HTMLInputElement>(null)
  const pick = (file: File | undefined) => {
    if (input.current) input.current.value = ''
    if (!file) return
    if (!ACCEPTED.split(',').includes(file.type) || file.size === 0) toast(t('picture_kind'), 'bad')
    else if (file.size > PICTURE_BYTES_MAX) toast(t('picture_large'), 'bad')
    else onPick(file)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => pick(event.target.files?.[0])}
      />
      <IconButton label={t('add_picture')} onClick={() => input.current?.click()}>
        <ImagePlus aria-hidden="true" className="size-5" />
      </IconButton>
    </>
  )
}
