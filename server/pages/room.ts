import type { StayUnit } from '../../rules/stay-words.ts'
import type { Deadlines } from '../orders/settings.ts'
import type { Platform, Room } from '../room.ts'
import type { SmsSettings } from '../sms/settings.ts'
import { createPages, type Pages } from './serve-pages.ts'

interface Settings {
  readonly deadlines: Deadlines
  readonly stay_unit: StayUnit
  readonly sms: SmsSettings
  readonly terms_url: URL | undefined
}

export const pages = {
  provide: ({
    clock,
    deadlines,
    stay_unit,
    public_url,
    bucket,
    sms,
    terms_url,
  }: Platform & Settings) => ({
    pages: createPages({
      clock,
      deadlines,
      stay_unit,
      terms_url,
      public_url,
      shows_outbox: sms.provider === 'outbox',
      pictures_origin: bucket?.public_url && new URL(bucket.public_url).origin,
    }),
  }),
  serve: (app, { pages }: { readonly pages: Pages }) => pages.serve(app),
} satisfies Room
