import { readIdCard } from '../../../contract/id-card.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { IdKind } from '../../../rules/id-kinds.ts'
import type { NightDate } from '../../../rules/night-date.ts'
import { readTypedName } from '../../account/typed-name.ts'
import type { Database } from '../../schema.ts'
import { lockOwnOrder } from '../sql.ts'
import { findGuests, type KeptGuest, type NamedGuest, replaceGuests } from './guest-rows.ts'
import { findOwnOrder, mayName, type NamesSite } from './tell-names.ts'

/** A row as it was sent. */
export interface TypedGuest {
  /** Of somebody who was named already. */
  readonly guest_id?: number
  readonly name: string
  readonly id_kind?: IdKind
  /** Absent: as it was, where there is one. */
  readonly id_number?: string
}

export interface Naming {
  readonly order_id: number
  readonly user_id: number
  readonly guests: readonly TypedGuest[]
}

/**
 * Takes down who stays, in the place of what was said before.
 *
 * @throws {Refusal} `order_missing`, also for its host; `names_closed` from check-in on;
 * `too_many_names`, `id_number_invalid`, `params_invalid`: then nothing changes.
 */
export async function nameGuests(
  database: Database,
  site: NamesSite,
  { order_id, user_id, guests }: Naming,
): Promise<void> {
  const { clock, seal } = site
  const found = await findOwnOrder(database, order_id, user_id)
  if (found.guest_id !== user_id) throw new Refusal('order_missing')
  await database.kysely.transaction().execute(async (trx) => {
    const order = await lockOwnOrder(trx, order_id, user_id)
    if (!order || !mayName(clock, { ...found, ...order })) throw new Refusal('names_closed')
    if (guests.length > order.guests)
      throw new Refusal('too_many_names', { field: 'guests', problem: `at most ${order.guests}` })
    const known = await findGuests(trx, seal, order)
    const read = guests.map((typed, index) => readGuest(typed, index, known, clock.today()))
    await replaceGuests(trx, seal, order, read, clock.now())
  })
}

function readGuest(
  typed: TypedGuest,
  index: number,
  known: readonly KeptGuest[],
  today: NightDate,
): NamedGuest {
  const field = (name: string) => `guests.${index}.${name}`
  const name = readTypedName(typed.name)
  if (name === undefined)
    throw new Refusal('params_invalid', { field: field('name'), problem: 'not readable' })
  const before = known.find(({ guest_id }) => guest_id === typed.guest_id)
  if (typed.guest_id !== undefined && !before)
    throw new Refusal('params_invalid', { field: field('guest_id'), problem: 'not of this order' })
  const id_kind = typed.id_kind ?? before?.id_kind ?? 'id_card'
  if (typed.id_number === undefined && before?.id_kind === id_kind) return { ...before, name }
  const id_number = readNumber(id_kind, typed.id_number ?? '', today)
  if (id_number !== undefined) return { name, id_kind, id_number }
  throw new Refusal('id_number_invalid', { field: field('id_number'), problem: `no ${id_kind}` })
}

/** As passports and permits of anywhere are numbered. */
const ANY_NUMBER = /^[A-Z0-9][A-Z0-9-]{3,29}[A-Z0-9]$/

/** The number as it is kept; empty where none was given, undefined where it cannot be one. */
function readNumber(kind: IdKind, typed: string, today: NightDate): string | undefined {
  const number = typed.replace(/\s/g, '').toUpperCase()
  if (number === '') return ''
  if (kind === 'id_card') return readIdCard(number, today)
  return ANY_NUMBER.test(number) ? number : undefined
}
