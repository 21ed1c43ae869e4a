import type { FastifyBaseLogger } from 'fastify'

/** Whatever still hangs by then is given up, so that a stop takes less than 10 seconds. */
const STOP_MS_MAX = 9_500

/** Calls `stop` once at SIGTERM or SIGINT and ends the process when it is done, or too late. */
export function onStopSignal(log: FastifyBaseLogger, stop: () => Promise<void>): void {
  let stopping = false
  const begin = async (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
    try {
      await stop()
      process.exitCode = 0
    } catch (error) {
      log.error({ err: error }, 'stopping failed')
      process.exitCode = 1
    }
    // Lines that are still buffered.
    ;(log as { flush?: () => void }).flush?.()
    process.exit()
  }
  process.on('SIGTERM', begin)
  process.on('SIGINT', begin)
}
