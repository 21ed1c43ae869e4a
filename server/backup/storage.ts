import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { createLog } from '../log.ts'
import { type Files, openFiles } from '../platform/files/files.ts'
import { createDataDirectory, explained, sessionSecret } from '../runtime.ts'
import { readSettings, type Settings } from '../settings.ts'

/** Where a site keeps everything, opened as it is: its schema is left at whatever version. */
export interface Storage {
  readonly settings: Settings
  readonly log: FastifyBaseLogger
  /** Of the database. */
  readonly url: string
  readonly files: Files
  readonly secret: string
}

/**
 * Opens what the settings name, does `work`, and closes it.
 *
 * @throws {WrongSetting} before anything is opened; {Error} when it cannot be used.
 */
export async function withStorage(work: (storage: Storage) => Promise<void>): Promise<void> {
  const settings = readSettings(process.env)
  createDataDirectory(settings.data_dir)
  const log = createLog(settings.log_level)
  const place = { folder: join(settings.data_dir, 'files'), bucket: settings.bucket }
  const files = await openFiles(place, (error, name) =>
    log.error({ err: error, name }, 'a file could not be kept, read or removed'),
  )
  const { url, leave } = await findDatabase(settings)
  try {
    await work({ settings, log, url, files, secret: sessionSecret(settings) })
  } catch (error) {
    throw explained(error)
  } finally {
    await leave()
  }
}

async function findDatabase({ database_url, data_dir }: Settings) {
  if (database_url) return { url: database_url, leave: async () => undefined }
  const { joinPostgres } = await import('../platform/database/shared-postgres.ts')
  return joinPostgres(data_dir)
}
