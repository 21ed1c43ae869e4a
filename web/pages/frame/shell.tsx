import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { LoginHost } from '../../account/session/login-host.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { useIsWide } from '../../ui/use-is-wide.ts'
import { Arrival } from './arrival.tsx'
import { Header } from './header.tsx'
import { LiveUpdates } from './live-updates.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { TabBar } from './tab-bar.tsx'
import { Toaster } from './toaster.tsx'

// A phone has the bar of tabs instead.
const Footer = lazy(async () => ({ default: (await import('./footer.tsx')).Footer }))

/** What stands around every page. */
export function Shell() {
  const t = wordsOf('ui')
  const wide = useIsWide()
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-lg bg-brand px-4 py-2 text-on-brand focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <OfflineNotice />
      <Header />
      <main id="main" tabIndex={-1} className="flex-1 pb-24 outline-none md:pb-16">
        <Outlet />
      </main>
      {wide && (
        <Suspense>
          <Footer />
        </Suspense>
      )}
      <TabBar />
      <Toaster />
      <LoginHost />
      <Arrival />
      <LiveUpdates />
    </div>
  )
}
