import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../bin/ihome.mjs', import.meta.url))
const START_MS_MAX = 60_000

export interface ServerProcess {
  /** What it wrote so far, to standard output and standard error. */
  output(): string
  /** Its exit code, once it has ended. */
  readonly exited: Promise<number | null>
  /** Sends SIGTERM and waits for the exit code. */
  stop(): Promise<number | null>
  readonly child: ChildProcess
}

/**
 * `ihome` as an operator starts it, with these settings alone and a data directory of its own.
 *
 * @param command that of another version
 */
export function startProcess(
  args: string[],
  settings: Record<string, string>,
  command = COMMAND,
): ServerProcess {
  const data_dir = mkdtempSync(join(tmpdir(), 'ihome-process-'))
  const env = { PATH: process.env['PATH'] ?? '', IHOME_DATA_DIR: data_dir, PORT: '0', ...settings }
  const child = spawn(process.execPath, [command, ...args], { env })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  exited.then(() => rmSync(data_dir, { recursive: true, force: true }))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  return {
    child,
    exited,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** The first group of `pattern` in what the process writes, as soon as it is there. */
export async function waitForOutput(started: ServerProcess, pattern: RegExp): Promise<string> {
  const until_ms = performance.now() + START_MS_MAX
  for (;;) {
    const found = pattern.exec(started.output())
    if (found) return found[1] ?? found[0]
    if (started.child.exitCode !== null || performance.now() > until_ms)
      throw new Error(`${pattern} was not written: ${started.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
