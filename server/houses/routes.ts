import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/houses.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toId } from '../../contract/values.ts'
import { type Admit, serveRoute } from '../platform/http/serve-route.ts'
import type { ShowHouse } from './show-house.ts'

const NOBODY = -1

export function serveHouses(app: FastifyInstance, admit: Admit, showHouse: ShowHouse): void {
  serveRoute(app, admit, contract.showHouse, async ({ params, viewer }) => {
    const house = await showHouse(toId(params.id))
    if (!house) throw new Refusal('house_missing')
    return { user_id: viewer?.user_id ?? NOBODY, house }
  })
}
