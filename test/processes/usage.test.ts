import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { VERSION } from '../../server/version.ts'
import { runIhome, temporaryDirectory } from '../harness/process.ts'

const COMMANDS = [
  'serve',
  'worker',
  'migrate',
  'areas',
  'payouts',
  'refunds',
  'reports',
  'verify',
  'backup',
  'restore',
  'move',
  'doctor',
  'people',
  'demo',
]

describe('help', () => {
  test.concurrent.each([['--help'], ['help']])('ihome %s names every command', async (arg) => {
    const { code, stdout, stderr } = await runIhome([arg])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} +\\w`, 'm'))
  })

  test.concurrent('ihome --version', async () => {
    expect(await runIhome(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' })
  })

  test.concurrent.each([
    ...COMMANDS.map((command) => [command, '--help'] as const),
    ['serve', '-h'] as const,
  ])('ihome %s %s tells what it does, and does nothing', async (command, option) => {
    const directory = temporaryDirectory()
    const { code, stdout, stderr } = await runIhome([command, option], {}, directory)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^ihome ${command}: \\w.+\\n\\nUsage: ihome ${command}`))
    expect(readdirSync(directory)).toEqual([])
  })

  test.concurrent('ihome serve --help names its options', async () => {
    const { stdout } = await runIhome(['serve', '--help'])
    for (const option of ['--no-jobs', '--demo']) expect(stdout).toContain(option)
  })
})

describe('a mistake', () => {
  test.concurrent.each([
    [[], 'command'],
    [['nope'], 'nope'],
    [[''], '""'],
    [['constructor'], 'constructor'],
    [['--nope'], '--nope'],
    [['serve', '--nope'], '--nope'],
    [['serve', '--demo=yes'], '--demo'],
    [['migrate', 'now'], 'now'],
    [['worker', '--no-jobs'], '--no-jobs'],
    [['demo', '--port', '1'], '--port'],
    [['areas', '--add'], '--add'],
    [['verify'], 'ledger'],
    [['verify', 'nights'], 'calendars'],
    [['payouts', '--until'], '--until'],
    [['backup'], 'FILE'],
    [['restore', 'a.tar', 'b.tar'], 'FILE'],
  ])('ihome %j: one line that names it, exit 2', async (args, named) => {
    const directory = temporaryDirectory()
    const { code, stdout, stderr } = await runIhome(args, {}, directory)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^ihome: [^\n]+\n$/)
    expect(stderr).toContain(named)
    expect(stderr).toContain('--help')
    expect(readdirSync(directory)).toEqual([])
  })
})
