import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Area } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { AreaSelect } from '../../ui/area-select.tsx'
import { Button } from '../../ui/button.tsx'
import type { ChosenDays } from '../../ui/date-range-rules.ts'
import { DatesField } from '../../ui/dates-field.tsx'
import { GuestsSelect } from '../../ui/guests-select.tsx'

/** Where, on which days, and for how many. */
export function SearchForm({ areas }: { readonly areas: readonly Area[] }) {
  const t = wordsOf('pages/home')
  const navigate = useNavigate()
  const [aid, setAid] = useState('')
  const [capacity, setCapacity] = useState('')
  const [{ from, to }, setDays] = useState<ChosenDays>({})
  const go = (event: FormEvent) => {
    event.preventDefault()
    const days = { ...(from && { sd: from }), ...(to && { ed: to }) }
    const search = { ...(aid && { aid }), ...days, ...(capacity && { capacity }) }
    void navigate({ to: '/search', search })
  }
  return (
    <search>
      <form
        onSubmit={go}
        className="relative z-10 mx-4 -mt-8 grid items-center gap-1 rounded-2xl bg-raised p-2 shadow-float md:mx-12 md:grid-cols-[1fr_1.4fr_1fr_auto] md:gap-2"
      >
        <AreaSelect areas={areas} value={aid} onChange={setAid} />
        <div className="border-t border-line pt-1 md:border-t-0 md:border-l md:pt-0 md:pl-2">
          <DatesField value={{ from, to }} onChange={setDays} />
        </div>
        <div className="border-t border-line pt-1 md:border-t-0 md:border-l md:pt-0 md:pl-2">
          <GuestsSelect optional value={capacity} onChange={setCapacity} />
        </div>
        <Button type="submit" tone="brand" size="large" className="md:px-8">
          <Search aria-hidden="true" className="size-5" />
          {t('go')}
        </Button>
      </form>
    </search>
  )
}
