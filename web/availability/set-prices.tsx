import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import { daysText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { type ChosenDays, whole } from '../ui/date-range-rules.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { LazyDateRange } from '../ui/lazy-date-range.tsx'
import { toast } from '../ui/toast.ts'

/** Sets what single days of a house cost, or leaves them to the rules again. */
export function SetPrices({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('availability')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button onClick={() => setOpened(true)}>
        <Tag aria-hidden="true" className="size-4" />
        {t('set_prices')}
      </Button>
      {opened && <PricesDialog house_id={house_id} onClose={() => setOpened(false)} />}
    </>
  )
}

interface DialogProps {
  readonly house_id: number
  readonly onClose: () => void
}

function PricesDialog({ house_id, onClose }: DialogProps) {
  const t = wordsOf('availability')
  const [chosen, setChosen] = useState<ChosenDays>({})
  const [price, setPrice] = useState('')
  const [problem, setProblem] = useState<Error>()
  const { from, to } = whole(chosen, 1)
  const days = daysText(from ?? '', to ?? '')
  const change = useChange(
    (yuan: string | null) =>
      ask('PUT', '/user/houses/{id}/calendar', {
        params: { id: house_id },
        body: { start_date: from ?? '', end_date: to ?? '', price: yuan },
      }),
    {
      stale: [`/user/houses/${house_id}`, `/houses/${house_id}`],
      onDone: (_, yuan) => {
        toast(t(yuan === null ? 'prices_taken_back' : 'prices_set', { days }))
        onClose()
      },
      onFailed: setProblem,
    },
  )
  const busy = change.isPending
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('set_prices')}
      description={t('set_prices_hint')}
      actions={
        <>
          <Button disabled={!from} busy={busy} onClick={() => change.mutate(null)}>
            {t('take_prices_back')}
          </Button>
          <Button
            tone="brand"
            disabled={!from || price.trim() === ''}
            busy={busy}
            onClick={() => change.mutate(price.trim())}
          >
            {t('set')}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <div className="min-h-85">
          <LazyDateRange unit="day" value={chosen} onChange={setChosen} autoFocus />
        </div>
        <TextField
          label={t('price_a_day')}
          error={problem?.message}
          inputMode="decimal"
          value={price}
          onChange={(event) => {
            setPrice(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
    </Dialog>
  )
}
