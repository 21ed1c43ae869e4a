import { fillSite } from '../backup/fill-site.ts'
import { countOthers, openSnapshot } from '../backup/snapshot.ts'
import { withStorage } from '../backup/storage.ts'

/** Takes a site from the embedded database to a Postgres of its own. */
export const move = (to: string) =>
  withStorage(async ({ url, secret, settings, log }) => {
    if (settings.database_url)
      throw new Error(
        'DATABASE_URL is set, so this site has a Postgres of its own already; ' +
          'to take it to another one, use `ihome backup` and `ihome restore`',
      )
    const target = readTarget(to)
    // Who wrote to the old database from here on would be forgotten by the new one.
    const others = await countOthers(url)
    if (others > 0) throw new Error('ihome still runs on this directory; stop it first')
    const snapshot = await openSnapshot(url, { writes: 'held' })
    try {
      const load = { ...snapshot, rows: snapshot.rows() }
      const { rows } = await fillSite({ url: target, settings, log, secret }, load)
      console.log(`${rows} rows are in the new database.`)
    } finally {
      await snapshot.close()
    }
    console.log(
      [
        'From now on start ihome with:',
        '  DATABASE_URL     the address that you gave',
        `  SESSION_SECRET   "$(cat ${settings.data_dir}/session-secret)"`,
        settings.bucket
          ? 'Pictures stay in the bucket.'
          : `  IHOME_DATA_DIR   ${settings.data_dir}, where the pictures stay`,
        `${settings.data_dir}/database is not used any more; remove it once the site runs.`,
      ].join('\n'),
    )
  })

function readTarget(to: string): string {
  const url = URL.parse(to)
  if (url && ['postgres:', 'postgresql:'].includes(url.protocol)) return to
  // It may hold a password.
  throw new Error('--to must be postgres://user:password@host:port/name')
}
