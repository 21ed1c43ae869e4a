import { type Logger, type LoggerOptions, pino } from 'pino'
import { readableLine } from './readable-log.ts'

const BUFFER_BYTES = 16_000
const FLUSH_EVERY_MS = 1_000

/** Where libraries write whatever they were given. */
const TALKATIVE: readonly string[] = ['debug', 'trace']

/** Headers carry the cookies of sessions, wherever somebody logs them. */
const hidden = { paths: ['headers', '*.headers', '*.*.headers'], censor: '(hidden)' }

/**
 * How lines are made, wherever they go. Errors are reduced to what a repair needs: the detail that
 * a database adds to one quotes the row, and rows hold personal data.
 */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  serializers: { err: describeError },
  // It costs time with each line, so that it is for those levels alone.
  ...(TALKATIVE.includes(level) && { redact: hidden }),
})

/** Logs go to standard output: one JSON object a line, or words where a person reads along. */
export function createLog(level: string): Logger {
  if (process.stdout.isTTY)
    return pino(logOptions(level), {
      write: (line) => void process.stdout.write(readableLine(line)),
    })
  // Lines are written together; a quiet server still shows each within a second. They are handed
  // over as bytes: text that waits would be measured anew with each line that joins it.
  const output = pino.destination({
    dest: 1,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_EVERY_MS,
    contentMode: 'buffer',
  })
  const destination = {
    write: (line: string) => void output.write(Buffer.from(line) as never),
    flush: (done?: (error?: Error) => void) => output.flush(done),
  }
  return pino(logOptions(level), destination)
}

function describeError(error: Error & { code?: unknown }) {
  const { name, message, code, stack } = error
  return { type: name, message, code, stack }
}
