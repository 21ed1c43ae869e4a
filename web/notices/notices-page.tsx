import { useQueryClient } from '@tanstack/react-query'
import { RequireSession } from '../account/session/require-session.tsx'
import { useChange } from '../account/session/use-change.ts'
import { ask } from '../api/client.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { rememberRead } from './notice-cache.ts'
import { NoticesList } from './notices-list.tsx'
import { useUnread } from './use-unread.ts'

/** What a person was told, newest first. */
export function NoticesPage() {
  usePageTitle(titleOf('/notices'))
  return (
    <RequireSession>
      {() => (
        <div className="mx-auto grid w-full max-w-3xl gap-6 px-4 py-6 md:px-8 md:py-10">
          <header className="flex min-h-11 flex-wrap items-center justify-between gap-3">
            <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">
              {titleOf('/notices')}
            </h1>
            <ReadAll />
          </header>
          <NoticesList />
        </div>
      )}
    </RequireSession>
  )
}

function ReadAll() {
  const t = wordsOf('notices')
  const client = useQueryClient()
  const unread = useUnread()
  const change = useChange(() => ask('PUT', '/notices/read', { body: {} }), {
    stale: ['/notices'],
    onDone: () => rememberRead(client),
  })
  if (unread === 0) return null
  return (
    <Button busy={change.isPending} onClick={() => change.mutate(undefined)}>
      {t('read_all')}
    </Button>
  )
}
