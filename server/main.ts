import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { COMMANDS, type Command } from './commands/table.ts'
import { VERSION } from './version.ts'

const EXIT_FAILED = 1
const EXIT_USAGE = 2
const YOUNG_MB = 8
/** How much the heap may grow before the engine looks for what is not needed any more. */
const GROWTH_PERCENT = 15

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === '--version') return say(VERSION)
  if (name === '--help' || name === '-h' || name === 'help') return say(overview())
  const command = name === undefined ? undefined : COMMANDS[name]
  if (!name || !command || !Object.hasOwn(COMMANDS, name))
    return usage(name === undefined ? 'a command is missing' : `there is no command "${name}"`)

  const parsed = readOptions(command, rest)
  if (parsed instanceof Error) return usage(parsed.message, name)
  if (parsed['help']) return say(helpOf(name, command))

  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    await command.run(parsed)
    return 0
  } catch (error) {
    console.error(`ihome ${name}: ${(error as Error).message}`)
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error)
    // What was opened may keep the process alive.
    setImmediate(() => process.exit())
    return EXIT_FAILED
  }
}

function readOptions(command: Command, args: string[]): Record<string, unknown> | Error {
  try {
    const help = { type: 'boolean', short: 'h' } as const
    const { subjects, operand } = command
    const allowPositionals = subjects !== undefined || operand !== undefined
    const parsed = parseArgs({ args, options: { ...command.options, help }, allowPositionals })
    const { values, positionals } = parsed
    if (operand && !values['help'] && positionals.length !== 1)
      return new Error(`what is missing: one ${operand}`)
    if (operand) return { ...values, operand: positionals[0] }
    if (subjects && !values['help'] && !isOneOf(subjects, positionals))
      return new Error(`what is missing: one of ${subjects.join(', ')}`)
    return subjects ? { ...values, subject: positionals[0] } : values
  } catch (error) {
    return error as Error
  }
}

const isOneOf = (subjects: readonly string[], given: readonly string[]) =>
  given.length === 1 && subjects.includes(given[0] as string)

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(8)} ${does}`)
  return [
    `ihome ${VERSION}: a short-stay rental platform`,
    '',
    'Usage: ihome <command> [options]; `ihome <command> --help` tells more',
    '',
    ...rows,
    '',
    'Settings come from the environment or a file .env: see README.md',
  ].join('\n')
}

const helpOf = (name: string, { does, subjects, operand, help }: Command) =>
  [
    `ihome ${name}: ${does}`,
    '',
    `Usage: ihome ${name}${subjects ? ` ${subjects.join('|')}` : ''}${operand ? ` ${operand}` : ''}${help ? ' [options]' : ''}`,
    help,
  ]
    .filter((line) => line !== undefined)
    .join('\n')

function say(text: string): number {
  console.log(text)
  return 0
}

function usage(problem: string, name?: string): number {
  const [line] = problem.split('\n')
  console.error(`ihome: ${line} (see \`ihome ${name ? `${name} ` : ''}--help\`)`)
  return EXIT_USAGE
}

/**
 * Requests leave little behind, and a small heap keeps it little: by default the engine lets it grow
 * far beyond what a server of this kind uses. It must be said when the process begins, so the process
 * begins again, as itself, where the system can do that.
 */
function keepMemorySmall(): void {
  const option = '--max-semi-space-size'
  if (process.execArgv.some((given) => given.startsWith(option)) || !process.execve) return
  const { execPath, execArgv, argv, env } = process
  const options = [
    `${option}=${YOUNG_MB}`,
    `--heap-growing-percent=${GROWTH_PERCENT}`,
    '--expose-gc',
  ]
  process.execve(execPath, [execPath, ...options, ...execArgv, ...argv.slice(1)], {
    // Of the system's allocator: an arena for each thread keeps what no thread needs any more.
    MALLOC_ARENA_MAX: '2',
    ...env,
  })
}

keepMemorySmall()
process.exitCode = await main(process.argv.slice(2))
