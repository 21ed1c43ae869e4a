import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Platform, Room } from '../room.ts'
import { createHouseSecrets, type HouseSecrets } from './house-secrets.ts'
import { HOUSES_OF_A_PERSON } from './personal.ts'
import { refreshPagesOf } from './refresh-pages.ts'
import { serveHouses } from './routes.ts'
import { createShowHouse, type ShowHouse } from './show-house.ts'
import type { TellGuests } from './told-changes.ts'

type ServeContext = Platform & {
  readonly authenticate: Authenticate
  readonly showHouse: ShowHouse
  readonly tellGuests: TellGuests
  readonly house_secrets: HouseSecrets
}

export const houses = {
  provide: ({ database, clock, shared, session_secret }: Platform) => ({
    house_secrets: createHouseSecrets(session_secret),
    showHouse: createShowHouse(database, clock, shared),
    onProfileChanged: refreshPagesOf,
  }),
  personal: HOUSES_OF_A_PERSON,
  serve: (app, site: ServeContext) => serveHouses(app, site.database.kysely, site),
} satisfies Room
