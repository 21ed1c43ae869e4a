import type { Platform, Room } from '../room.ts'
import { PUSH_OF_A_PERSON } from './personal.ts'
import { createPushKeys } from './push-keys.ts'
import { type PushRoutes, servePush } from './routes.ts'

export const push = {
  provide: ({ database, session_secret }: Platform) => ({
    push_keys: createPushKeys(database.kysely, session_secret),
  }),
  serve: (app, site: Platform & PushRoutes) => servePush(app, site.database.kysely, site),
  personal: PUSH_OF_A_PERSON,
} satisfies Room
