import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { PAGES } from '../contract/pages.ts'
import { expectAccessible } from './harness/accessible.ts'
import { joinHost } from './harness/hosts.ts'
import { tell } from './harness/story.ts'
import { test as base } from './harness/test.ts'

const test = base.extend('story', { scope: 'file' }, ({ site }) => tell(site))

/** Everything is there that was on its way. */
async function ready(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

const VIEWERS = ['passer-by', 'guest', 'host'] as const

function viewerOf(path: string): (typeof VIEWERS)[number] {
  if (path.startsWith('/host')) return 'host'
  return ['/', '/search', '/houses/:id', '/login', '/register'].includes(path)
    ? 'passer-by'
    : 'guest'
}

describe.for([
  { device: 'phone', language: 'zh', theme: 'dark' },
  { device: 'desk', language: 'en', theme: 'light' },
] as const)('on a $device, $language, $theme', (look) => {
  test.for(VIEWERS)('every page of a %s', async (viewer, { story, visit }) => {
    const { house_id, thread_id, orders } = story
    const { page, go } = await visit({
      ...look,
      ...(viewer !== 'passer-by' && { as: story[viewer] }),
    })
    const ids: Record<string, number> = {
      '/houses': house_id,
      '/host/houses': house_id,
      '/orders': orders.pay,
      '/messages': thread_id,
    }
    for (const { path } of PAGES.filter((one) => viewerOf(one.path) === viewer)) {
      // Orders have many faces: they come below.
      if (path === '/orders/:id') continue
      const below = path.split('/:')[0] ?? ''
      await go(path.replace(':id', String(ids[below])))
      await ready(page)
      await expectAccessible(page)
    }
    // Their colours stand in the lists, too: in every state they are looked at once.
    const faces = look.device === 'phone' ? Object.values(orders) : [orders.pay, orders.comment]
    for (const id of viewer === 'passer-by' ? [] : faces) {
      await go(`/orders/${id}`)
      await ready(page)
      await expectAccessible(page)
    }
  })

  test('pages with nothing on them yet, and those that could not be read', async ({
    site,
    visit,
  }) => {
    const newcomer = await joinHost(site, `刚来的人 ${look.device}`)
    const { page, go, watch } = await visit({ ...look, as: newcomer })
    for (const path of ['/orders', '/notices', '/host', '/host/houses', '/host/calendar']) {
      await go(path)
      await ready(page)
      await expectAccessible(page)
    }
    await go('/search?q=没有这样的房子')
    await ready(page)
    await expectAccessible(page)

    const broken = { errcode: '4500', errmsg: '内部错误' }
    await page.route('**/api/v1.0/user/orders?*', (route) =>
      route.fulfill({ status: 500, json: broken }),
    )
    watch.announce(/^500 for GET .*\/user\/orders/)
    await go('/orders')
    await page.getByRole('alert').filter({ hasText: '内部错误' }).waitFor()
    await expectAccessible(page)
    // What failed is tried again where the person says so.
    await page.unroute('**/api/v1.0/user/orders?*')
    await page.getByRole('alert').getByRole('button').click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })
})

test('everything that opens over a page', async ({ story, visit }) => {
  const { host, guest, house_id, orders } = story
  const look = { device: 'phone', theme: 'light' } as const
  const { page, go, tap } = await visit({ ...look, as: guest })
  const dialog = page.getByRole('dialog')
  const check = async () => {
    await dialog.waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  await go('/')
  await tap(page.getByRole('button', { name: '菜单' }))
  await page.getByRole('menu').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })

  await go('/search')
  await tap(page.getByRole('button', { name: '筛选' }))
  await check()
  await go(`/houses/${house_id}`)
  await tap(page.getByRole('button', { name: /^放大第 1 张图片/ }).first())
  await check()
  await go(`/orders/${orders.paid}`)
  await tap(page.getByRole('button', { name: '取消订单' }))
  await check()
  await go(`/orders/${orders.comment}`)
  await tap(page.getByRole('button', { name: '写评价' }))
  await check()

  const owner = await visit({ ...look, as: host })
  await owner.go(`/orders/${orders.accept}`)
  await owner.tap(owner.page.getByRole('button', { name: '拒单' }))
  await owner.page.getByRole('dialog').waitFor()
  await owner.tap(owner.page.getByRole('dialog').getByRole('button', { name: '确认拒单' }))
  await owner.page.getByText('请写明原因').waitFor()
  await expectAccessible(owner.page)
  expect(owner.watch.faults()).toEqual([])
})
