// Runs before `npm start` and `npm test`, on whatever Node the machine has: installs what
// package-lock.json names, Node 24 among it, unless that is what node_modules already holds; and
// builds the web app, unless what it is made of has not changed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const wantsDev = process.argv.includes('--dev')

const hashOf = (...files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '')

const lock = hashOf('package-lock.json')
install()
build()

function install() {
  const modules = join(root, 'node_modules')
  // A link leads to modules that somebody else keeps: installing would empty them under their feet.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return
  const stamp = join(modules, '.ihome-installed')
  const hasDev = existsSync(join(modules, 'vitest'))
  if (stampOf(stamp) === lock && (hasDev || !wantsDev)) return
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

function build() {
  const stamp = join(root, 'web', 'dist', '.ihome-built')
  const sources = ['web', 'contract', 'rules'].flatMap(filesBelow)
  const made_of = hashOf('package-lock.json', ...sources)
  if (stampOf(stamp) === made_of) return
  console.log('ihome: building the web app (once) …')
  const node = join(root, 'node_modules', '.bin', 'node')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(
    existsSync(node) ? node : process.execPath,
    [vite, 'build', 'web', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
      env,
    },
  )
  writeFileSync(stamp, `${made_of}\n`)
}

function filesBelow(directory) {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((file) => !file.startsWith(join('web', 'dist')))
    .sort()
}
