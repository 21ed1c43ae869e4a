import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CONNECTIONS } from './slots.ts'

const run = promisify(execFile)
const THREADS = 2

export type Script = 'place-one-statement' | 'place-three-statements'

/** Says what to install and ends when the machine has no pgbench. */
export function requirePgbench(): void {
  if (!spawnSync('pgbench', ['--version']).error) return
  console.error(
    'bench: pgbench is not on the PATH. It comes with Postgres: on Debian and Ubuntu install ' +
      'postgresql-contrib, on macOS `brew install postgresql`.',
  )
  process.exit(1)
}

/** Orders a second, each in a transaction of its own, with statements prepared once. */
export async function runPgbench(url: string, script: Script, seconds: number): Promise<number> {
  const file = fileURLToPath(new URL(`./${script}.sql`, import.meta.url))
  const clients = ['-c', String(CONNECTIONS), '-j', String(THREADS)]
  const { stdout } = await run('pgbench', [
    ...['-n', '-M', 'prepared', ...clients, '-T', String(seconds), '-D', 'n=-1', '-f', file],
    url,
  ])
  const failed = /number of failed transactions: (\d+)/.exec(stdout)?.[1]
  const per_second = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout)?.[1]
  if (failed !== '0' || per_second === undefined)
    throw new Error(`pgbench did not place every order:\n${stdout}`)
  return Number(per_second)
}
