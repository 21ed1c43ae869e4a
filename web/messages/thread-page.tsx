import { getRouteApi } from '@tanstack/react-router'
import { RequireSession } from '../account/session/require-session.tsx'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { ThreadPane } from './conversation.tsx'
import { Inbox } from './inbox.tsx'

const route = getRouteApi('/messages/$id')

/** One conversation, beside the others where there is room. */
export function ThreadPage() {
  usePageTitle(titleOf('/messages'))
  const { id } = route.useParams()
  const { role } = route.useSearch()
  const thread_id = Number(id)
  return (
    <RequireSession>
      {() => (
        <Inbox role={role === 'guest' || role === 'host' ? role : undefined} shown={thread_id} open>
          <ThreadPane key={thread_id} thread_id={thread_id} />
        </Inbox>
      )}
    </RequireSession>
  )
}
