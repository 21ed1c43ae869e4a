import { useQuery } from '@tanstack/react-query'
import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'

const RulesDialog = lazy(() => import('./rules-dialog.tsx'))

/** What a house costs by season and weekday, for long stays, and how and when it can be booked. */
export function PriceRules({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('availability')
  const [opened, setOpened] = useState(false)
  const { data } = useQuery(read('/user/houses/{id}/rules', { params: { id: house_id } }))
  return (
    <>
      <Button disabled={!data} onClick={() => setOpened(true)}>
        <SlidersHorizontal aria-hidden="true" className="size-4" />
        <span className="sr-only sm:not-sr-only">{t('price_rules')}</span>
      </Button>
      {opened && data && (
        <Suspense>
          <RulesDialog house_id={house_id} now={data} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
