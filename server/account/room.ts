import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { Background, Platform, Room } from '../room.ts'
import { type Authentication, createAuthentication } from './authentication.ts'
import { serveProfile } from './profile-routes.ts'
import { pruneSessions } from './prune-sessions.ts'
import type { OnProfileChanged } from './public-profile.ts'
import { serveSessions } from './session-routes.ts'
import { createSessions, type Sessions } from './sessions.ts'

type ServeContext = Platform &
  Authentication & {
    readonly sessions: Sessions
    readonly secrets: CodeSecrets
    readonly onProfileChanged: OnProfileChanged
  }

export const account = {
  provide({ database, clock, session_secret, public_url }: Platform) {
    const sessions = createSessions(database, clock, session_secret)
    return { sessions, ...createAuthentication(sessions, public_url) }
  },
  serve(app, site: ServeContext) {
    serveSessions(app, site.database.kysely, site)
    serveProfile(app, site.database.kysely, site)
  },
  schedule: ({ database, clock }: Background) => [
    {
      name: 'prune-sessions',
      every_ms: 3_600_000,
      work: () => pruneSessions(database.kysely, clock),
    },
  ],
} satisfies Room
