import { Refusal } from '../../contract/refusals.ts'
import { findVisibleHouse } from '../houses/visible-house.ts'
import type { Db, Trx } from '../schema.ts'
import {
  findOwnThread,
  findThreadOf,
  isClosed,
  lockOwnThread,
  type NewThread,
  type OwnThread,
  openThread,
} from './thread-rows.ts'

/** Where a message goes: into a thread, or to whom one has it with about a house or an order. */
export type Address =
  | { readonly thread_id: number }
  | { readonly house_id: number }
  | { readonly order_id: number }

type Pair = Omit<NewThread, 'at'>

/** The thread, or the two whose thread it is to become. */
export type Addressee = { readonly thread_id: number } | { readonly pair: Pair }

/**
 * @throws {Refusal} `thread_missing`, `house_missing` also where it is not shown to the sender,
 * `message_to_self`, `order_missing`.
 */
export async function findAddressee(db: Db, sender_id: number, to: Address): Promise<Addressee> {
  if ('thread_id' in to) {
    if (await findOwnThread(db, to.thread_id, sender_id)) return to
    throw new Refusal('thread_missing')
  }
  const pair =
    'house_id' in to
      ? await pairOfHouse(db, sender_id, to.house_id)
      : await pairOfOrder(db, sender_id, to.order_id)
  const thread_id = await findThreadOf(db, pair)
  return thread_id === undefined ? { pair } : { thread_id }
}

async function pairOfHouse(db: Db, guest_id: number, house_id: number): Promise<Pair> {
  const house = await findVisibleHouse(db, house_id, guest_id)
  if (!house) throw new Refusal('house_missing')
  const { host_id } = house
  if (host_id === guest_id) throw new Refusal('message_to_self')
  return { house_id, guest_id, host_id }
}

async function pairOfOrder(db: Db, user_id: number, order_id: number): Promise<Pair> {
  const pair = await db
    .selectFrom('orders')
    .select(['house_id', 'guest_id', 'host_id'])
    .where('id', '=', order_id)
    .where((order) => order.or([order('guest_id', '=', user_id), order('host_id', '=', user_id)]))
    .executeTakeFirst()
  if (!pair) throw new Refusal('order_missing')
  return pair
}

/**
 * The thread, locked, where the sender may write in it now.
 *
 * @throws {Refusal} `thread_closed` where one of the two has blocked the other or is gone; `house_unlisted` for
 * a guest without an order, once the house is off the list.
 */
export async function lockAddressee(
  trx: Trx,
  sender_id: number,
  to: Addressee,
  at: Date,
): Promise<OwnThread> {
  const thread_id = 'pair' in to ? await openThread(trx, { ...to.pair, at }) : to.thread_id
  const thread = await lockOwnThread(trx, thread_id, sender_id)
  if (!thread) throw new Refusal('thread_missing')
  await checkOpen(trx, thread)
  return thread
}

/** @throws {Refusal} as `lockAddressee`. */
export async function checkOpen(db: Db, thread: Omit<OwnThread, 'thread_id' | 'messages'>) {
  if (await isClosed(db, thread.guest_id, thread.host_id)) throw new Refusal('thread_closed')
  if (thread.role === 'host') return
  if (!(await findVisibleHouse(db, thread.house_id, thread.guest_id)))
    throw new Refusal('house_unlisted')
}
