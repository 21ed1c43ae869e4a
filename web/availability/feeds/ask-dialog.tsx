import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface AskProps {
  readonly title: string
  readonly question: string
  /** What the button says that goes on. */
  readonly action: string
  readonly busy: boolean
  readonly onGoOn: () => void
  readonly onClose: () => void
}

/** Asks once more before something that cannot be taken back. */
export default function AskDialog(props: AskProps) {
  const { title, question, action, busy, onGoOn, onClose } = props
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button tone="danger" busy={busy} onClick={onGoOn}>
          {action}
        </Button>
      }
    >
      <p>{question}</p>
    </Dialog>
  )
}
