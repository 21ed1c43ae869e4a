import { useQuery } from '@tanstack/react-query'
import { read } from '../api/queries.ts'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { ErrorState, Loading, Skeleton } from '../ui/states.tsx'
import { LeaveSection } from './leave-section.tsx'
import { MeLinks } from './me-links.tsx'
import { Preferences } from './preferences.tsx'
import { ProfileCard } from './profile-card.tsx'
import { ProfileSection } from './profile-section.tsx'
import { RequireSession } from './session/require-session.tsx'
import { WaysSection } from './ways-section.tsx'

export function AccountPage() {
  usePageTitle(titleOf('/account'))
  return <RequireSession>{() => <Account />}</RequireSession>
}

function Account() {
  const { data: profile, error, refetch } = useQuery(read('/user'))
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-5 px-4 py-6 md:gap-8 md:px-8 md:py-10">
      <h1 className="text-2xl font-bold tracking-tight md:text-3xl">{titleOf('/account')}</h1>
      {!profile && error && <ErrorState error={error} onRetry={refetch} />}
      <div className="grid items-start gap-5 md:grid-cols-[18rem_minmax(0,1fr)] md:gap-8">
        <div className="grid gap-5 md:sticky md:top-8">
          {profile ? <ProfileCard profile={profile} /> : !error && <CardSkeleton />}
          <MeLinks />
        </div>
        <div className="grid gap-5 md:gap-6">
          {profile ? (
            <ProfileSection profile={profile} />
          ) : (
            !error && <Skeleton className="h-104 rounded-2xl" />
          )}
          <Preferences />
          <WaysSection />
          <LeaveSection />
        </div>
      </div>
    </div>
  )
}

const CardSkeleton = () => (
  <Loading>
    <Skeleton className="h-30 rounded-2xl md:h-72" />
  </Loading>
)
