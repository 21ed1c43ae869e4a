import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const CHECKS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
  // Most of its time would go into telling of what is well.
  resultTypes: ['violations'],
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}

/** Nothing on the page, as it stands, that axe knows to keep somebody out. */
export async function expectAccessible(page: Page): Promise<void> {
  await settle(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate((checks) => window.axe.run(document, checks), CHECKS)
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`),
  )
  expect(found, `axe on ${page.url()}`).toEqual([])
}

/** What is half faded in has no contrast yet. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.all(passing.map((one) => one.finished.catch(() => undefined)))
  })
