import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { MESSAGES_OF_A_PERSON } from './personal.ts'
import { pruneMessageKeys } from './prune-keys.ts'
import { serveMessages } from './routes.ts'
import type { TellThreads } from './told-people.ts'

type ServeContext = Platform & {
  readonly authenticate: Authenticate
  readonly tell_threads: TellThreads
}

export const messages = {
  serve: (app, site: ServeContext) => serveMessages(app, site.database.kysely, site),
  personal: MESSAGES_OF_A_PERSON,
  schedule: ({ database: { kysely }, clock }: Background) => [
    {
      name: 'prune-message-keys',
      every_ms: 3_600_000,
      work: () => pruneMessageKeys(kysely, clock),
    },
  ],
} satisfies Room
