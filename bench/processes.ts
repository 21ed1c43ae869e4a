import { readFileSync } from 'node:fs'

// Linux counts the time of processes in these; no other unit is in use.
const TICKS_A_SECOND = 100

/** What a process has used, where the machine has /proc; zeros and undefined elsewhere. */
interface Usage {
  readonly own_seconds: number
  /** Of children that have ended. */
  readonly ended_children_seconds: number
}

function readUsage(pid: number | 'self'): Usage {
  const text = read(`/proc/${pid}/stat`)
  // The name of the program, in brackets, may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = (index: number) => Number(fields[index] ?? 0) / TICKS_A_SECOND
  return { own_seconds: ticks(11) + ticks(12), ended_children_seconds: ticks(13) + ticks(14) }
}

const cpuSeconds = (pid: number): number => readUsage(pid).own_seconds

/** With the processes it started, those that have ended too. */
export function cpuSecondsOfFamily(pid: number): number {
  const { own_seconds, ended_children_seconds } = readUsage(pid)
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  const living_seconds = children.reduce((sum, child) => sum + cpuSeconds(Number(child)), 0)
  return own_seconds + ended_children_seconds + living_seconds
}

/** Of the programs that this one started and waited for. */
export const cpuSecondsOfEndedChildren = (): number => readUsage('self').ended_children_seconds

export interface Memory {
  readonly resident_mb: number
  readonly peak_mb: number
}

/** undefined where the machine has no /proc. */
export function memoryOf(pid: number): Memory | undefined {
  const status = read(`/proc/${pid}/status`)
  const resident_kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  const peak_kb = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  if (!resident_kb || !peak_kb) return undefined
  return { resident_mb: Number(resident_kb) / 1024, peak_mb: Number(peak_kb) / 1024 }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
