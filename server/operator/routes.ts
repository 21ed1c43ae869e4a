import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/operator.ts'
import { Refusal } from '../../contract/refusals.ts'
import { ipOf } from '../platform/http/client-address.ts'
import { readLimit } from '../platform/http/read-limit.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Trx } from '../schema.ts'
import { type Act, audit, findAudit } from './audit-log.ts'
import { findOperator } from './operator-rows.ts'
import type { SecondFactor } from './second-factor.ts'
import { type OperatorDeps, serveOperatorRead } from './serve-operator-route.ts'

const TRIES_MAX = 5
const TRIES_WINDOW_MS = 15 * 60_000
const PAGE = { standard: 50, max: 100 }

export interface OperatorRoom extends OperatorDeps {
  readonly second_factor: SecondFactor
  readonly tries: CountTries
}

export function serveOperators(app: FastifyInstance, db: Db, room: OperatorRoom): void {
  serveSecondFactor(app, db, room)

  serveOperatorRead(app, db, room, contract.listAudit, async ({ query }) => {
    const { act, subject } = query
    const limit = readLimit(query.limit, PAGE)
    const rows = await findAudit(db, {
      act,
      subject,
      actor_id: readId(query.actor_id),
      subject_id: readId(query.subject_id),
      before_id: readId(query.cursor),
      limit: limit + 1,
    })
    const entries = rows.slice(0, limit).map((row) => ({
      entry_id: row.id,
      at: room.clock.format(row.at),
      actor: row.actor,
      actor_name: row.actor_name ?? '',
      address: row.address,
      act: row.act,
      subject: row.subject,
      reason: row.reason,
      hash: row.hash,
      ...(row.actor_id !== null && { actor_id: row.actor_id }),
      ...(row.subject_id !== null && { subject_id: row.subject_id }),
      ...(row.before !== null && { before: row.before }),
      ...(row.after !== null && { after: row.after }),
    }))
    const last = entries.at(-1)
    const more = rows.length > limit && last
    return { entries, ...(more && { next_cursor: String(last.entry_id) }) }
  })
}

/** What an operator does before there is a second factor that other routes could ask for. */
function serveSecondFactor(app: FastifyInstance, db: Db, room: OperatorRoom): void {
  const { authenticate, clock, operator_sessions, second_factor, tries } = room
  const authorOf = (operator_id: number, request: Parameters<typeof ipOf>[0]) =>
    ({ operator_id, address: ipOf(request) }) as const
  const ofSelf = (user_id: number, act: string, after?: object): Act => ({
    act,
    subject: 'person',
    subject_id: user_id,
    ...(after && { after }),
  })
  /** Counted before the code is looked at, so that many at once are counted too. */
  const whileTriesLast = async <Result>(user_id: number, work: () => Promise<Result>) => {
    const subject = `operator-code:${user_id}`
    if ((await tries.count(subject, TRIES_WINDOW_MS)) > TRIES_MAX) throw new Refusal('login_locked')
    const result = await work()
    await tries.forget(subject)
    return result
  }
  const inTransaction = <Result>(work: (trx: Trx) => Promise<Result>) =>
    db.transaction().execute(work)

  serveRoute(app, authenticate, contract.showOperatorSession, async ({ viewer, request }) => {
    const operator = await requireOperator(db, viewer.user_id)
    const ends_at = await operator_sessions.find(db, request, viewer.user_id)
    return tellSession(room, operator, ends_at)
  })

  serveRoute(app, authenticate, contract.beginSecondFactor, async ({ viewer, request }) => {
    const { user_id } = viewer
    await requireOperator(db, user_id)
    return inTransaction(async (trx) => {
      const begun = await second_factor.begin(trx, { user_id, label: `${user_id}` })
      const act = ofSelf(user_id, 'second_factor_begun')
      await audit(trx, clock, authorOf(user_id, request), act)
      return begun
    })
  })

  serveRoute(app, authenticate, contract.confirmSecondFactor, async (call) => {
    const { viewer, body, request, reply } = call
    const { user_id } = viewer
    await requireOperator(db, user_id)
    return whileTriesLast(user_id, () =>
      inTransaction(async (trx) => {
        const recovery_codes = await second_factor.confirm(trx, user_id, body.code)
        await operator_sessions.open(trx, { request, reply }, user_id)
        const act = ofSelf(user_id, 'second_factor_confirmed')
        await audit(trx, clock, authorOf(user_id, request), act)
        return { recovery_codes: [...recovery_codes] }
      }),
    )
  })

  serveRoute(app, authenticate, contract.confirmOperator, async (call) => {
    const { viewer, body, request, reply } = call
    const { user_id } = viewer
    const operator = await requireOperator(db, user_id)
    return whileTriesLast(user_id, () =>
      inTransaction(async (trx) => {
        const by = await second_factor.check(trx, user_id, body.code)
        const ends_at = await operator_sessions.open(trx, { request, reply }, user_id)
        const act = ofSelf(user_id, 'operator_confirmed', { by })
        await audit(trx, clock, authorOf(user_id, request), act)
        return tellSession(room, operator, ends_at)
      }),
    )
  })

  serveRoute(app, authenticate, contract.endOperatorSession, async ({ viewer, request, reply }) => {
    const { user_id } = viewer
    await requireOperator(db, user_id)
    await inTransaction(async (trx) => {
      await operator_sessions.close(trx, { request, reply })
      const act = ofSelf(user_id, 'operator_left')
      await audit(trx, clock, authorOf(user_id, request), act)
    })
    return undefined
  })
}

type Operator = NonNullable<Awaited<ReturnType<typeof findOperator>>>

async function requireOperator(db: Db, user_id: number): Promise<Operator> {
  const operator = await findOperator(db, user_id)
  if (!operator) throw new Refusal('operator_required')
  return operator
}

function tellSession({ clock }: OperatorRoom, operator: Operator, ends_at: Date | undefined) {
  const { rights, secret_sealed, confirmed_at } = operator
  const second_factor: 'none' | 'begun' | 'confirmed' = confirmed_at
    ? 'confirmed'
    : secret_sealed
      ? 'begun'
      : 'none'
  return {
    rights,
    second_factor,
    confirmed: ends_at !== undefined,
    ...(ends_at && { ends_at: clock.format(ends_at) }),
  }
}

const readId = (text: string | undefined) => (text === undefined ? undefined : Number(text))
