import { type Logger, pino } from 'pino'

const BUFFER_BYTES = 16_000
const FLUSH_EVERY_MS = 1_000

/**
 * Logs go to standard output, one JSON object a line. Errors are reduced to what a repair needs:
 * the detail that a database adds to one quotes the row, and rows hold personal data.
 */
export function createLog(level: string): Logger {
  // Lines are written together; a quiet server still shows each within a second.
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_EVERY_MS,
  })
  return pino({ level, serializers: { err: describeError } }, destination)
}

function describeError(error: Error & { code?: unknown }) {
  const { name, message, code, stack } = error
  return { type: name, message, code, stack }
}
