import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { serveIhome, temporaryDirectory } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const BIN = fileURLToPath(new URL('../../bin/ihome.mjs', import.meta.url))
const SOON = { timeout: 60_000 }
const CONTROL_C = '\x03'

const settings = async () => ({
  DATABASE_URL: await createTestDatabaseUrl(),
  SESSION_SECRET: 'a secret of at least 32 characters',
  PORT: '0',
})

/** Only the `script` of util-linux gives a program a terminal in this way. */
const has_script = spawnSync('script', ['--version']).stdout?.includes('util-linux') === true

test.skipIf(!has_script)(
  'on a terminal the log is lines that a person reads',
  { timeout: 120_000 },
  async () => {
    const command = `exec '${process.execPath}' '${BIN}' serve`
    const child = spawn(
      'script',
      ['--quiet', '--return', '--flush', '--command', command, '/dev/null'],
      {
        cwd: temporaryDirectory(),
        env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', ...(await settings()) },
      },
    )
    onTestFinished(() => void child.kill('SIGKILL'))
    let shown = ''
    child.stdout.on('data', (chunk) => {
      shown += chunk
    })
    const plain = () => stripVTControlCharacters(shown)
    await expect.poll(plain, SOON).toMatch(/ihome is at http:\S+/)
    const origin = /ihome is at (http:\S+)/.exec(plain())?.[1] ?? ''
    await fetch(`${origin}/healthz`)
    await expect
      .poll(plain, SOON)
      .toMatch(
        /^\d\d:\d\d:\d\d info {2}answered reqId=\S+ method=GET route=\/healthz status=200 ms=/m,
      )
    expect(plain()).toMatch(/^\d\d:\d\d:\d\d warn {2}for trying only: /m)
    expect(plain()).not.toContain('{"level"')
    child.stdin.write(CONTROL_C)
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  },
)

test('elsewhere it is one JSON object a line', { timeout: 120_000 }, async () => {
  const site = await serveIhome(await settings())
  const { stdout } = await site.stop()
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('ihome is at '))
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg')
})
