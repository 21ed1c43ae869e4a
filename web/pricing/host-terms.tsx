import { useQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'

const TermsDialog = lazy(() => import('./terms-dialog.tsx'))

/** What a host asks beside the price, how a house is booked, and what comes back. */
export function HostTerms({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('pricing')
  const [opened, setOpened] = useState(false)
  const { data } = useQuery(read('/user/houses/{id}/rules', { params: { id: house_id } }))
  const close = () => setOpened(false)
  return (
    <>
      <Button disabled={!data} onClick={() => setOpened(true)}>
        <ScrollText aria-hidden="true" className="size-4" />
        <span className="sr-only sm:not-sr-only">{t('terms')}</span>
      </Button>
      {opened && data && (
        <Suspense>
          <TermsDialog house_id={house_id} rules={data.rules} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
