import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../../../test/harness/free-port.ts'
import type { Server } from '../../server.ts'
import { HOUSE_IDS } from '../../slots.ts'
import { environment, hasProgram, runIn, until } from '../programs.ts'

const PACKAGES =
  'python3-flask python3-flask-sqlalchemy python3-celery python3-redis python3-pymysql gunicorn ' +
  'mariadb-server redis-server'
/** Debian's own, that its packages are for; others may come first on the PATH. */
const PYTHON = '/usr/bin/python3'
const HERE = fileURLToPath(new URL('.', import.meta.url))
/** Each answers one request at a time; what decides is the one worker behind them. */
const WEB_PROCESSES = 16

/** What is missing of the peer, in words; undefined where all of it is there. */
export function whatFlaskLacks(): string | undefined {
  const programs = ['gunicorn', 'mariadbd', 'redis-server'].every(hasProgram)
  const modules = 'import flask, flask_sqlalchemy, celery, redis, pymysql'
  const { status } = spawnSync(PYTHON, ['-c', modules], { stdio: 'ignore' })
  return programs && status === 0 ? undefined : `Debian: apt-get install ${PACKAGES}`
}

/** Flask, MariaDB, Redis and the one Celery worker, on ports of their own. */
export async function startFlask(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'ihome-bench-flask-'))
  const programs = runIn(folder)
  const stop = async () => {
    await programs.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [database, redis, port] = [
      await findFreePort(),
      await findFreePort(),
      await findFreePort(),
    ]
    const settings = {
      DATABASE: `mysql+pymysql://root@127.0.0.1:${database}/ihome?charset=utf8mb4`,
      REDIS: `redis://127.0.0.1:${redis}/0`,
      PYTHONPATH: HERE,
      PYTHONDONTWRITEBYTECODE: '1',
    }
    startMariadb(programs, folder, database)
    programs.start('redis-server', ['--port', `${redis}`, '--bind', '127.0.0.1', '--save', ''])
    await until(folder, async () => (await answers(database)) && (await answers(redis)))
    python(`import pymysql; pymysql.connect(host='127.0.0.1', port=${database}, user='root')
      .cursor().execute('CREATE DATABASE ihome')`)
    python(`import app; app.fill(${HOUSE_IDS.first}, ${HOUSE_IDS.last})`, settings)
    const worker = ['-m', 'celery', '-A', 'app.celery_app', 'worker', '-c', '1', '-l', 'warning']
    programs.start(PYTHON, worker, settings)
    const web = programs.start(
      'gunicorn',
      [
        '-b',
        `127.0.0.1:${port}`,
        '-k',
        'gthread',
        '-w',
        `${WEB_PROCESSES}`,
        '--threads',
        '1',
        'app:app',
      ],
      settings,
    )
    await until(folder, () => answers(port))
    return { pid: web.pid as number, port, start_ms: 0, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** As it is set up by itself: each commit is on the disk. It asks for no password in this folder. */
function startMariadb(programs: ReturnType<typeof runIn>, folder: string, port: number): void {
  const data = join(folder, 'data')
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  const env = environment()
  const made = spawnSync('mariadb-install-db', ['--no-defaults', ...user, `--datadir=${data}`], {
    env,
  })
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stderr}`)
  const own = [`--datadir=${data}`, `--socket=${join(folder, 'socket')}`, `--port=${port}`]
  programs.start('mariadbd', [
    '--no-defaults',
    ...user,
    ...own,
    '--bind-address=127.0.0.1',
    '--skip-grant-tables',
  ])
}

function python(text: string, settings: Record<string, string> = {}): void {
  const code = text.replaceAll(/\n\s+/g, '')
  const { status, stderr } = spawnSync(PYTHON, ['-c', code], { env: environment(settings) })
  if (status !== 0) throw new Error(`python3 failed: ${stderr}`)
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
