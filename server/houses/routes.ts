import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import * as contract from '../../contract/houses.ts'
import { Refusal } from '../../contract/refusals.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/clock.ts'
import { JsonBytes } from '../platform/http/json-bytes.ts'
import { lastWriteOf } from '../platform/http/own-writes.ts'
import { type Admit, serveRoute } from '../platform/http/serve-route.ts'
import type { Reads } from '../platform/replica.ts'
import type { Database, Db, Tables } from '../schema.ts'
import { listAreas, listFacilities, listMostBooked, listOwnHouses } from './list-houses.ts'
import { editHouse, listHouse, publishHouse } from './publish-house.ts'
import { readHouseForm } from './read-house-form.ts'
import { searchHouses } from './search-houses.ts'
import { showCalendar } from './show-calendar.ts'
import type { ShowHouse } from './show-house.ts'

const NOBODY = -1
type HousePage = Static<typeof contract.showHouse.data>

export interface HousesRoom {
  readonly admit: Admit
  readonly clock: Clock
  readonly showHouse: ShowHouse
  readonly reads: Reads<Tables>
}

export function serveHouses(app: FastifyInstance, db: Db, room: HousesRoom): void {
  serveLists(app, room)
  servePublishing(app, db, room)
  servePage(app, db, room)
}

/** What anybody may look through; a replica may answer. */
function serveLists(app: FastifyInstance, { admit, clock, reads }: HousesRoom): void {
  const read = <Result>(
    request: FastifyRequest,
    work: (database: Database) => Promise<Result>,
  ): Promise<Result> => reads.answer(lastWriteOf(request), work)

  serveRoute(app, admit, contract.listAreas, ({ request }) => read(request, listAreas))

  serveRoute(app, admit, contract.listFacilities, ({ request }) => read(request, listFacilities))

  serveRoute(app, admit, contract.listMostBooked, ({ request }) =>
    read(request, (database) => listMostBooked(database, clock)),
  )

  serveRoute(app, admit, contract.searchHouses, ({ query, request }) =>
    read(request, ({ kysely }) => searchHouses(kysely, clock, query)),
  )
}

function servePublishing(app: FastifyInstance, db: Db, { admit, clock }: HousesRoom): void {
  serveRoute(app, admit, contract.publishHouse, async ({ body, viewer }) => ({
    house_id: await publishHouse(db, clock, viewer.user_id, readHouseForm(body)),
  }))

  serveRoute(app, admit, contract.editHouse, async ({ params, body, viewer }) => {
    const house = { house_id: toId(params.id), user_id: viewer.user_id }
    await editHouse(db, house, readHouseForm(body))
    return undefined
  })

  serveRoute(app, admit, contract.listHouse, async ({ params, body, viewer }) => {
    const house = { house_id: toId(params.id), user_id: viewer.user_id }
    await listHouse(db, house, body.listed)
    return undefined
  })

  serveRoute(app, admit, contract.listOwnHouses, ({ viewer }) =>
    listOwnHouses(db, clock, viewer.user_id),
  )
}

/** What a guest decides by: always as it stands now. */
function servePage(app: FastifyInstance, db: Db, { admit, clock, showHouse }: HousesRoom): void {
  serveRoute(app, admit, contract.showHouse, async ({ params, viewer }) => {
    const house = await showHouse(toId(params.id))
    if (!house) throw new Refusal('house_missing')
    return viewer ? seenBy(viewer.user_id, house) : seenByNobody(house)
  })

  serveRoute(app, admit, contract.showCalendar, ({ params, query }) =>
    showCalendar(db, clock, toId(params.id), query),
  )
}

const HOUSE_END = Buffer.from('}')

const seenBy = (user_id: number, house: Buffer) =>
  new JsonBytes<HousePage>(
    Buffer.concat([Buffer.from(`{"user_id":${user_id},"house":`), house, HOUSE_END]),
  )

/** What most visitors are sent is put together once for each detail that is kept. */
const seen_by_nobody = new WeakMap<Buffer, JsonBytes<HousePage>>()
function seenByNobody(house: Buffer): JsonBytes<HousePage> {
  let page = seen_by_nobody.get(house)
  if (!page) {
    page = seenBy(NOBODY, house)
    seen_by_nobody.set(house, page)
  }
  return page
}
