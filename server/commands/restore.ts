import { checkBackup, keyCheckOf, readBackup } from '../backup/backup-file.ts'
import { fillSite } from '../backup/fill-site.ts'
import { refuseOccupied } from '../backup/load.ts'
import { withStorage } from '../backup/storage.ts'
import type { Settings } from '../settings.ts'

/** Makes the site of a backup in an empty install. */
export const restore = (file: string, { other_key }: { readonly other_key: boolean }) =>
  withStorage(async ({ url, files, secret, settings, log }) => {
    // All of it is read before anything is written.
    const { key_check, ...backup } = await checkBackup(file)
    if (key_check !== keyCheckOf(secret) && !other_key) throw otherKey(settings)
    await refuseOccupied(url, backup.migrations)
    let kept = 0
    const rows = readBackup(file, async (name, bytes) => {
      await files.restore({ name, bytes })
      kept += 1
    })
    const loaded = await fillSite({ url, settings, log, secret }, { ...backup, rows })
    const told = backup.files ? `${kept} files of pictures` : 'no pictures: it holds none'
    console.log(`${loaded.rows} rows and ${told}, as of ${backup.taken_at}`)
    if (loaded.left_out.length > 0)
      console.log(`Left out, as ihome has no such tables: ${loaded.left_out.join(', ')}`)
    if (settings.redis_url) console.log('Empty the Redis of REDIS_URL, and restart the servers.')
  })

function otherKey({ session_secret, data_dir }: Settings): Error {
  const where = session_secret ? 'in SESSION_SECRET' : `in ${data_dir}/session-secret`
  return new Error(
    `the backup belongs to another key than the one ${where}; put the key of the site that was ` +
      'backed up there, or give --other-key if it is lost: everybody then logs in again, and what ' +
      'was sealed with it stays unreadable',
  )
}
