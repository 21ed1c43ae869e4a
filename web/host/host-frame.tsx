import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RequireSession } from '../account/session/require-session.tsx'
import type { Session } from '../account/session/session.ts'
import { read } from '../api/queries.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { BecomeHost } from './become-host.tsx'
import { HostTabs } from './host-tabs.tsx'

interface FrameProps {
  readonly title: string
  /** Beside the heading: what the page is most often opened for. */
  readonly actions?: ReactNode
  readonly children: (session: Session) => ReactNode
}

/** What stands around every page of a host: who is none yet is told how to become one. */
export function HostFrame(props: FrameProps) {
  usePageTitle(props.title)
  return <RequireSession>{(session) => <Verified {...props} session={session} />}</RequireSession>
}

function Verified({ session, ...props }: FrameProps & { readonly session: Session }) {
  const { data, error, refetch } = useQuery(read('/users/auth'))
  if (data && !data.real_name) return <BecomeHost />
  return (
    <div className="page grid grid-cols-1 gap-6 pt-2 pb-8 lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-10 lg:pt-8">
      <HostTabs />
      <div className="grid min-w-0 grid-cols-1 content-start gap-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-2xl font-extrabold tracking-tight text-balance md:text-3xl">
            {props.title}
          </h1>
          {data && props.actions}
        </div>
        {error && !data ? <ErrorState error={error} onRetry={refetch} /> : null}
        {!data && !error && <FrameSkeleton />}
        {data && props.children(session)}
      </div>
    </div>
  )
}

const FrameSkeleton = () => (
  <Loading>
    <div className="grid gap-4">
      <Skeleton className="h-28" />
      <Skeleton className="h-64" />
    </div>
  </Loading>
)
