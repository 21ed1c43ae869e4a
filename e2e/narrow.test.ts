import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { letHouse } from './harness/hosts.ts'
import { tell } from './harness/story.ts'
import { test as base } from './harness/test.ts'

const test = base.extend('story', { scope: 'file' }, ({ site }) => tell(site))

const COLUMN_PX_MIN = 120
const WIDTHS_PX = [320, 360, 390]

/** What does not fit: text pressed into a thin column, and pages that move sideways. */
function misfits(column_px_min: number): string[] {
  const found: string[] = []
  const root = document.documentElement
  const over_px = root.scrollWidth - root.clientWidth
  if (over_px > 0) {
    const wide = [...document.querySelectorAll('main *')].filter(
      (part) => part.getBoundingClientRect().right > root.clientWidth + 0.5,
    )
    found.push(`the page is ${over_px} px too wide: ${wide.at(-1)?.outerHTML.slice(0, 200)}`)
  }
  for (const text of document.querySelectorAll<HTMLElement>('main article :is(h2, h3, p)')) {
    const column = text.parentElement?.closest<HTMLElement>('div, article')
    const width = column?.getBoundingClientRect().width ?? 0
    const wraps = text.getClientRects().length > 0 && text.innerText.length > 8
    if (wraps && width > 0 && width < column_px_min && text.offsetHeight > 40)
      found.push(`${Math.round(width)} px for "${text.innerText}"`)
  }
  return found
}

async function expectToFit(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  for (const width of WIDTHS_PX) {
    await page.setViewportSize({ width, height: 844 })
    expect(await page.evaluate(misfits, COLUMN_PX_MIN), `${page.url()} at ${width} px`).toEqual([])
  }
}

describe.for(['zh', 'en'] as const)('on a phone of any width, in %s', (language) => {
  test('cards of orders are whole in every state, for host and guest', async ({ story, visit }) => {
    const look = { device: 'phone', language } as const
    const host = await visit({ ...look, as: story.host })
    await host.go('/host/orders')
    await expectToFit(host.page)
    const badges = await host.page.getByRole('main').getByRole('article').count()
    expect(badges).toBeGreaterThanOrEqual(Object.keys(story.orders).length)
    await host.go('/host')
    await expectToFit(host.page)
    const guest = await visit({ ...look, as: story.guest })
    await guest.go('/orders')
    await expectToFit(guest.page)
    for (const id of Object.values(story.orders)) {
      await guest.go(`/orders/${id}`)
      await expectToFit(guest.page)
    }
  })
})

test("of a guest's orders the unpaid one comes first, and each is cancelled inside", async ({
  story,
  visit,
}) => {
  const { page, go } = await visit({ device: 'phone', as: story.guest })
  await go('/orders')
  const first = page.getByRole('main').getByRole('article').first()
  await first.getByRole('button', { name: /^支付 / }).waitFor()
  const cancel = page.getByRole('button', { name: '取消订单' })
  expect(await cancel.count()).toBe(0)
  await first.getByRole('link').click()
  await page.waitForURL(`**/orders/${story.orders.pay}`)
  await cancel.waitFor()
})

test('a title of 64 letters without a break takes no more room than it has', async ({
  site,
  visit,
}) => {
  const title = 'W'.repeat(64)
  const { host, house_id } = await letHouse(site, title, { address: 'M'.repeat(100) })
  const guest = await site.join('I'.repeat(32))
  const day = addDays(site.clock.today(), 20)
  const { data } = await guest.post('/orders', { house_id, start_date: day, end_date: day })
  const seen = await visit({ device: 'phone', as: guest })
  for (const path of [
    '/search',
    `/houses/${house_id}`,
    `/houses/${house_id}/book?sd=${addDays(day, 2)}&ed=${addDays(day, 3)}`,
    '/orders',
    `/orders/${data.order_id}`,
  ]) {
    await seen.go(path)
    await expectToFit(seen.page)
  }
  const owner = await visit({ device: 'phone', as: host })
  for (const path of ['/host', '/host/orders', '/host/houses', '/host/calendar', '/notices']) {
    await owner.go(path)
    await expectToFit(owner.page)
  }
})
