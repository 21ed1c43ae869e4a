// Runs before `npm start` and `npm test`, on whatever Node the machine has: installs what
// package-lock.json names, Node 24 among it, unless that is what node_modules already holds.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.ihome-installed')
const wantsDev = process.argv.includes('--dev')

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : ''
const hasDev = existsSync(join(root, 'node_modules', 'vitest'))

if (installed !== lock || (wantsDev && !hasDev)) {
  console.log('ihome: installing dependencies (once) …')
  const npm = process.env.npm_execpath
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []]
  const env = { ...process.env, NODE_ENV: 'development' }
  execFileSync(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  writeFileSync(stamp, `${lock}\n`)
}
