import type { Locator, Page } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/** A day of the calendar that is open, as `YYYY-MM-DD`; pages are read in Chinese here. */
export function dayButton(within: Page | Locator, day: string): Locator {
  const [, month, date] = day.split('-').map(Number)
  return within.getByRole('button', { name: new RegExp(`^${month}月${date}日`) })
}

/** Opens the outbox as a newcomer does while trying the site, and reads the code sent to somebody. */
export async function readCode({ context }: Visitor, recipient: string): Promise<string> {
  const outbox = await context.newPage()
  const code = outbox.getByRole('listitem').filter({ hasText: recipient }).first().locator('.code')
  await outbox.goto('/dev/outbox')
  // The page reads itself again every few seconds; a job sends the message meanwhile.
  const until_ms = performance.now() + ARRIVE_MS_MAX
  while ((await code.count()) === 0) {
    if (performance.now() > until_ms) throw new Error(`no code came for ${recipient}`)
    await outbox.waitForTimeout(LOOK_AGAIN_MS)
    await outbox.reload()
  }
  const text = await code.innerText()
  await outbox.close()
  return text.trim()
}

const ARRIVE_MS_MAX = 15_000
const LOOK_AGAIN_MS = 100

export interface Newcomer {
  readonly mobile: string
  readonly password: string
}

/** Fills in and sends the form that stands on the page, both codes read as a person reads them. */
export async function register(visitor: Visitor, { mobile, password }: Newcomer): Promise<void> {
  const { page, tap } = visitor
  await page.getByLabel('手机号').fill(mobile)
  const picture = page.getByRole('button', { name: '图片验证码' }).locator('img')
  const image_code_id = (await picture.getAttribute('src'))?.split('/').at(-1) ?? ''
  await page.getByLabel('图片验证码', { exact: true }).fill(await readCode(visitor, image_code_id))
  await tap(page.getByRole('button', { name: '获取验证码' }))
  await page.getByText('验证码已发送至').waitFor()
  // What was right stays, and is not asked for again.
  if ((await page.getByLabel('图片验证码', { exact: true }).inputValue()) !== '图片验证码正确')
    throw new Error('the picture code was right, and nothing says so')
  await page.getByLabel('短信验证码').fill(await readCode(visitor, mobile))
  await page.getByLabel('密码', { exact: true }).fill(password)
  await tap(page.getByRole('checkbox', { name: '我已阅读并同意' }))
  await tap(page.getByRole('button', { name: '注册', exact: true }))
}

/** Says what others may call them, where that is asked. */
export async function giveName({ page, tap }: Visitor, name: string): Promise<void> {
  const asked = page.getByRole('dialog', { name: '怎么称呼您？' })
  await asked.getByLabel('昵称').fill(name)
  await tap(asked.getByRole('button', { name: '保存并继续' }))
}

/** Pays what the page offers to pay, at the sandbox's cashier, and comes back. */
export async function pay({ page, tap }: Visitor): Promise<void> {
  await tap(page.getByRole('button', { name: /^支付 / }))
  await page.waitForURL(/\/sandbox\/cashier/)
  await tap(page.getByRole('button', { name: '确认支付' }))
  await page.getByRole('heading', { level: 1, name: '支付成功' }).waitFor()
}
