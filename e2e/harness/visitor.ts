import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { Client } from '../../test/harness/client.ts'
import type { Site } from '../../test/harness/site.ts'
import { type Watch, watch } from './watch.ts'

export type Device = 'phone' | 'desk'

const DEVICES = {
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
  desk: { viewport: { width: 1440, height: 900 } },
} as const

/** Long enough for a busy machine, short enough to say which step hung. */
const STEP_MS_MAX = 15_000

export interface Arrival {
  readonly device?: Device
  readonly language?: 'zh' | 'en'
  readonly theme?: 'light' | 'dark'
  /** Somebody who is logged in already. */
  readonly as?: Client
  /** Whether the site may keep a worker in their browser, for when there is no network. */
  readonly worker?: true
  /** The zone of their own clock, not of the site. */
  readonly zone?: string
  /** Another name of the site than its own: passkeys are for names, and not for numbers. */
  readonly origin?: string
}

/** Somebody in front of a screen: a browser of their own, and a count of what it took them. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly watch: Watch
  /** Goes to a path of the site as one types an address. */
  go(path: string): Promise<void>
  /** A tap on a phone, a click at a desk. */
  tap(target: Locator): Promise<void>
  /** How often they tapped so far. */
  taps(): number
  /** Their clock follows the site's. */
  setClock(): Promise<void>
}

export async function arrive(
  browser: Browser,
  site: Site,
  { device = 'desk', language = 'zh', theme, as, worker, zone = 'Asia/Shanghai', origin }: Arrival,
): Promise<Visitor> {
  const context = await browser.newContext({
    ...DEVICES[device],
    baseURL: origin ?? site.origin,
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: zone,
    serviceWorkers: worker ? 'allow' : 'block',
    // Nobody waits for a sheet to slide in.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(STEP_MS_MAX)
  const cookies = {
    ...(language === 'en' && { ihome_language: 'en' }),
    ...(theme && { ihome_theme: theme }),
    ...sessionOf(as),
  }
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin ?? site.origin })),
  )
  // Before anything else happens, so that nothing is missed.
  const watching = watch(context, origin ?? site.origin)
  const page = await context.newPage()
  const setClock = () => page.clock.setFixedTime(site.clock.now())
  await setClock()
  let taps = 0
  return {
    page,
    context,
    watch: watching,
    go: async (path) => void (await page.goto(path)),
    tap: async (target) => {
      taps += 1
      await (device === 'phone' ? target.tap() : target.click())
    },
    taps: () => taps,
    setClock,
  }
}

const sessionOf = (client: Client | undefined) => cookiesOf(client?.cookie() ?? '')

/** Cookies as a request sends them. */
export const cookiesOf = (sent: string): Record<string, string> =>
  Object.fromEntries(
    sent
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split('=', 2)),
  )
