import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const START_MS_MAX = 30_000
const STOP_MS_MAX = 5_000

/** Whether the machine has a program; Debian keeps some where only root looks. */
export const hasProgram = (name: string): boolean =>
  !spawnSync(name, ['--version'], { env: environment() }).error

export const environment = (settings: Record<string, string> = {}) => ({
  PATH: `${process.env['PATH']}:/usr/sbin`,
  HOME: '/nonexistent',
  ...settings,
})

export interface Programs {
  /** Runs until `stop`; its words go to a file in the folder. */
  start(name: string, args: readonly string[], settings?: Record<string, string>): ChildProcess
  stop(): Promise<void>
}

/** Programs that belong together, in a folder of their own; the last one started ends first. */
export function runIn(folder: string): Programs {
  const running: ChildProcess[] = []
  const killAll = () => {
    for (const child of running) child.kill('SIGKILL')
  }
  process.once('exit', killAll)
  return {
    start(name, args, settings = {}) {
      const log = openSync(join(folder, `${running.length}.log`), 'w')
      const child = spawn(name, args, {
        cwd: folder,
        env: environment(settings),
        stdio: ['ignore', log, log],
      })
      running.push(child)
      return child
    },
    async stop() {
      for (const child of running.toReversed()) await end(child)
      process.removeListener('exit', killAll)
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const killing = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
  await ended
  clearTimeout(killing)
}

/** @throws {Error} with what the programs have said, where it does not come true in time. */
export async function until(folder: string, holds: () => Promise<boolean>): Promise<void> {
  const until_ms = performance.now() + START_MS_MAX
  while (!(await holds().catch(() => false))) {
    if (performance.now() > until_ms) throw new Error(`a peer did not start: ${logsOf(folder)}`)
    await sleep(100)
  }
}

function logsOf(folder: string): string {
  const read = (index: number) => {
    try {
      return readFileSync(join(folder, `${index}.log`), 'utf8').slice(-2_000)
    } catch {
      return ''
    }
  }
  return [0, 1, 2, 3].map(read).join('\n')
}
