import { Link } from '@tanstack/react-router'
import { CalendarCheck, HandCoins, ShieldCheck } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'

const REASONS = [
  { icon: HandCoins, title: 'become_money', hint: 'become_money_hint' },
  { icon: CalendarCheck, title: 'become_days', hint: 'become_days_hint' },
  { icon: ShieldCheck, title: 'become_safe', hint: 'become_safe_hint' },
] as const

/** Only people whose real name is known let houses: why that is worth it, and the way there. */
export function BecomeHost() {
  const t = wordsOf('pages/host')
  return (
    <div className="page grid gap-10 py-10 md:py-16 lg:grid-cols-2 lg:items-center lg:gap-16">
      <div className="grid gap-5">
        <h1 className="text-3xl font-extrabold tracking-tight text-balance md:text-5xl">
          {t('become_title')}
        </h1>
        <p className="max-w-prose text-lg text-soft">{t('become_hint')}</p>
        <div className="flex flex-wrap items-center gap-4">
          <Link
            to="/account/verify"
            search={{ next: '/host/houses/new' }}
            className={buttonClass('brand', 'large')}
          >
            {t('become_start')}
          </Link>
          <p className="text-sm text-soft">{t('become_once')}</p>
        </div>
      </div>
      <ul className="grid gap-4">
        {REASONS.map(({ icon: Icon, title, hint }) => (
          <li key={title} className="flex gap-4 rounded-2xl bg-card p-5 shadow-card">
            <span className="grid size-12 shrink-0 place-items-center rounded-full bg-brand-wash text-brand">
              <Icon aria-hidden="true" className="size-6" />
            </span>
            <div>
              <h2 className="font-bold">{t(title)}</h2>
              <p className="text-soft">{t(hint)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
