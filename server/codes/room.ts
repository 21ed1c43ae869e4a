import type { Authenticate } from '../platform/http/serve-route.ts'
import type { Background, Platform, Room } from '../room.ts'
import { chooseSmsProvider } from '../sms/choose-sms-provider.ts'
import type { Outbox } from '../sms/outbox.ts'
import type { SmsSettings } from '../sms/settings.ts'
import { type CodeSecrets, createCodeSecrets } from './code-secrets.ts'
import { deliverSmsCode } from './deliver-sms-code.ts'
import { CODES_OF_A_PERSON } from './personal.ts'
import { pruneCodes } from './prune-codes.ts'
import { serveCodes } from './routes.ts'
import type { CodeSettings } from './settings.ts'

type ServeContext = Platform & {
  readonly authenticate: Authenticate
  readonly outbox: Outbox | undefined
  readonly secrets: CodeSecrets
  readonly codes: CodeSettings
}

export const codes = {
  provide: ({ session_secret }: Platform) => ({ secrets: createCodeSecrets(session_secret) }),
  serve: (app, site: ServeContext) => serveCodes(app, site.database.kysely, site),
  personal: CODES_OF_A_PERSON,
  jobs: ({ database, clock, session_secret, sms }: Background & { readonly sms: SmsSettings }) => [
    deliverSmsCode(database.kysely, clock, {
      secrets: createCodeSecrets(session_secret),
      provider: chooseSmsProvider(sms, database.kysely, clock),
    }),
  ],
  schedule: ({ database, clock }: Background) => [
    { name: 'prune-codes', every_ms: 600_000, work: () => pruneCodes(database.kysely, clock) },
  ],
} satisfies Room
