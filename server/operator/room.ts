import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { serveActs } from './act-routes.ts'
import { createOperatorSessions, deleteEnded, type OperatorSessions } from './operator-sessions.ts'
import { OPERATORS_OF_A_PERSON } from './personal.ts'
import { serveOperators } from './routes.ts'
import { createSecondFactor, type SecondFactor } from './second-factor.ts'
import { AUDIT } from './verify-audit.ts'

type ServeContext = Platform & {
  readonly authenticate: Authenticate
  readonly operator_sessions: OperatorSessions
  readonly second_factor: SecondFactor
}

export const operator = {
  provide: ({ clock, session_secret, public_url }: Platform) => ({
    operator_sessions: createOperatorSessions(clock, session_secret, public_url),
    second_factor: createSecondFactor(clock, session_secret),
  }),
  serve(app, site: ServeContext) {
    serveOperators(app, site.database.kysely, site)
    serveActs(app, site.database.kysely, site)
  },
  schedule: ({ database: { kysely }, clock }: Background) => [
    {
      name: 'prune-operator-sessions',
      every_ms: 3_600_000,
      work: async () => void (await deleteEnded(kysely, clock.now())),
    },
  ],
  personal: OPERATORS_OF_A_PERSON,
  verification: AUDIT,
} satisfies Room
