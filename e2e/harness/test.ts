import { type Browser, chromium } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { openSite } from '../../test/harness/site.ts'
import { type Arrival, arrive, type Visitor } from './visitor.ts'

/** Connected once a worker; the run ends the browser itself. */
let connected: Promise<Browser> | undefined

/**
 * A test with a site of its own, the real app on a real Postgres, and people who visit it. It fails
 * on whatever went wrong in anybody's browser meanwhile, whether or not the test looked there.
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what is needed
  .extend('site', async ({}, { onCleanup }) => {
    const site = await openSite()
    onCleanup(() => site.close())
    return site
  })
  .extend('visit', async ({ site }, { onCleanup }) => {
    connected ??= chromium.connect(inject('browser'))
    const browser = await connected
    const visitors: Visitor[] = []
    onCleanup(async () => {
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
