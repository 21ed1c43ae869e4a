import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp, { type Sharp } from 'sharp'
import { launchOptions } from '../e2e/harness/launch.ts'
import { addDays, type NightDate } from '../rules/night-date.ts'
import { startProcess, waitForOutput } from '../test/harness/server-process.ts'

const DIRECTORY = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const WEBP = { quality: 78, effort: 6 }
/** As wide as a README is shown, twice as dense. */
const WIDTH = 1_600

const DEMO = { host: '13800000001', guest: '13800000002' } as const
const PASSWORD = 'ihome-demo'
type Viewer = keyof typeof DEMO
type Language = 'zh' | 'en'

const DESK = { viewport: { width: 1_280, height: 960 }, deviceScaleFactor: 1.5 }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true }
const PHONE_GAP = 48

/** A stay next month, beyond what the demo's people have booked. */
const FIRST = addDays(`${new Date().toISOString().slice(0, 7)}-01` as NightDate, 54)
const DAYS = `sd=${FIRST}&ed=${addDays(FIRST, 2)}`

/** What is seen at a desk, each a picture of its own. */
const AT_A_DESK: readonly (readonly [name: string, path: string, viewer: Viewer])[] = [
  ['search', `/search?sk=booking&${DAYS}`, 'guest'],
  ['house', `/houses/1?${DAYS}`, 'guest'],
  ['host-calendar', `/host/calendar?month=${FIRST.slice(0, 7)}`, 'host'],
  ['host-overview', '/host', 'host'],
]
/** What is seen on phones, beside each other in one picture. */
const ON_PHONES = [
  ['/', 'guest'],
  ['/houses/1', 'guest'],
  ['/orders', 'guest'],
  ['/host/orders', 'host'],
] as const satisfies readonly (readonly [path: string, viewer: Viewer])[]

/** The pictures of the READMEs, taken of the demo. */
async function main(): Promise<void> {
  const server = startProcess(['serve', '--demo'], { LOG_LEVEL: 'error' })
  const browser = await chromium.launch(await launchOptions())
  try {
    const origin = await waitForOutput(server, /^ihome is at (http:\S+)$/m)
    for (const language of ['zh', 'en'] as const) await takeAll(browser, origin, language)
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function takeAll(browser: Browser, origin: string, language: Language): Promise<void> {
  mkdirSync(join(DIRECTORY, language), { recursive: true })
  const keep = async (name: string, picture: Sharp) => {
    const bytes = await picture.webp(WEBP).toBuffer()
    const file = join(DIRECTORY, language, `${name}.webp`)
    await writeFile(file, bytes)
    console.log(`${file}  ${Math.round(bytes.length / 1024)} kB`)
  }
  const open = async (path: string, viewer: Viewer, device: typeof DESK | typeof PHONE) => {
    const context = await browser.newContext({
      ...device,
      baseURL: origin,
      reducedMotion: 'reduce',
      bypassCSP: true,
    })
    await context.addCookies([{ name: 'ihome_language', value: language, url: origin }])
    await context.request.post('/api/v1.0/sessions', {
      data: { mobile: DEMO[viewer], password: PASSWORD },
    })
    const page = await context.newPage()
    await page.goto(path)
    // A picture has no bar to scroll by, and needs no room for one.
    await page.addStyleTag({ content: ':root { scrollbar-gutter: auto !important }' })
    await settle(page)
    const picture = await page.screenshot()
    await context.close()
    return picture
  }
  for (const [name, path, viewer] of AT_A_DESK)
    await keep(name, sharp(await open(path, viewer, DESK)).resize(WIDTH))
  const phones: Buffer[] = []
  for (const [path, viewer] of ON_PHONES) phones.push(await open(path, viewer, PHONE))
  await keep('phones', sharp(await besideEachOther(phones)).resize(WIDTH))
}

/** Everything has come, the pictures too. */
async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  // As text: this file is read without what browsers know.
  await page.waitForFunction(
    `[...document.images].every((one) => one.complete || one.loading === 'lazy')`,
  )
  await page.waitForTimeout(PAINT_MS)
}

const PAINT_MS = 500

/** Rounded, on nothing: readable on a light and on a dark page. */
async function besideEachOther(screens: readonly Buffer[]): Promise<Buffer> {
  const [width, height] = [PHONE.viewport.width * 2, PHONE.viewport.height * 2]
  const mask = Buffer.from(
    `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="72"/></svg>`,
  )
  const rounded = await Promise.all(
    screens.map((screen) =>
      sharp(screen)
        .composite([{ input: mask, blend: 'dest-in' }])
        .png()
        .toBuffer(),
    ),
  )
  const whole = screens.length * (width + PHONE_GAP) - PHONE_GAP
  return sharp({ create: { width: whole, height, channels: 4, background: '#0000' } })
    .composite(
      rounded.map((input, index) => ({ input, left: index * (width + PHONE_GAP), top: 0 })),
    )
    .png()
    .toBuffer()
}

await main()
