import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/pricing.ts'
import { toId } from '../../contract/values.ts'
import { NO_RULES } from '../../rules/house-rules.ts'
import { checkOwnHouse } from '../houses/own-house.ts'
import type { TellGuests } from '../houses/told-changes.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { changeRules } from './change-rules.ts'
import { findPriced } from './find-priced.ts'

export interface PricingRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly tellGuests: TellGuests
}

export function servePricing(app: FastifyInstance, db: Db, room: PricingRoom) {
  const { authenticate, clock, tellGuests } = room
  serveRoute(app, authenticate, contract.showRules, async ({ params, viewer }) => {
    const house_id = toId(params.id)
    await checkOwnHouse(db, { house_id, user_id: viewer.user_id })
    const priced = (await findPriced(db, [house_id])).get(house_id)
    const { price = 0, min_days = 1, max_days = 0 } = priced?.terms ?? {}
    return { price, min_days, max_days, rules: priced?.rules ?? NO_RULES }
  })

  serveRoute(app, authenticate, contract.changeRules, async ({ params, body, viewer }) => {
    const house = { house_id: toId(params.id), user_id: viewer.user_id }
    await changeRules(db, clock, tellGuests, house, body.rules)
    return undefined
  })
}
