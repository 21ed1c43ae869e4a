import { wordsOf } from '../../i18n/words.ts'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'

const PARTS = ['who', 'orders', 'money', 'conduct', 'data', 'leaving'] as const

/** What somebody agrees to by signing up, where the operator has no page of their own for it. */
export function TermsPage() {
  const t = wordsOf('pages/terms')
  usePageTitle(titleOf('/terms'))
  return (
    <article className="page-narrow grid gap-6 py-6 md:py-10">
      <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">{titleOf('/terms')}</h1>
      <p className="text-soft">{t('intro')}</p>
      {PARTS.map((part) => (
        <section key={part} className="grid gap-1">
          <h2 className="text-lg font-bold">{t(`${part}_title`)}</h2>
          <p className="max-w-prose">{t(`${part}_text`)}</p>
        </section>
      ))}
    </article>
  )
}
