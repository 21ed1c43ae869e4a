import { type Logger, pino } from 'pino'

/**
 * Logs go to standard output, one JSON object a line. Errors are reduced to what a repair needs:
 * the detail that a database adds to one quotes the row, and rows hold personal data.
 */
export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: 1, sync: false, minLength: 0 })
  return pino({ level, serializers: { err: describeError } }, destination)
}

function describeError(error: Error & { code?: unknown }) {
  const { name, message, code, stack } = error
  return { type: name, message, code, stack }
}
