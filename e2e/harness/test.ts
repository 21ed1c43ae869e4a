import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { openSite } from '../../test/harness/site.ts'
import { type Arrival, arrive, type Visitor } from './visitor.ts'

/** Connected once a worker; the run ends the browser itself. */
let connected: Promise<Browser> | undefined

/**
 * A test with people who visit a site, the real app on a real Postgres with its jobs running, that
 * the tests of a file share: each with people and houses of its own, and time only goes on. It fails
 * on whatever went wrong in anybody's browser meanwhile, whether or not the test looked there.
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what is needed
  .extend('site', { scope: 'file' }, async ({}, { onCleanup }) => {
    const site = await openSite()
    site.keepWorking()
    onCleanup(() => site.close())
    return site
  })
  .extend('visit', async ({ site, task }, { onCleanup }) => {
    connected ??= chromium.connect(inject('browser'))
    const browser = await connected
    const visitors: Visitor[] = []
    onCleanup(async () => {
      if (task.result?.state === 'fail') await photograph(task.name, visitors)
      const faults = visitors.flatMap((visitor) => visitor.watch.faults())
      await Promise.all(visitors.map(({ context }) => context.close()))
      expect(faults, 'what went wrong in the browser').toEqual([])
    })
    return async (arrival: Arrival = {}) => {
      const visitor = await arrive(browser, site, arrival)
      visitors.push(visitor)
      return visitor
    }
  })

/** What everybody saw when a test failed, for whoever set PICTURES_OF_FAILURES to a directory. */
async function photograph(name: string, visitors: readonly Visitor[]): Promise<void> {
  const directory = process.env['PICTURES_OF_FAILURES']
  if (!directory) return
  for (const [index, { page }] of visitors.entries())
    await page.screenshot({
      path: join(directory, `${name.replace(/\W+/g, '-')}-${index + 1}.png`),
    })
}
