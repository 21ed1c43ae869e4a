import cluster, { type Worker } from 'node:cluster'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '../log.ts'
import { answerMetricsOfAll } from '../platform/http/cluster-metrics.ts'
import { readSettings } from '../settings.ts'
import { onStopSignal } from './stop-signal.ts'

/** Says to a process of several which of them it is. */
const ROLE = 'IHOME_PROCESS_ROLE'
const START_AGAIN_MS = 1_000

/** The first fills demo data and runs the jobs; the others only answer. */
type Role = 'first' | 'other'

/** What this process is of several that serve one port; undefined where it is alone or their parent. */
export const roleOfProcess = (): Role | undefined =>
  cluster.isWorker ? (process.env[ROLE] as Role | undefined) : undefined

/**
 * @param text what was given as `--processes`.
 * @throws {Error} when it is no number of processes.
 */
export function readProcesses(text: string): number {
  const count = text === 'auto' ? availableParallelism() : Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count
  throw new Error(`--processes is "${text}"; it must be a whole number from 1 to 64, or auto`)
}

/**
 * Serves one port from several processes, each with a booking queue of its own: the constraint on
 * the ledger decides between them, as it does between servers. One that ends is started again; where
 * the first cannot start, nothing is served.
 */
export async function serveProcesses(count: number): Promise<void> {
  const { log_level } = readSettings(process.env)
  const log = createLog(log_level)
  answerMetricsOfAll()
  const running = new Set<Worker>()
  let stopping = false

  const start = (role: Role): Worker => {
    const worker = cluster.fork({ [ROLE]: role })
    running.add(worker)
    worker.once('exit', (code, signal) => {
      running.delete(worker)
      if (!stopping && started) void startAgain(role, { code, signal, pid: worker.process.pid })
    })
    return worker
  }
  const startAgain = async (role: Role, ended: object) => {
    log.error(ended, 'a process of the server ended; it is started again')
    await sleep(START_AGAIN_MS)
    if (!stopping) start(role)
  }

  let started = false
  const first = start('first')
  onStopSignal(log, async () => {
    stopping = true
    await Promise.all([...running].map(stopWorker))
  })
  if (!(await listens(first))) process.exit(first.process.exitCode ?? 1)
  started = true
  for (let others = 1; others < count; others += 1) start('other')
}

/** False when it ended instead; it has said why. */
const listens = (worker: Worker) =>
  new Promise<boolean>((resolve) => {
    worker.once('listening', () => resolve(true))
    worker.once('exit', () => resolve(false))
  })

/** One that has not come as far as to hear a signal has nothing to end well. */
const stopWorker = (worker: Worker) =>
  new Promise<void>((resolve, reject) => {
    worker.once('exit', (code, signal) =>
      code === 0 || signal === 'SIGTERM'
        ? resolve()
        : reject(new Error(`process ${worker.process.pid} ended with ${code ?? signal}`)),
    )
    worker.process.kill('SIGTERM')
  })
