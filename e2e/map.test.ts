import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import { openSite } from '../test/harness/site.ts'
import { expectAccessible } from './harness/accessible.ts'
import { letHouse } from './harness/hosts.ts'
import { test as base } from './harness/test.ts'

/** A style that needs nothing from anywhere: no tiles, no letters, no pictures. */
const STYLE = {
  version: 8,
  sources: {},
  layers: [{ id: 'land', type: 'background', paint: { 'background-color': '#f4f1ea' } }],
}
const PLACES = [
  { latitude: 39.94, longitude: 116.4 },
  { latitude: 40.43, longitude: 116.57 },
]

let styles: Server
let style_url: URL
let asked = 0
beforeAll(async () => {
  styles = createServer((_, response) => {
    asked += 1
    response.writeHead(200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    })
    response.end(JSON.stringify(STYLE))
  })
  await new Promise<void>((resolve) => styles.listen(0, '127.0.0.1', resolve))
  style_url = new URL(`http://127.0.0.1:${(styles.address() as AddressInfo).port}/style.json`)
})
afterAll(() => styles.close())

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what is needed
  .extend('site', { scope: 'file' }, async ({}, { onCleanup }) => {
    const site = await openSite({ map: { style_url, origins: [style_url.origin] } })
    onCleanup(() => site.close())
    return site
  })

test('houses stand on the map beside the list, and a part of it is searched', async ({
  site,
  visit,
}) => {
  const ids: number[] = []
  for (const [place, position] of PLACES.entries()) {
    const { house_id } = await letHouse(site, `地图上的房子 ${place}`, { position })
    ids.push(house_id)
  }
  const { page, go, watch } = await visit()
  watch.announce(/^request elsewhere: .*\/style.json$/)
  // Nothing is asked of anybody where no map is shown.
  await go('/')
  await page.getByText('地图上的房子 1').first().waitFor()
  expect(asked).toBe(0)
  await go('/search')
  const prices = page.getByRole('link', { name: /地图上的房子 \d, ¥200/ })
  await prices.nth(1).waitFor()
  expect(asked).toBe(1)
  await expectAccessible(page)

  await page.getByRole('button', { name: '放大' }).click()
  await page.getByRole('button', { name: '在此范围内搜索' }).click()
  await page.waitForURL(/bbox=/)
  await page.getByRole('button', { name: /去掉 地图范围/ }).click()
  await prices.nth(1).waitFor()

  await prices.first().click()
  await page.waitForURL(/houses/)
  await page.getByText('房屋在圆圈内').waitFor()
  await page.getByRole('region', { name: '房屋位置的地图' }).locator('canvas').waitFor()
  await expectAccessible(page)
})
