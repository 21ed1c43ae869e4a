#!/usr/bin/env node
// The server is TypeScript that Node 24 runs as it is. A machine with an older Node still has
// the right one in node_modules: hand over to it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pinned = join(root, 'node_modules', '.bin', 'node')

if (Number(process.versions.node.split('.')[0]) >= 24) {
  nodeModule.enableCompileCache(join(root, 'node_modules', '.cache', 'ihome'))
  await import('../server/main.ts')
} else if (existsSync(pinned)) {
  const child = spawn(pinned, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
} else {
  console.error('ihome: needs Node 24; run `npm run build` in the project first, it brings one.')
  process.exitCode = 1
}
