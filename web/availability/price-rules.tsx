import { useQuery } from '@tanstack/react-query'
import { Percent } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { draftOf, FIELDS, type RuleDraft, type Rules, rulesOf } from './rule-draft.ts'

/** What a house costs on weekends, for long stays and by when it is booked. */
export function PriceRules({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('availability')
  const [opened, setOpened] = useState(false)
  const { data } = useQuery(read('/user/houses/{id}/rules', { params: { id: house_id } }))
  const close = () => setOpened(false)
  return (
    <>
      <Button disabled={!data} onClick={() => setOpened(true)}>
        <Percent aria-hidden="true" className="size-4" />
        {t('price_rules')}
      </Button>
      {opened && data && <RulesDialog house_id={house_id} rules={data.rules} onClose={close} />}
    </>
  )
}

interface DialogProps {
  readonly house_id: number
  readonly rules: Rules
  readonly onClose: () => void
}

function RulesDialog({ house_id, rules, onClose }: DialogProps) {
  const t = wordsOf('availability')
  const form = useId()
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rules))
  const [problem, setProblem] = useState<Error>()
  const change = useChange(
    (wanted: Rules) =>
      ask('PUT', '/user/houses/{id}/rules', { params: { id: house_id }, body: { rules: wanted } }),
    {
      stale: [`/user/houses/${house_id}`, `/houses/${house_id}`],
      onDone: () => {
        toast(t('rules_kept'))
        onClose()
      },
      onFailed: setProblem,
    },
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(rulesOf(draft, rules))
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('price_rules')}
      description={t('price_rules_hint')}
      actions={
        <Button tone="brand" type="submit" form={form} busy={change.isPending}>
          {t('keep')}
        </Button>
      }
    >
      <form id={form} onSubmit={send} className="grid gap-5 sm:grid-cols-2">
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={t(`rule_${field}`)}
            inputMode="decimal"
            pattern="[0-9]*([.][0-9]{1,2})?"
            value={draft[field]}
            onChange={({ target }) => {
              setDraft((before) => ({ ...before, [field]: target.value }))
              setProblem(undefined)
            }}
          />
        ))}
        {problem && (
          <p role="alert" className="text-bad sm:col-span-2">
            {problem.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
