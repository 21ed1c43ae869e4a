import { type FormEvent, useId, useState } from 'react'
import { ID_KINDS } from '../../../rules/id-kinds.ts'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import type { Order } from '../../api/contract.ts'
import { isRefused } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { draftsOf, filledOf, type NameDraft, type Names, sentOf } from './names-draft.ts'

interface DialogProps {
  readonly order: Order
  readonly names: Names
  readonly onClose: () => void
}

interface Problem {
  /** The row; undefined where it is of no single one. */
  readonly place: number | undefined
  readonly field: string | undefined
  readonly text: string
}

export default function NamesDialog({ order, names, onClose }: DialogProps) {
  const t = wordsOf('orders/names')
  const form = useId()
  const [drafts, setDrafts] = useState(() => draftsOf(names))
  const [problem, setProblem] = useState<Problem>()
  const filled = filledOf(drafts)
  const keep = useChange(
    () =>
      ask('PUT', '/orders/{id}/guests', {
        params: { id: order.order_id },
        body: { guests: filled.map(({ draft }) => sentOf(draft)) },
      }),
    {
      stale: [`/orders/${order.order_id}`],
      onDone: () => {
        onClose()
        toast(t('kept'))
      },
      onFailed: (error) => {
        const [, index, field] = /^guests[./](\d+)[./](\w+)$/.exec(fieldOf(error)) ?? []
        setProblem({ place: filled[Number(index)]?.place, field, text: error.message })
      },
    },
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    const nameless = filled.find(({ draft }) => draft.name.trim() === '')
    if (nameless) setProblem({ place: nameless.place, field: 'name', text: t('name_missing') })
    else keep.mutate(undefined)
  }
  const write = (place: number, part: Partial<NameDraft>) => {
    setDrafts((before) => before.map((one, at) => (at === place ? { ...one, ...part } : one)))
    setProblem(undefined)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('title')}
      description={t('dialog_hint')}
      actions={
        <Button tone="brand" type="submit" form={form} busy={keep.isPending}>
          {t('keep')}
        </Button>
      }
    >
      <form id={form} onSubmit={send} className="grid gap-6">
        {drafts.map((draft, place) => (
          <GuestFields
            // Rows keep their places while they are edited.
            key={place}
            count={place + 1}
            draft={draft}
            problem={problem?.place === place ? problem : undefined}
            onChange={(part) => write(place, part)}
          />
        ))}
        {problem && problem.place === undefined && (
          <p role="alert" className="text-bad">
            {problem.text}
          </p>
        )}
      </form>
    </Dialog>
  )
}

const fieldOf = (error: Error): string => (isRefused(error) ? (error.field ?? '') : '')

const NUMBER = { autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false } as const

interface GuestProps {
  readonly count: number
  readonly draft: NameDraft
  readonly problem: Problem | undefined
  readonly onChange: (part: Partial<NameDraft>) => void
}

function GuestFields({ count, draft, problem, onChange }: GuestProps) {
  const t = wordsOf('orders/names')
  const of_number = problem !== undefined && problem.field !== 'name'
  return (
    <fieldset className="grid gap-4 sm:grid-cols-[1fr_9rem_1.4fr]">
      <legend className="mb-2 font-semibold">{t('guest', { count })}</legend>
      <TextField
        label={t('name')}
        maxLength={64}
        autoComplete="off"
        value={draft.name}
        onChange={({ target }) => onChange({ name: target.value })}
        error={problem?.field === 'name' ? problem.text : undefined}
      />
      <SelectField
        label={t('kind')}
        value={draft.id_kind}
        onChange={({ target }) => onChange({ id_kind: target.value as NameDraft['id_kind'] })}
      >
        {ID_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind_${kind}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('number')}
        {...NUMBER}
        maxLength={32}
        value={draft.id_number}
        onChange={({ target }) => onChange({ id_number: target.value })}
        hint={draft.kept ? t('number_kept', { number: draft.kept }) : undefined}
        error={of_number ? problem.text : undefined}
        className="tabular-nums"
      />
    </fieldset>
  )
}
