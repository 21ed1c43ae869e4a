import { useQuery } from '@tanstack/react-query'
import type { Session } from '../account/session/session.ts'
import type { Order } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import type { Role } from './order-words.ts'

/** What only one of the two is ever offered. */
const TELLING = { accept: 'host', reject: 'host', pay: 'guest', comment: 'guest' } as const

/** The house of an order, and as whom its viewer looks at it; undefined while that is not known. */
export function useViewer(order: Order, { user_id }: Session) {
  const { data, isPending } = useQuery(
    read('/houses/{id}', { params: { id: String(order.house_id) } }),
  )
  const told = order.actions.find((action) => action !== 'cancel') as
    | keyof typeof TELLING
    | undefined
  const as_owner: Role = data?.house.user_id === user_id ? 'host' : 'guest'
  const viewer = told ? TELLING[told] : isPending ? undefined : as_owner
  return { house: data?.house, viewer }
}
