import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PAGES = ['CONTRIBUTING.md', 'docs/architecture.md']
/** Where a page may leave out the beginning of a path. */
const BASES = ['', 'server', 'web', 'docs']

/** What stands as code and looks like a path of a file or, with `/` at its end, of a directory. */
const pathsIn = (page: string): string[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/`([\w.-]+(?:\/[\w.-]+)*(?:\/|\.\w+))`/g)]
    .map(([, path = '']) => path)
    .filter((path) => path.includes('/') && !path.startsWith('/'))

test.each(PAGES)('every file that %s names is there', (page) => {
  const paths = pathsIn(page)
  expect(paths.length).toBeGreaterThan(10)
  const missing = paths.filter((path) => !BASES.some((base) => existsSync(join(ROOT, base, path))))
  expect(missing).toEqual([])
})
