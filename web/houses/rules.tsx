import { CalendarMinus, CalendarPlus, Clock, RotateCcw, Wallet } from 'lucide-react'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { HouseRules } from './story/sections.tsx'
import type { FullHouse } from './use-stay.ts'

export function Rules({ house }: { readonly house: FullHouse }) {
  const t = wordsOf('houses')
  const { min_days, max_days, deposit, check_in, check_out } = house
  const rules = [
    { icon: Clock, text: t('hours', { check_in, check_out }) },
    { icon: CalendarMinus, text: t('min_days', { count: min_days }) },
    { icon: CalendarPlus, text: max_days ? t('max_days', { count: max_days }) : t('no_max_days') },
    { icon: Wallet, text: deposit ? t('deposit', { sum: money(deposit) }) : t('no_deposit') },
    { icon: RotateCcw, text: t('cancel_rule') },
  ]
  return (
    <section aria-labelledby="rules" className="grid gap-5">
      <h2 id="rules" className="text-xl font-bold">
        {t('rules')}
      </h2>
      <ul className="grid gap-3.5">
        {rules.map(({ icon: Icon, text }) => (
          <li key={text} className="flex gap-3">
            <Icon aria-hidden="true" className="mt-0.5 size-5.5 shrink-0 text-soft" />
            {text}
          </li>
        ))}
      </ul>
      <HouseRules house={house} />
    </section>
  )
}
