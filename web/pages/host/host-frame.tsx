import { useQuery } from '@tanstack/react-query'
import { Outlet, useMatches } from '@tanstack/react-router'
import { useEffect } from 'react'
import { RequireSession } from '../../account/session/require-session.tsx'
import { read } from '../../api/queries.ts'
import { isTitled, titleOf, usePageTitle } from '../../ui/page-title.ts'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { rememberHosting } from '../frame/hosting.ts'
import { BecomeHost } from './become-host.tsx'
import { HostTabs } from './host-tabs.tsx'

/** What stands around every page of a host: who is none yet is told how to become one. */
export function HostFrame() {
  const path: string | undefined = useMatches().at(-1)?.fullPath
  // Also where the page itself is not shown yet: before the login, or in the place of it.
  usePageTitle(isTitled(path) ? titleOf(path) : undefined)
  return <RequireSession>{() => <Verified />}</RequireSession>
}

function Verified() {
  const { data, error, refetch } = useQuery(read('/users/auth'))
  useEffect(() => {
    if (data?.real_name) rememberHosting()
  }, [data])
  if (data && !data.real_name) return <BecomeHost />
  return (
    <div className="page grid grid-cols-1 gap-6 pt-2 pb-8 lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-10 lg:pt-8">
      <HostTabs />
      <div className="grid min-w-0 grid-cols-1 content-start gap-6">
        {error && !data ? <ErrorState error={error} onRetry={refetch} /> : null}
        {!data && !error && <FrameSkeleton />}
        {data && <Outlet />}
      </div>
    </div>
  )
}

const FrameSkeleton = () => (
  <Loading>
    <div className="grid gap-4">
      <Skeleton className="h-11 w-40" />
      <Skeleton className="h-28" />
      <Skeleton className="h-64" />
    </div>
  </Loading>
)
