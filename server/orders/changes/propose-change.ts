import { Refusal } from '../../../contract/refusals.ts'
import type { Days } from '../../../rules/days.ts'
import type { SiteTax } from '../../../rules/fees.ts'
import { NO_FEES } from '../../../rules/fees.ts'
import { addDays, daysBetween } from '../../../rules/night-date.ts'
import { requote } from '../../../rules/requote.ts'
import { lastBookableDay } from '../../../rules/stay-rules.ts'
import { isHeldByOthers } from '../../availability/ledger.ts'
import { DAYS_ASKED_MAX, readSentDays } from '../../availability/read-days.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { beginningOf } from '../../platform/database/clock.ts'
import { findPriced } from '../../pricing/find-priced.ts'
import { priceStay } from '../../pricing/price-stay.ts'
import type { Db, Trx } from '../../schema.ts'
import type { Deadlines } from '../settings.ts'
import { type LockedOrder, lockOwnOrder, recordEvent } from '../sql.ts'
import { CHANGES_MAX, findChanges, insertChange, isPending, lapse } from './change-rows.ts'

export interface Proposal {
  readonly order_id: number
  readonly user_id: number
  /** Inclusive at both ends, as they were sent. */
  readonly start_date: string
  readonly end_date: string
  readonly guests: number | undefined
}

/** What a site says of all changes. */
export interface ChangeSite {
  readonly clock: Clock
  readonly deadlines: Deadlines
  readonly window_days: number
  readonly tax: SiteTax
}

const FIELDS = { first: 'start_date', last: 'end_date' }
const HOUR_MS = 3_600_000

/**
 * Proposes other days or guests for a paid order, with what they would cost; the other side decides.
 *
 * @throws {Refusal} `dates_invalid`, `beyond_window`, `too_many_guests`, `dates_taken`, `action_invalid`,
 * `change_open` where something is proposed already, `changes_spent`.
 */
export async function proposeChange(db: Db, site: ChangeSite, proposal: Proposal): Promise<number> {
  const days = readSentDays(proposal.start_date, proposal.end_date, FIELDS)
  return db.transaction().execute(async (trx) => {
    const order = await lockOwnOrder(trx, proposal.order_id, proposal.user_id)
    if (order?.status !== 'PAID') throw new Refusal('action_invalid')
    const guests = proposal.guests ?? order.guests
    checkDays(site, order, days)
    if (days.first === order.start_date && days.last === order.end_date && guests === order.guests)
      throw new Refusal('params_invalid', { field: 'end_date', problem: 'changes nothing' })
    await checkNone(trx, site.clock.now(), order)
    if (await isHeldByOthers(trx, { ...order, order_id: order.id }, days))
      throw new Refusal('dates_taken')
    const priced = await priceChange(trx, site, order, days, guests)
    const now = site.clock.now()
    const by = order.guest_id === proposal.user_id ? 'guest' : 'host'
    const key = { house_id: order.house_id, order_id: order.id }
    const change_id = await insertChange(trx, {
      ...key,
      proposed_by: by,
      start_date: days.first,
      end_date: days.last,
      guests,
      ...priced,
      due_at: dueBefore(site, order, site.deadlines.accept_hours * HOUR_MS),
      created_at: now,
    })
    await recordEvent(trx, order, {
      kind: 'change_proposed',
      to: 'PAID',
      at: now,
      actor: by,
      reason: '',
    })
    return change_id
  })
}

/** So long from now, and never beyond the stay. */
export function dueBefore({ clock }: ChangeSite, { end_date }: LockedOrder, ms: number): Date {
  const ends = beginningOf(clock, addDays(end_date, 1))
  return new Date(Math.min(clock.now().getTime() + ms, ends.getTime()))
}

/** A stay that has begun keeps its first day, and may end as early as yesterday. */
function checkDays({ clock, window_days }: ChangeSite, order: LockedOrder, days: Days): void {
  const today = clock.today()
  const begun = order.start_date <= today
  if (order.end_date < today) throw new Refusal('action_invalid')
  const first_wrong = begun ? days.first !== order.start_date : days.first < today
  if (first_wrong || days.last < addDays(today, begun ? -1 : 0))
    throw new Refusal('dates_invalid', {
      field: first_wrong ? 'start_date' : 'end_date',
      problem: begun ? 'a stay that has begun keeps its first day' : 'must not be gone by',
    })
  if (daysBetween(days.first, days.last) > DAYS_ASKED_MAX)
    throw new Refusal('dates_invalid', { field: 'end_date', problem: 'is too far from the first' })
  if (days.last > lastBookableDay(today, window_days)) throw new Refusal('beyond_window')
}

async function checkNone(trx: Trx, now: Date, { house_id, id: order_id }: LockedOrder) {
  const changes = await findChanges(trx, { house_id, order_id })
  if (changes.some((change) => isPending(change, now))) throw new Refusal('change_open')
  if (changes.length >= CHANGES_MAX) throw new Refusal('changes_spent')
  // What lapsed and was not swept yet makes room.
  for (const { id } of changes) await lapse(trx, id)
}

async function priceChange(
  trx: Trx,
  { clock, window_days, tax }: ChangeSite,
  order: LockedOrder,
  stay: Days,
  guests: number,
) {
  const house = (await findPriced(trx, [order.house_id])).get(order.house_id)
  if (!house) throw new Refusal('action_invalid')
  if (guests > house.capacity) throw new Refusal('too_many_guests')
  const asking = { today: clock.today(), hour: 0, window_days, guests, tax }
  const { quote: fresh } = priceStay(house, stay, asking)
  const fees = order.terms?.fees ?? NO_FEES
  const quote = requote({ days: boughtDays(order), fees }, fresh, stay, { guests, tax })
  return {
    amount_fen: quote.amount,
    tax_fen: quote.lines.reduce(
      (sum, { kind, amount }) => (kind === 'tax' ? sum + amount : sum),
      0,
    ),
    day_amounts: quote.days.map(({ amount }) => amount),
    lines: JSON.stringify(quote.lines),
  }
}

/** What each day of an order cost, by its date. */
function boughtDays({ start_date, end_date, day_amounts, price_fen }: LockedOrder) {
  const days = daysBetween(start_date, end_date)
  return new Map(
    Array.from({ length: days }, (_, index) => [
      addDays(start_date, index),
      day_amounts?.[index] ?? price_fen,
    ]),
  )
}
