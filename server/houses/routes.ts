import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import * as contract from '../../contract/houses.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Reads } from '../platform/database/replica.ts'
import { JsonBytes } from '../platform/http/json-bytes.ts'
import { lastWriteOf } from '../platform/http/read-your-writes.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Database, Db, Tables } from '../schema.ts'
import { type HouseSecrets, readInstructions } from './house-secrets.ts'
import { listAreas, listFacilities, listOwnHouses } from './list-houses.ts'
import { checkOwnHouse } from './own-house.ts'
import { editHouse, publishHouse, setListed } from './publish-house.ts'
import { readHouseForm } from './read-house-form.ts'
import type { ShowHouse } from './show-house.ts'
import type { TellGuests } from './told-changes.ts'

const ANONYMOUS_ID = -1
type HousePage = Static<typeof contract.showHouse.data>

export interface HousesRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly currency: string
  readonly showHouse: ShowHouse
  readonly tellGuests: TellGuests
  readonly house_secrets: HouseSecrets
  readonly reads: Reads<Tables>
}

export function serveHouses(app: FastifyInstance, db: Db, room: HousesRoom): void {
  serveLists(app, room)
  servePublishing(app, db, room)
  servePage(app, room)
}

/** What anybody may look through; a replica may answer. */
function serveLists(app: FastifyInstance, { authenticate, reads }: HousesRoom): void {
  const read = <Result>(
    request: FastifyRequest,
    work: (database: Database) => Promise<Result>,
  ): Promise<Result> => reads.answer(lastWriteOf(request), work)

  serveRoute(app, authenticate, contract.listAreas, ({ request }) => read(request, listAreas))

  serveRoute(app, authenticate, contract.listFacilities, ({ request }) =>
    read(request, listFacilities),
  )
}

function servePublishing(app: FastifyInstance, db: Db, room: HousesRoom): void {
  const { authenticate, clock, currency, house_secrets } = room

  serveRoute(app, authenticate, contract.publishHouse, async ({ body, viewer }) => ({
    house_id: await publishHouse(db, room, viewer.user_id, readHouseForm(body, currency)),
  }))

  serveRoute(app, authenticate, contract.editHouse, async ({ params, body, viewer }) => {
    const house = { house_id: toId(params.id), user_id: viewer.user_id }
    await editHouse(db, room, house, readHouseForm(body, currency))
    return undefined
  })

  serveRoute(app, authenticate, contract.setListed, async ({ params, body, viewer }) => {
    const house = { house_id: toId(params.id), user_id: viewer.user_id }
    await setListed(db, house, body.listed)
    return undefined
  })

  serveRoute(app, authenticate, contract.showInstructions, async ({ params, viewer }) => {
    const house_id = toId(params.id)
    await checkOwnHouse(db, { house_id, user_id: viewer.user_id })
    return { instructions: await readInstructions(db, house_secrets, house_id) }
  })

  serveRoute(app, authenticate, contract.listOwnHouses, ({ viewer }) =>
    listOwnHouses(db, clock, viewer.user_id),
  )
}

/** What a guest decides by: always as it stands now. */
function servePage(app: FastifyInstance, { authenticate, showHouse }: HousesRoom): void {
  serveRoute(app, authenticate, contract.showHouse, async ({ params, viewer }) => {
    const house = await showHouse(toId(params.id), viewer?.user_id)
    if (!house) throw new Refusal('house_missing')
    return viewer ? pageFor(viewer.user_id, house) : anonymousPageOf(house)
  })
}

const HOUSE_END = Buffer.from('}')

const pageFor = (user_id: number, house: Buffer) =>
  new JsonBytes<HousePage>(
    Buffer.concat([Buffer.from(`{"user_id":${user_id},"house":`), house, HOUSE_END]),
  )

/** Most visitors have no session: their answer is made once for each cached detail. */
const anonymous_pages = new WeakMap<Buffer, JsonBytes<HousePage>>()
function anonymousPageOf(house: Buffer): JsonBytes<HousePage> {
  let page = anonymous_pages.get(house)
  if (!page) {
    page = pageFor(ANONYMOUS_ID, house)
    anonymous_pages.set(house, page)
  }
  return page
}
