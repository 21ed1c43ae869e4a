import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { RequireSession } from './session/require-session.tsx'
import { Verified } from './verified.tsx'
import { VerifyForm } from './verify-form.tsx'

const route = getRouteApi('/account/verify')

export function VerifyPage() {
  usePageTitle(titleOf('/account/verify'))
  return <RequireSession>{() => <Verify />}</RequireSession>
}

function Verify() {
  const t = wordsOf('account')
  const { next } = route.useSearch()
  const { data, error, refetch } = useQuery(read('/users/auth'))
  return (
    <div className="mx-auto grid w-full max-w-xl gap-6 px-4 py-6 md:py-12">
      <header className="grid gap-2">
        <h1 className="text-2xl font-bold tracking-tight md:text-3xl">
          {titleOf('/account/verify')}
        </h1>
        {data?.real_name === '' && <p className="text-soft">{t('verify_hint')}</p>}
      </header>
      {!data && error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && (
        <Loading>
          <Skeleton className="h-96 rounded-2xl" />
        </Loading>
      )}
      {data && (data.real_name ? <Verified {...data} next={next} /> : <VerifyForm next={next} />)}
    </div>
  )
}
