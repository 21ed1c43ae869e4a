import { writeBackup } from '../backup/backup-file.ts'
import { openSnapshot } from '../backup/snapshot.ts'
import { withStorage } from '../backup/storage.ts'
import { VERSION } from '../version.ts'

/** Writes one moment of the site into a file, while it runs. */
export const backUp = (file: string, { pictures }: { readonly pictures: boolean }) =>
  withStorage(async ({ url, files, secret, settings }) => {
    const snapshot = await openSnapshot(url, { writes: 'go on' })
    try {
      const copied = pictures ? files : undefined
      const counts = await writeBackup(file, snapshot, { files: copied, secret, version: VERSION })
      const told = pictures ? `${counts.files} files of pictures` : 'no pictures'
      console.log(`${file}: ${counts.rows} rows and ${told}, as of ${snapshot.taken_at}`)
      if (counts.left_out.length > 0)
        console.log(`Left out, as they are too large: ${counts.left_out.join(', ')}`)
      console.log(
        settings.session_secret
          ? 'Keep SESSION_SECRET too, in another place: it is not in the file.'
          : `Keep ${settings.data_dir}/session-secret too, in another place: it is not in the file.`,
      )
    } finally {
      await snapshot.close()
    }
  })
