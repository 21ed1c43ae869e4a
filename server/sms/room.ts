import type { Background, Platform, Room } from '../room.ts'
import { createOutbox, type Outbox, pruneOutbox } from './outbox.ts'
import { serveOutbox } from './outbox-page.ts'
import { SMS_OF_A_PERSON } from './personal.ts'
import type { SmsSettings } from './settings.ts'

type Needs = Platform & { readonly sms: SmsSettings }

export const sms = {
  provide: ({ database, clock, sms }: Needs) => ({
    /** Where what would have been sent is shown, if nothing is. */
    outbox: sms.provider === 'outbox' ? createOutbox(database.kysely, clock) : undefined,
  }),
  serve(app, { outbox }: { readonly outbox: Outbox | undefined }) {
    if (outbox) serveOutbox(app, outbox)
  },
  personal: SMS_OF_A_PERSON,
  schedule: ({ database, clock }: Background) => [
    {
      name: 'prune-outbox',
      every_ms: 600_000,
      work: () => pruneOutbox(database.kysely, clock),
    },
  ],
} satisfies Room
