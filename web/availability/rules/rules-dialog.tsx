import { type FormEvent, useId, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { calendarStale } from '../days/use-change-days.ts'
import { problemsOf } from './check-draft.ts'
import { BookingFields, DiscountFields } from './count-fields.tsx'
import { draftOf, type Rules, rulesOf } from './rule-draft.ts'
import { SeasonFields } from './season-fields.tsx'
import { priceLimits } from './typed.ts'
import { WeekdayFields } from './weekday-fields.tsx'

interface DialogProps {
  readonly house_id: number
  readonly now: DataOf<RouteOf<'GET', '/user/houses/{id}/rules'>>
  readonly onClose: () => void
}

export default function RulesDialog({ house_id, now, onClose }: DialogProps) {
  const t = wordsOf('availability')
  const form = useId()
  const [draft, setDraft] = useState(() => draftOf(now.rules))
  const [told, setTold] = useState(false)
  const [failed, setFailed] = useState<Error>()
  const change = useChange(
    (rules: Rules) =>
      ask('PUT', '/user/houses/{id}/rules', { params: { id: house_id }, body: { rules } }),
    {
      stale: calendarStale(house_id),
      onDone: () => {
        toast(t('rules_kept'))
        onClose()
      },
      onFailed: setFailed,
    },
  )
  const problems = problemsOf(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTold(true)
    setFailed(undefined)
    if (problems.size === 0) change.mutate(rulesOf(draft, now.rules))
  }
  const parts = {
    draft,
    house: now,
    onChange: (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part })),
    errorAt: (place: string) => {
      const problem = told && problems.get(place)
      return problem ? t(`problem_${problem}`, priceLimits()) : undefined
    },
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('price_rules')}
      description={t('price_rules_hint')}
      actions={
        <>
          {told && problems.size > 0 && (
            <p role="alert" className="mr-auto self-center text-sm text-bad">
              {t('look_again', { count: problems.size })}
            </p>
          )}
          {failed && (
            <p role="alert" className="mr-auto self-center text-sm text-bad">
              {failed.message}
            </p>
          )}
          <Button tone="brand" type="submit" form={form} busy={change.isPending}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-8">
        <SeasonFields {...parts} />
        <WeekdayFields {...parts} />
        <DiscountFields {...parts} />
        <BookingFields {...parts} />
      </form>
    </Dialog>
  )
}
