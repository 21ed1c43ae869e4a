import { readAvailabilitySettings } from './availability/settings.ts'
import { readCodeSettings } from './codes/settings.ts'
import { readMailSettings } from './mail/settings.ts'
import { readOrderSettings } from './orders/settings.ts'
import { readPageSettings } from './pages/settings.ts'
import { readPaymentSettings } from './payments/settings.ts'
import { createReader, type Environment, type Reader } from './platform/settings/reader.ts'
import { readServerSettings } from './platform/settings/server.ts'
import { readStorageSettings } from './platform/settings/storage.ts'
import { readPricingSettings } from './pricing/settings.ts'
import { readPushSettings } from './push/settings.ts'
import { readSmsSettings } from './sms/settings.ts'

export type Settings = ReturnType<typeof readSettings>
export type RoomSettings = ReturnType<typeof readRoomSettings>

/**
 * Every setting, read and checked.
 *
 * @throws {WrongSetting} for the first one that is wrong.
 */
export function readSettings(environment: Environment) {
  const read = createReader(environment)
  const site = { ...readServerSettings(read), ...readStorageSettings(read) }
  return { ...site, ...readRoomSettings(read, site), demo_refused: readDemo(read, site) }
}

/** Apart from `rooms.ts`: every command reads settings, and few need what rooms are made of. */
const readRoomSettings = (read: Reader, site: ReturnType<typeof readServerSettings>) => ({
  ...readSmsSettings(read, site),
  ...readMailSettings(read, site),
  ...readPushSettings(read),
  ...readCodeSettings(read),
  ...readAvailabilitySettings(read),
  ...readPricingSettings(read, site),
  ...readOrderSettings(read),
  ...readPaymentSettings(read, site),
  ...readPageSettings(read),
})

/** Why demo data may not be filled in; undefined where it may. */
function readDemo(read: Reader, { exposed_by }: { readonly exposed_by: string | undefined }) {
  if (read.text('IHOME_ALLOW_DEMO') === '1' || !exposed_by) return undefined
  const why = 'the password of demo users is public; `ihome serve` needs none'
  return read.wrong('IHOME_ALLOW_DEMO', `1 when ${exposed_by} (${why})`)
}
