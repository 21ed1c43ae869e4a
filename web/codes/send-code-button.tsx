import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { useSecondsLeft } from './use-seconds-left.ts'

interface SendCodeButtonProps {
  /** From when on it may be pressed, in ms. */
  readonly again_at: number
  readonly sent: boolean
  readonly busy: boolean
  readonly onSend: () => void
}

/** Asks for the code; tells how long it has to be waited for the next one. */
export function SendCodeButton({ again_at, sent, busy, onSend }: SendCodeButtonProps) {
  const t = wordsOf('codes')
  const left = useSecondsLeft(again_at)
  const text = left > 0 ? t('wait_s', { count: left }) : t(sent ? 'send_again' : 'send_code')
  return (
    <Button
      busy={busy}
      disabled={left > 0}
      onClick={onSend}
      className="min-h-12 w-35 shrink-0 text-sm tabular-nums"
    >
      {text}
    </Button>
  )
}
