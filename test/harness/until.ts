import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_AGAIN_MS = 20

/** Waits until `holds` says so; throws with `what` when that takes longer than `ms_max`. */
export async function until(
  what: string,
  ms_max: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const end_ms = performance.now() + ms_max
  while (!(await holds())) {
    if (performance.now() > end_ms) throw new Error(`waited ${ms_max} ms in vain: ${what}`)
    await sleep(LOOK_AGAIN_MS)
  }
}
