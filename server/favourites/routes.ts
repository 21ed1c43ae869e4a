import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/favourites.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { createList, deleteList, renameList, shareList, unshareList } from './change-lists.ts'
import { dropFavourite, mergeFavourites, saveFavourite } from './save-favourites.ts'
import {
  listFavourites,
  sharePath,
  showList,
  showSharedList,
  showVisitorsHouses,
} from './show-lists.ts'

export interface FavouritesRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
}

export function serveFavourites(app: FastifyInstance, db: Db, room: FavouritesRoom): void {
  const { authenticate, clock } = room
  const own = (params: { id: number | string }, viewer: { user_id: number }) => ({
    list_id: toId(params.id),
    user_id: viewer.user_id,
  })

  serveRoute(app, authenticate, contract.listFavourites, ({ viewer }) =>
    listFavourites(db, viewer.user_id),
  )

  serveRoute(app, authenticate, contract.saveFavourite, async ({ params, body, viewer }) => ({
    list_id: await saveFavourite(db, clock, {
      user_id: viewer.user_id,
      house_id: toId(params.id),
      list_id: body.list_id === undefined ? undefined : toId(body.list_id),
    }),
  }))

  serveRoute(app, authenticate, contract.saveFavourites, async ({ body, viewer }) => ({
    saved: await mergeFavourites(db, clock, viewer.user_id, body.house_ids.map(toId)),
  }))

  serveRoute(app, authenticate, contract.dropFavourite, async ({ params, viewer }) => {
    await dropFavourite(db, viewer.user_id, toId(params.id))
    return undefined
  })

  serveRoute(app, authenticate, contract.createList, async ({ body, viewer }) => ({
    list_id: await createList(db, clock, viewer.user_id, body.name),
  }))

  serveRoute(app, authenticate, contract.showList, ({ params, query, viewer }) =>
    showList(db, clock, own(params, viewer), query.cursor),
  )

  serveRoute(app, authenticate, contract.renameList, async ({ params, body, viewer }) => {
    await renameList(db, own(params, viewer), body.name)
    return undefined
  })

  serveRoute(app, authenticate, contract.deleteList, async ({ params, viewer }) => {
    await deleteList(db, clock, own(params, viewer))
    return undefined
  })

  serveRoute(app, authenticate, contract.shareList, async ({ params, viewer }) => ({
    share_path: sharePath(await shareList(db, own(params, viewer))),
  }))

  serveRoute(app, authenticate, contract.unshareList, async ({ params, viewer }) => {
    await unshareList(db, own(params, viewer))
    return undefined
  })

  serveRoute(app, authenticate, contract.showSharedList, ({ params, query }) =>
    showSharedList(db, clock, params.token, query.cursor),
  )

  serveRoute(app, authenticate, contract.showVisitorsHouses, async ({ query }) => ({
    houses: await showVisitorsHouses(db, clock, query.ids.split(',').map(toId)),
  }))
}
