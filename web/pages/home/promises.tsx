import { CalendarCheck, ShieldCheck, Tag } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'

const PROMISES = [
  { icon: CalendarCheck, title: 'free_title', text: 'free_text' },
  { icon: Tag, title: 'price_title', text: 'price_text' },
  { icon: ShieldCheck, title: 'back_title', text: 'back_text' },
] as const

/** What a guest can count on here. */
export function Promises() {
  const t = wordsOf('pages/home')
  return (
    <section aria-labelledby="promises" className="grid gap-6 px-4 md:px-0">
      <h2 id="promises" className="text-2xl font-bold tracking-tight">
        {t('promises')}
      </h2>
      <ul className="grid gap-6 md:grid-cols-3">
        {PROMISES.map(({ icon: Icon, title, text }) => (
          <li key={title} className="flex content-start gap-4 md:grid">
            <span className="grid size-12 shrink-0 place-items-center rounded-2xl bg-brand-wash text-brand">
              <Icon aria-hidden="true" />
            </span>
            <div>
              <h3 className="font-bold">{t(title)}</h3>
              <p className="text-soft">{t(text)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
