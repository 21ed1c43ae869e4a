import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { draftOf, type Rules, rulesOf, type TermsDraft } from './terms-draft.ts'
import { TierFields } from './tier-fields.tsx'

interface DialogProps {
  readonly house_id: number
  readonly rules: Rules
  readonly onClose: () => void
}

export default function TermsDialog({ house_id, rules, onClose }: DialogProps) {
  const t = wordsOf('pricing')
  const form = useId()
  const [draft, setDraft] = useState<TermsDraft>(() => draftOf(rules))
  const [problem, setProblem] = useState<Error>()
  const change = useChange(
    (wanted: Rules) =>
      ask('PUT', '/user/houses/{id}/rules', { params: { id: house_id }, body: { rules: wanted } }),
    {
      stale: [`/user/houses/${house_id}`, `/houses/${house_id}`],
      onDone: () => {
        toast(t('kept'))
        onClose()
      },
      onFailed: setProblem,
    },
  )
  const write = (part: Partial<TermsDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setProblem(undefined)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(rulesOf(draft, rules))
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('terms')}
      description={t('terms_hint')}
      actions={
        <Button tone="brand" type="submit" form={form} busy={change.isPending}>
          {t('keep')}
        </Button>
      }
    >
      <form id={form} onSubmit={send} className="grid gap-5">
        <Fields draft={draft} write={write} />
        {problem && (
          <p role="alert" className="text-bad">
            {problem.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  readonly draft: TermsDraft
  readonly write: (part: Partial<TermsDraft>) => void
}

const BOOKINGS = ['request', 'instant', 'instant_known'] as const
const POLICIES = ['flexible', 'moderate', 'strict', 'custom'] as const
const FIRST_TIER = { days: '7', percent: '100' }
const YUAN = { inputMode: 'decimal', pattern: '[0-9]*([.][0-9]{1,2})?' } as const
const WHOLE = { inputMode: 'numeric', pattern: '[0-9]*' } as const

function Fields({ draft, write }: FieldsProps) {
  const t = wordsOf('pricing')
  const text = (key: 'cleaning' | 'extra_guest' | 'guests_included' | 'free_hours') => ({
    label: t(key),
    value: draft[key],
    onChange: ({ target }: { target: { value: string } }) => write({ [key]: target.value }),
  })
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...text('cleaning')} {...YUAN} />
        <TextField {...text('extra_guest')} {...YUAN} />
        <TextField {...text('guests_included')} {...WHOLE} />
      </div>
      <SelectField
        label={t('booking')}
        value={draft.booking}
        onChange={({ target }) => write({ booking: target.value as TermsDraft['booking'] })}
      >
        {BOOKINGS.map((booking) => (
          <option key={booking} value={booking}>
            {t(`booking_${booking}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('policy')}
        hint={t('policy_hint')}
        value={draft.policy}
        onChange={({ target }) =>
          write({
            policy: target.value as TermsDraft['policy'],
            tiers: draft.tiers.length > 0 ? draft.tiers : [FIRST_TIER],
          })
        }
      >
        {POLICIES.map((policy) => (
          <option key={policy} value={policy}>
            {t(`policy_${policy}`)}
          </option>
        ))}
      </SelectField>
      {draft.policy === 'custom' && (
        <TierFields tiers={draft.tiers} onChange={(tiers) => write({ tiers })} />
      )}
      <TextField {...text('free_hours')} {...WHOLE} hint={t('free_hours_hint')} />
      <label className="flex min-h-11 cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          className="mt-0.5 size-5 shrink-0 accent-brand"
          checked={draft.names_required}
          onChange={({ target }) => write({ names_required: target.checked })}
        />
        <span>
          {t('names_required')}
          <span className="block text-sm text-soft">{t('names_required_hint')}</span>
        </span>
      </label>
    </>
  )
}
