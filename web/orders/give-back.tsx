import { lazy, Suspense, useState } from 'react'
import { money } from '../i18n/currency.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { CardSection } from '../ui/card-section.tsx'
import type { GiveProps } from './give-dialog.tsx'

const GiveDialog = lazy(async () => ({ default: (await import('./give-dialog.tsx')).GiveDialog }))

/** For a host who wants to give more back than the policy says. */
export function GiveBack({ order, giveable }: GiveProps) {
  const t = wordsOf('orders')
  const [asked, setAsked] = useState(false)
  if (giveable <= 0) return null
  return (
    <CardSection title={t('give_title')}>
      <p className="text-soft">{t('give_hint', { amount: money(giveable) })}</p>
      <div>
        <Button onClick={() => setAsked(true)}>{t('give')}</Button>
      </div>
      {asked && (
        <Suspense>
          <GiveDialog order={order} giveable={giveable} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </CardSection>
  )
}
