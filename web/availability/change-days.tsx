import { CalendarOff } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import { Refused } from '../api/refused.ts'
import { daysText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { type ChosenDays, whole } from '../ui/date-range-rules.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { LazyDateRange } from '../ui/lazy-date-range.tsx'
import { toast } from '../ui/toast.ts'

const NOTE_LENGTH_MAX = 200

/** Closes days of a house, or opens them again. */
export function ChangeDays({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('availability')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button onClick={() => setOpened(true)}>
        <CalendarOff aria-hidden="true" className="size-4" />
        {t('change_days')}
      </Button>
      {opened && <ChangeDaysDialog house_id={house_id} onClose={() => setOpened(false)} />}
    </>
  )
}

interface DaysChange {
  readonly closed: boolean
  readonly free_only: boolean
}

function ChangeDaysDialog({
  house_id,
  onClose,
}: {
  readonly house_id: number
  readonly onClose: () => void
}) {
  const t = wordsOf('availability')
  const [chosen, setChosen] = useState<ChosenDays>({})
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<Error>()
  const { from, to } = whole(chosen, 1)
  const change = useChange(
    ({ closed, free_only }: DaysChange) =>
      ask('PUT', '/user/houses/{id}/calendar', {
        params: { id: house_id },
        body: { start_date: from ?? '', end_date: to ?? '', closed, note, free_only },
      }),
    {
      stale: [`/user/houses/${house_id}/calendar`, `/houses/${house_id}/calendar`],
      onDone: (_, { closed }) => {
        toast(t(closed ? 'days_closed' : 'days_opened', { days: daysText(from ?? '', to ?? '') }))
        onClose()
      },
      onFailed: setProblem,
    },
  )
  const held = problem instanceof Refused && problem.refusal === 'days_held'
  const send = (closed: boolean, free_only = false) => change.mutate({ closed, free_only })
  const buttons = { disabled: !from, busy: change.isPending }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('change_days')}
      description={t('change_days_hint')}
      actions={
        <>
          <Button {...buttons} onClick={() => send(false)}>
            {t('open_days')}
          </Button>
          <Button {...buttons} tone="brand" onClick={() => send(true, held)}>
            {t(held ? 'close_free' : 'close_days')}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <div className="min-h-85">
          <LazyDateRange
            unit="day"
            value={chosen}
            onChange={(days) => {
              setChosen(days)
              setProblem(undefined)
            }}
            autoFocus
          />
        </div>
        <TextField
          label={t('note')}
          hint={t('note_hint')}
          error={problem?.message}
          maxLength={NOTE_LENGTH_MAX}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
