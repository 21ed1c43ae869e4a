import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addDays } from '../rules/night-date.ts'
import { picture } from '../test/harness/pictures.ts'
import { expectAccessible } from './harness/accessible.ts'
import { openArea, prove } from './harness/hosts.ts'
import { test } from './harness/test.ts'
import type { Visitor } from './harness/visitor.ts'

describe.each(['phone', 'desk'] as const)('on a %s', (device) => {
  test('somebody becomes a host, publishes, accepts, looks and takes it off the list', async ({
    site,
    visit,
  }) => {
    await openArea(site)
    const newcomer = await site.join(`新房东 ${device}`)
    const title = `可以看见长城的院子 ${device}`
    const host = await visit({ device, as: newcomer })
    const { page, tap } = host

    await host.go('/host')
    await tap(page.getByRole('link', { name: '实名认证，成为房东' }))
    const { real_name, id_card } = prove()
    await page.getByLabel('真实姓名').fill(real_name)
    await page.getByLabel('身份证号').fill(id_card)
    await tap(page.getByRole('main').getByRole('button'))
    await page.getByRole('heading', { name: '基本信息' }).waitFor()

    await fillIn(host, title)
    await sendPictures(host)
    await tap(page.getByRole('button', { name: '下一步' }))
    await tap(page.getByRole('button', { name: '发布房源' }))
    await page.getByRole('switch', { name: `上架：${title}`, checked: true }).waitFor()
    await expectAccessible(page)

    const { data } = await newcomer.get('/user/houses')
    const { house_id } = data.houses[0]
    const { house } = (await site.visitor().get(`/houses/${house_id}`)).data
    expect(house).toMatchObject({
      description: '推开后窗就是长城。',
      bedrooms: [{ room: 'bedroom', beds: [{ bed: 'double', count: 1 }] }],
      address: '渤海镇慕田峪村',
    })
    const way_in = (await newcomer.get(`/user/houses/${house_id}/instructions`)).data
    expect(way_in.instructions).toEqual({ door_code: '2580#' })
    const guest = await site.join(`客人 ${device}`)
    const [start_date, end_date] = [addDays(site.clock.today(), 2), addDays(site.clock.today(), 4)]
    await host.go('/notices')
    await page.getByText('还没有通知').waitFor()
    const placed = await guest.post('/orders', { house_id, start_date, end_date })
    expect(placed.errcode).toBe('0')
    // It comes by itself, and two taps later it is accepted.
    const notice = page.getByRole('main').getByRole('link').filter({ hasText: title })
    await notice.waitFor()
    const taps = host.taps()
    await tap(notice)
    await tap(page.getByRole('button', { name: '接单' }))
    await page.getByRole('heading', { level: 1, name: '等待房客付款' }).waitFor()
    expect(host.taps() - taps).toBe(2)

    await host.go('/host/calendar')
    await page.getByRole('heading', { name: '本月入住 1 单' }).waitFor()
    await page
      .getByRole('link')
      .filter({ hasText: `客人 ${device}` })
      .first()
      .waitFor()
    await host.go('/host')
    await page.getByRole('heading', { level: 1, name: '房东总览' }).waitFor()
    await page.getByText(`客人 ${device}`).first().waitFor()

    await host.go('/host/houses')
    await tap(page.getByRole('switch', { name: `上架：${title}` }))
    await tap(page.getByRole('dialog').getByRole('button', { name: '下架' }))
    await page.getByRole('switch', { name: `上架：${title}`, checked: false }).waitFor()
    const looker = await visit({ device, as: guest })
    await looker.go(`/houses/${house_id}`)
    await looker.page.getByText('房东已暂停接受预订').first().waitFor()
    const stranger = await visit({ device })
    stranger.watch.announce(/^404 for GET \/houses\/\d+$/)
    await stranger.go(`/houses/${house_id}`)
    await stranger.page.getByText('没有这处房源').waitFor()
  })
})

/** Seven steps of typing; half way the page is read anew, and nothing is lost. */
async function fillIn({ page, tap }: Visitor, title: string): Promise<void> {
  const next = () => tap(page.getByRole('button', { name: '下一步' }))
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('户型').fill('两室一厅')
  await page.getByLabel('面积').fill('80')
  await next()
  await page.getByLabel('城区').selectOption('东城区')
  await page.getByLabel('详细地址').fill('渤海镇慕田峪村 18 号')
  await page.reload()
  expect(await page.getByLabel('详细地址').inputValue()).toBe('渤海镇慕田峪村 18 号')
  await next()
  await page.getByLabel('可住人数', { exact: true }).fill('4')
  await tap(page.getByRole('button', { name: '可住人数加一' }))
  await page.getByLabel('床铺').fill('双人床 1.8 米 2 张')
  await tap(page.getByRole('button', { name: '加一间房' }))
  await next()
  // The box itself is only for those who hear the page.
  await tap(page.getByText('无线网络'))
  await next()
  await page.getByLabel('房屋介绍').fill('推开后窗就是长城。')
  await next()
  await page.getByLabel('门锁密码').fill('2580#')
  await next()
  await page.getByLabel('每晚价格').fill('598')
  await page.getByLabel('押金').fill('300')
  await tap(page.getByRole('button', { name: '保存，去添加图片' }))
}

/** Two photographs; the second one becomes the cover. */
async function sendPictures({ page, tap }: Visitor): Promise<void> {
  const bytes = await Promise.all([picture(1_800, 1_200), picture(900, 600)])
  const files = bytes.map((content, index) => ({
    name: `IMG_000${index + 1}.JPG`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(content),
  }))
  await page.getByLabel('选择图片', { exact: true }).and(page.locator('input')).setInputFiles(files)
  await page.getByText('已上传 2 张').waitFor()
  const [first, second] = await placesOf(page)
  await tap(page.getByRole('button', { name: '前移图片 2' }))
  await expect.poll(() => placesOf(page)).toEqual([second, first])
  await page.reload()
  await page.getByText('已上传 2 张').waitFor()
  expect(await placesOf(page)).toEqual([second, first])
}

const placesOf = (page: Page) =>
  page
    .locator('[data-picture]')
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-picture')))
