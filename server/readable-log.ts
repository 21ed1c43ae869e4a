import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

const LEVELS: Readonly<Record<number, { readonly name: string; readonly style: Style }>> = {
  10: { name: 'trace', style: 'gray' },
  20: { name: 'debug', style: 'gray' },
  30: { name: 'info', style: 'green' },
  40: { name: 'warn', style: 'yellow' },
  50: { name: 'error', style: 'red' },
  60: { name: 'fatal', style: 'red' },
}
const NAME_WIDTH = 5
/** What says nothing to somebody who sits before the one process. */
const LEFT_OUT: ReadonlySet<string> = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'err'])

/** A line of the log as a person reads it: time, level, message, and what else it says. */
export function readableLine(line: string): string {
  const said = JSON.parse(line) as Record<string, unknown>
  const { name, style } = LEVELS[Number(said['level'])] ?? { name: '?', style: 'gray' }
  const time = new Date(Number(said['time'])).toTimeString().slice(0, 8)
  const rest = Object.entries(said)
    .filter(([key]) => !LEFT_OUT.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const [level, dim] = [
    styleText(style, name.padEnd(NAME_WIDTH)),
    styleText('gray', rest.join(' ')),
  ]
  const { stack, message } = (said['err'] ?? {}) as { stack?: string; message?: string }
  const error = stack ?? message
  return `${time} ${level} ${said['msg'] ?? ''} ${dim}`.trimEnd() + (error ? `\n${error}\n` : '\n')
}
