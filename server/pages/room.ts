import type { StayUnit } from '../../rules/stay-words.ts'
import type { Deadlines } from '../orders/settings.ts'
import type { Platform, Room } from '../room.ts'
import type { SmsSettings } from '../sms/settings.ts'
import { createPages, type Pages } from './serve-pages.ts'
import type { MapSettings } from './settings.ts'

interface Settings {
  readonly deadlines: Deadlines
  readonly stay_unit: StayUnit
  readonly sms: SmsSettings
  readonly terms_url: URL | undefined
  readonly map: MapSettings | undefined
}

export const pages = {
  provide: ({ sms, bucket, ...site }: Platform & Settings) => ({
    pages: createPages({
      ...site,
      shows_outbox: sms.provider === 'outbox',
      pictures_origin: bucket?.public_url && new URL(bucket.public_url).origin,
    }),
  }),
  serve: (app, { pages }: { readonly pages: Pages }) => pages.serve(app),
} satisfies Room
