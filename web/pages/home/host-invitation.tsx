import { Link } from '@tanstack/react-router'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'

export function HostInvitation() {
  const t = wordsOf('pages/home')
  return (
    <section
      aria-labelledby="invitation"
      className="mx-4 grid gap-5 rounded-3xl bg-brand-wash p-6 md:mx-0 md:grid-cols-[1fr_auto] md:items-center md:p-12"
    >
      <div>
        <h2 id="invitation" className="text-2xl font-bold tracking-tight md:text-3xl">
          {t('invitation')}
        </h2>
        <p className="mt-2 max-w-xl">{t('invitation_text')}</p>
      </div>
      <Link to="/host/houses/new" className={buttonClass('brand', 'large')}>
        {t('become_host')}
      </Link>
    </section>
  )
}
