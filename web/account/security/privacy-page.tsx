import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { RequireSession } from '../session/require-session.tsx'
import { BackToAccount } from './back-to-account.tsx'
import { DeleteSection } from './delete-section.tsx'
import { ExportSection } from './export-section.tsx'

/** What the site knows of one: take a copy, or have it deleted. */
export function PrivacyPage() {
  usePageTitle(titleOf('/account/privacy'))
  return (
    <RequireSession>
      {() => (
        <div className="mx-auto grid w-full max-w-3xl gap-5 px-4 py-6 md:gap-6 md:px-8 md:py-10">
          <BackToAccount />
          <h1 className="text-2xl font-bold tracking-tight md:text-3xl">
            {titleOf('/account/privacy')}
          </h1>
          <ExportSection />
          <DeleteSection />
        </div>
      )}
    </RequireSession>
  )
}
