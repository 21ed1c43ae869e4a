import { readAvailabilitySettings } from './availability/settings.ts'
import { readOrderSettings } from './orders/settings.ts'
import { readPaymentSettings } from './payments/settings.ts'
import { createReader, type Environment, type Reader } from './platform/settings/reader.ts'
import { readServerSettings } from './platform/settings/server.ts'
import { readStorageSettings } from './platform/settings/storage.ts'
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
  return { ...site, ...readRoomSettings(read, site) }
}

/** Apart from `rooms.ts`: every command reads settings, and few need what rooms are made of. */
const readRoomSettings = (read: Reader, site: ReturnType<typeof readServerSettings>) => ({
  ...readSmsSettings(read),
  ...readAvailabilitySettings(read),
  ...readOrderSettings(read),
  ...readPaymentSettings(read, site),
})
