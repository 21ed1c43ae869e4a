import { wordsOf } from '../../i18n/words.ts'

export function Footer() {
  const t = wordsOf('ui')
  return (
    <footer className="print:hidden hidden border-t border-line text-sm text-soft md:block">
      <div className="page flex flex-wrap items-center gap-x-6 gap-y-2 py-6">
        <span>
          {t('site')} · {t('tagline')}
        </span>
        <a href="/docs" className="underline underline-offset-4 hover:text-ink">
          {t('docs')}
        </a>
        <span className="ml-auto">{t('footer_free')}</span>
      </div>
    </footer>
  )
}
