// Makes dist/ihome, what a server needs to run and nothing else, and packs it as
// dist/ihome-<version>.tgz. Node runs no TypeScript below node_modules, so it is unpacked, not
// installed as a package:
//
//     tar xzf ihome-0.1.0.tgz && cd package && npm ci --omit=dev && npx ihome serve
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { values: given } = parseArgs({
  options: { 'no-pack': { type: 'boolean' }, out: { type: 'string' } },
})
const OUT = given.out ?? join(ROOT, 'dist', 'ihome')
const PARTS = [
  'bin',
  'contract',
  'rules',
  'server',
  'web/dist',
  'deploy',
  'docs',
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'LICENSE',
  '.env.example',
]

interface Package {
  readonly dev?: boolean
  readonly devDependencies?: unknown
  readonly optionalDependencies?: Record<string, string>
}

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'))
const write = (file: string, value: unknown) =>
  writeFileSync(join(OUT, file), `${JSON.stringify(value, null, 2)}\n`)

/** The Node that comes from npm is for those who develop: a server brings its own. */
const isNode = (name: string) => /^(node_modules\/)?node-(bin-|linux-|darwin-|win-)/.test(name)

function strip<Kind extends Package>({ devDependencies, optionalDependencies, ...rest }: Kind) {
  const kept = Object.entries(optionalDependencies ?? {}).filter(([name]) => !isNode(name))
  return { ...rest, ...(kept.length > 0 && { optionalDependencies: Object.fromEntries(kept) }) }
}

if (!existsSync(join(ROOT, 'web', 'dist', 'index.html')))
  throw new Error('the web app is not built; run `npm run build` first')

rmSync(OUT, { recursive: true, force: true })
mkdirSync(join(OUT, 'web'), { recursive: true })
for (const part of PARTS) cpSync(join(ROOT, part), join(OUT, part), { recursive: true })

const { engines, scripts, allowScripts, ...manifest } = read('package.json')
write('package.json', {
  ...strip(manifest),
  engines: { node: '>=24' },
  scripts: { start: 'node bin/ihome.mjs serve' },
  allowScripts,
})

const { packages, ...lock } = read('package-lock.json')
const wanted = Object.entries<Package>(packages).filter(([path, { dev }]) => !dev && !isNode(path))
write('npm-shrinkwrap.json', {
  ...lock,
  packages: Object.fromEntries(
    wanted.map(([path, one]) => [
      path,
      path === '' ? { ...strip(one), engines: { node: '>=24' } } : one,
    ]),
  ),
})

if (!given['no-pack'])
  execFileSync('npm', ['pack', '--pack-destination', dirname(OUT)], {
    cwd: OUT,
    stdio: 'inherit',
  })
