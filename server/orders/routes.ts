import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as changes from '../../contract/order-changes.ts'
import * as names from '../../contract/order-guests.ts'
import * as contract from '../../contract/orders.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toId } from '../../contract/values.ts'
import type { SiteTax } from '../../rules/fees.ts'
import { createQuoteStay } from '../availability/quote-stay.ts'
import { readGuests } from '../availability/read-guests.ts'
import type { BookingLimits } from '../availability/settings.ts'
import type { HouseSecrets } from '../houses/house-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { readLimit } from '../platform/http/read-limit.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Sealer } from '../platform/secrets/sealer.ts'
import { checkStars } from '../reviews/review-stars.ts'
import type { Database } from '../schema.ts'
import type { BookingQueue } from './booking-queue.ts'
import { type ChangeRules, changeOrder, type OrderChange } from './change-order.ts'
import { answerChange } from './changes/answer-change.ts'
import { proposeChange } from './changes/propose-change.ts'
import { editComment } from './edit-comment.ts'
import { exportStay } from './export-stay.ts'
import { listOrders, showOrder } from './list-orders.ts'
import { listStays } from './list-stays.ts'
import { nameGuests } from './names/name-guests.ts'
import { listGuests } from './names/tell-names.ts'
import type { OrderMetrics } from './order-metrics.ts'
import { placeOrder } from './place-order.ts'
import type { NamesSettings } from './settings.ts'
import { showReceipt } from './show-receipt.ts'
import { createTellPage } from './tell-orders.ts'

const PAGE = { standard: 200, max: 200 }

export interface OrdersRoom {
  readonly rules: ChangeRules
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly queue: BookingQueue
  readonly bookings: BookingLimits
  readonly tax: SiteTax
  readonly currency: string
  readonly guest_names: NamesSettings
  readonly seal: Sealer
  readonly metrics: OrderMetrics
  readonly house_secrets: HouseSecrets
}

export function serveOrders(app: FastifyInstance, database: Database, room: OrdersRoom): void {
  const db = database.kysely
  const { authenticate, clock, rules, queue, metrics } = room
  const { tax, currency, house_secrets } = room
  const { window_days } = room.bookings
  const quoteStay = createQuoteStay(database, { clock, tax, currency, window_days })
  const placing = { queue, quoteStay }
  const tellPage = createTellPage(clock, currency)
  const tellingTo = (request: FastifyRequest) => ({
    clock,
    currency,
    language: languageOf(request),
    guest_names: room.guest_names,
  })

  const change = async (wanted: OrderChange): Promise<undefined> => {
    const { action, to } = await changeOrder(db, clock, rules, wanted)
    metrics.changes.inc({ action, to })
  }

  serveRoute(
    app,
    authenticate,
    contract.placeOrder,
    async ({ body, headers, viewer, request }) => ({
      order_id: await placeOrder(placing, {
        guest_id: viewer.user_id,
        house_id: toId(body.house_id),
        start_date: body.start_date,
        end_date: body.end_date,
        guests: readGuests(body.guests),
        amount: body.amount,
        idempotency_key: headers['idempotency-key'],
        language: languageOf(request),
      }),
    }),
    queue,
  )

  serveRoute(app, authenticate, contract.listOrders, async ({ query, viewer, request }) =>
    listOrders(database, tellPage, {
      language: languageOf(request),
      role: query.role === 'landlord' ? 'host' : 'guest',
      user_id: viewer.user_id,
      status: query.status,
      limit: readLimit(query.limit, PAGE),
      cursor: query.cursor,
    }),
  )

  serveRoute(app, authenticate, contract.listStays, async ({ query, viewer }) =>
    listStays(db, {
      host_id: viewer.user_id,
      house_id: query.house_id === undefined ? undefined : toId(query.house_id),
      from: query.from,
      to: query.to,
    }),
  )

  serveRoute(app, authenticate, contract.showOrder, async ({ params, viewer, request }) =>
    showOrder(database, { ...tellingTo(request), house_secrets }, toId(params.id), viewer.user_id),
  )

  serveRoute(app, authenticate, contract.exportStay, ({ params, viewer }) =>
    exportStay(database, clock, { order_id: toId(params.id), user_id: viewer.user_id }),
  )

  serveRoute(app, authenticate, contract.showReceipt, async ({ params, viewer, request }) => ({
    receipt: await showReceipt(database, clock, {
      order_id: toId(params.id),
      user_id: viewer.user_id,
      language: languageOf(request),
      currency,
    }),
  }))

  serveRoute(app, authenticate, names.listGuests, async ({ params, viewer }) =>
    listGuests(database, room, { order_id: toId(params.id), user_id: viewer.user_id }),
  )

  serveRoute(app, authenticate, names.nameGuests, async ({ params, body, viewer }) => {
    const { guests } = body
    await nameGuests(database, room, { order_id: toId(params.id), user_id: viewer.user_id, guests })
    return undefined
  })

  serveRoute(app, authenticate, contract.changeOrderStatus, async ({ params, body, viewer }) =>
    change({
      order_id: toId(params.id),
      user_id: viewer.user_id,
      action: body.action,
      reason: body.reason?.trim(),
    }),
  )

  const changing = {
    clock,
    tax,
    deadlines: rules.deadlines,
    window_days: room.bookings.window_days,
  }
  serveRoute(app, authenticate, changes.proposeChange, async ({ params, body, viewer }) => ({
    change_id: await proposeChange(db, changing, {
      order_id: toId(params.id),
      user_id: viewer.user_id,
      start_date: body.start_date,
      end_date: body.end_date,
      guests: body.guests === undefined ? undefined : readGuests(body.guests),
    }),
  }))

  serveRoute(app, authenticate, changes.answerChange, async ({ params, body, viewer }) => {
    await answerChange(db, changing, rules, {
      order_id: toId(params.id),
      change_id: toId(params.change_id),
      user_id: viewer.user_id,
      action: body.action,
    })
    return undefined
  })

  serveRoute(app, authenticate, contract.commentOrder, async ({ params, body, viewer }) => {
    const comment = body.comment.trim()
    if (!comment) throw new Refusal('params_invalid', { field: 'comment', problem: 'required' })
    const stars = { stars: body.stars, aspects: body.aspects }
    checkStars(stars)
    const said = { order_id: toId(params.id), user_id: viewer.user_id, comment, stars }
    if (!body.edit) return change({ ...said, action: 'comment' })
    await editComment(db, clock, said)
    return undefined
  })
}
