import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { RequireSession } from '../account/session/require-session.tsx'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { Conversation } from './conversation.tsx'
import { Inbox } from './inbox.tsx'
import type { Role } from './thread-queries.ts'

const route = getRouteApi('/messages')
const readId = (text: string | undefined) =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
const readRole = (text: string | undefined): Role | undefined =>
  text === 'guest' || text === 'host' ? text : undefined

/** The inbox; with a house or an order in its address, the conversation about that. */
export function MessagesPage() {
  usePageTitle(titleOf('/messages'))
  const { role, house, order } = route.useSearch()
  const [house_id, order_id] = [readId(house), readId(order)]
  return (
    <RequireSession>
      {() => (
        <Inbox role={readRole(role)} open={house_id !== undefined || order_id !== undefined}>
          {house_id !== undefined && <AboutHouse key={house_id} house_id={house_id} />}
          {house_id === undefined && order_id !== undefined && (
            <AboutOrder key={order_id} order_id={order_id} />
          )}
          {house_id === undefined && order_id === undefined && <Nothing />}
        </Inbox>
      )}
    </RequireSession>
  )
}

function AboutHouse({ house_id }: { readonly house_id: number }) {
  const { data } = useQuery(read('/houses/{id}', { params: { id: String(house_id) } }))
  const title = data?.house.title ?? wordsOf('messages')('ask_host')
  return <Conversation about={{ house_id }} title={title} />
}

function AboutOrder({ order_id }: { readonly order_id: number }) {
  const { data } = useQuery(read('/orders/{id}', { params: { id: String(order_id) } }))
  const title = data?.order.title ?? wordsOf('messages')('conversation')
  return <Conversation about={{ order_id }} title={title} />
}

function Nothing() {
  const t = wordsOf('messages')
  return (
    <p className="grid h-full place-items-center rounded-3xl border border-dashed border-line text-soft">
      {t('choose')}
    </p>
  )
}
