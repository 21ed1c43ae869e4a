import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { PersonalData } from '../personal-data.ts'
import type { Platform, Room, Working } from '../room.ts'
import { type Authentication, createAuthentication } from './authentication.ts'
import { servePersonalData } from './data-routes.ts'
import { erasePeople } from './deletion/erase-people.ts'
import { endExports, removeFiles } from './deletion/remove-files.ts'
import { makeExport } from './export/make-export.ts'
import { servePasskeys } from './passkeys/passkey-routes.ts'
import { ACCOUNT_OF_A_PERSON } from './personal.ts'
import { serveProfile } from './profile-routes.ts'
import { pruneSessions } from './prune-sessions.ts'
import type { OnProfileChanged } from './public-profile.ts'
import { serveSecurity } from './security-routes.ts'
import { serveSessions } from './session-routes.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSessionStart } from './start-session.ts'

type ServeContext = Platform &
  Authentication & {
    readonly personal: readonly PersonalData[]
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
    const { kysely } = site.database
    const routes = { ...site, ...createSessionStart(kysely, site) }
    serveSessions(app, kysely, routes)
    serveSecurity(app, kysely, routes)
    servePasskeys(app, kysely, routes)
    serveProfile(app, kysely, site)
    servePersonalData(app, kysely, site)
  },
  personal: ACCOUNT_OF_A_PERSON,
  jobs: ({ database, clock, ...work }: Working) => [makeExport(database.kysely, clock, work)],
  schedule: ({ database, clock, personal, openFiles }: Working) => [
    {
      name: 'erase-people',
      every_ms: 600_000,
      work: (stopping) => erasePeople(database.kysely, clock, personal, stopping),
    },
    {
      name: 'end-exports',
      every_ms: 600_000,
      work: () => endExports(database.kysely, clock),
    },
    {
      name: 'remove-files',
      every_ms: 60_000,
      work: () => removeFiles(database.kysely, openFiles),
    },
    {
      name: 'prune-sessions',
      every_ms: 3_600_000,
      work: () => pruneSessions(database.kysely, clock),
    },
  ],
} satisfies Room
