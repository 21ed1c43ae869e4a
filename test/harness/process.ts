import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/ihome.mjs', import.meta.url))
const END_MS_MAX = 115_000

export type Environment = Readonly<Record<string, string>>

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A running `ihome` command. */
export interface Running {
  readonly child: ChildProcess
  /** Resolves when it has ended. */
  readonly ended: Promise<Ended>
  /** What it has written to standard output so far. */
  stdout(): string
}

const directories: string[] = []
const children = new Set<ChildProcess>()
// Whatever a test that failed has left behind.
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

/** A directory that is there until the tests of this file are over. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-process-'))
  directories.push(directory)
  return directory
}

/** Starts `ihome` as a person would, with nothing in its environment but what is given. */
export function startIhome(
  args: readonly string[],
  environment: Environment = {},
  cwd: string = temporaryDirectory(),
): Running {
  const env = { PATH: process.env['PATH'] ?? '', ...environment }
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env })
  children.add(child)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX)
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(late)
      children.delete(child)
      resolve({ code, stdout, stderr })
    })
  })
  return { child, ended, stdout: () => stdout }
}

/** Runs `ihome` to its end. */
export const runIhome = (args: readonly string[], environment?: Environment, cwd?: string) =>
  startIhome(args, environment, cwd).ended

export interface Serving extends Running {
  readonly origin: string
  /** Tells it to stop, and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

/**
 * Starts `ihome serve` on a free port and waits until it answers.
 *
 * @throws {Error} with what it said, when it ends instead.
 */
export async function serveIhome(
  environment: Environment,
  args: readonly string[] = [],
): Promise<Serving> {
  const running = startIhome(['serve', ...args], { PORT: '0', LOG_LEVEL: 'info', ...environment })
  const origin = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const [, address] = /^ihome is at (http:\S+)$/m.exec(running.stdout()) ?? []
      if (address) resolve(address)
    }
    running.child.stdout?.on('data', look)
    void running.ended.then(({ code, stderr }) => reject(new Error(`ended, ${code}: ${stderr}`)))
  })
  return {
    ...running,
    origin,
    stop(signal = 'SIGTERM') {
      running.child.kill(signal)
      return running.ended
    },
  }
}
