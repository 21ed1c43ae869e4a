import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { cancelCleanUp, cleanUpLater } from '../../test/harness/clean-up.ts'
import { launchOptions } from './launch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of this run listens. */
    browser: string
  }
}

const BUILT = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url))

/** One browser for the whole run; every person of a test has a context of their own in it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(BUILT))
    throw new Error('the web app is not built: run `npm run build`, or `npm test`, which does so')
  const server = await chromium.launchServer(await launchOptions())
  const { pid } = server.process()
  if (pid) cleanUpLater(pid)
  project.provide('browser', server.wsEndpoint())
  return async () => {
    await server.close()
    if (pid) cancelCleanUp(pid)
  }
}
