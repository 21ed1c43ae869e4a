import { type FormEvent, useState } from 'react'
import type { HostDay } from '../../api/contract.ts'
import { isRefusedAs } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { pricesOf } from '../calendar/agenda.tsx'
import { priceLimits } from '../rules/typed.ts'
import { changeOf, type DaysDraft, draftOfDays, problemOf } from './days-draft.ts'
import { GuestPrice } from './guest-price.tsx'
import { HeldNotice, heldRanges } from './held-notice.tsx'
import { OpenOrClosed } from './open-or-closed.tsx'
import { type DaysChange, useChangeDays } from './use-change-days.ts'

const NOTE_LENGTH_MAX = 200
const BACK_TO_RULES = { price: null, min_days: null, max_days: null } as const

interface FormProps {
  readonly house_id: number
  readonly first: string
  readonly last: string
  /** Of the chosen days, once they are known. */
  readonly days: readonly HostDay[]
  readonly onDone: () => void
}

/** All that can be done with chosen days, said in one go. */
export function DaysForm({ house_id, first, last, days, onDone }: FormProps) {
  const t = wordsOf('availability')
  const [typed, setTyped] = useState<Partial<DaysDraft>>({})
  const [failed, setFailed] = useState<Error>()
  const [told, setTold] = useState(false)
  const change = useChangeDays(house_id, { onDone, onFailed: setFailed })
  // What others change meanwhile shows, but for what is typed here.
  const draft: DaysDraft = { ...draftOfDays(days), ...typed }
  const type = (part: Partial<DaysDraft>) => {
    setTyped({ ...typed, ...part })
    setFailed(undefined)
  }
  const problem = problemOf(draft, days)
  const wanted = changeOf(draft, days)
  const send = (what: Partial<DaysChange>) =>
    change.mutate({ start_date: first, end_date: last, ...what })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTold(true)
    if (!problem) send(wanted)
  }
  const held = failed && isRefusedAs(failed, 'days_held') ? heldRanges(failed) : undefined
  const errorOf = (...fields: string[]) =>
    told && problem && fields.includes(problem) ? t(`problem_${problem}`, priceLimits()) : undefined
  const imported = days.find(({ state }) => state === 'imported')
  const bounds = (key: 'min_days' | 'max_days') => rangeText(days.map((day) => day[key]))
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <GuestPrice house_id={house_id} first={first} last={last} />
      {imported && (
        <p className="text-sm text-soft">
          {t('imported_days', { name: imported.feed_name ?? t('legend_imported') })}
        </p>
      )}
      <OpenOrClosed closed={draft.closed} onChoose={(closed) => type({ closed })} />
      {draft.closed && (
        <TextField
          label={t('note')}
          hint={t('note_hint')}
          maxLength={NOTE_LENGTH_MAX}
          value={draft.note}
          onChange={({ target }) => type({ note: target.value })}
        />
      )}
      {held && (
        <HeldNotice
          house_id={house_id}
          held={held}
          busy={change.isPending}
          onCloseFree={() => send({ ...wanted, free_only: true })}
        />
      )}
      <TextField
        label={t('price_a_night')}
        error={errorOf('price')}
        inputMode="decimal"
        placeholder={days.length > 0 ? pricesOf(days) : ''}
        value={draft.price}
        onChange={({ target }) => type({ price: target.value })}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label={t('min_nights')}
          error={errorOf('min_days')}
          inputMode="numeric"
          placeholder={bounds('min_days')}
          value={draft.min_days}
          onChange={({ target }) => type({ min_days: target.value })}
        />
        <TextField
          label={t('max_nights')}
          error={errorOf('max_days', 'max_below_min')}
          inputMode="numeric"
          placeholder={bounds('max_days').replace(/^0$/, t('no_limit'))}
          value={draft.max_days}
          onChange={({ target }) => type({ max_days: target.value })}
        />
      </div>
      {failed && !held && (
        <p role="alert" className="text-sm text-bad">
          {failed.message}
        </p>
      )}
      <div className="grid gap-2">
        <Button
          tone="brand"
          type="submit"
          busy={change.isPending}
          disabled={Object.keys(wanted).length === 0}
        >
          {t('keep')}
        </Button>
        {days.some(({ by_day }) => by_day) && (
          <Button tone="quiet" busy={change.isPending} onClick={() => send(BACK_TO_RULES)}>
            {t('back_to_rules')}
          </Button>
        )}
      </div>
    </form>
  )
}

function rangeText(counts: readonly number[]): string {
  if (counts.length === 0) return ''
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  return low === high ? String(low) : `${low}–${high}`
}
