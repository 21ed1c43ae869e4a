import type { BrowserContext, ConsoleMessage, Page, Request, Response } from 'playwright-core'

/** Sees everything that should not happen while somebody uses the site. */
export interface Watch {
  /** Says that a fault like this is about to happen; it must, then. */
  announce(fault: RegExp): void
  /** What happened unannounced, and what was announced in vain. */
  faults(): string[]
}

/** Already known by the request that failed. */
const REPEATED = /^Failed to load resource:|^Service Worker registration blocked by Playwright/
/**
 * Said where the script ran later than a few seconds after loading: of the machine, not of the page.
 * What is fetched ahead must be shown: a test of its own asks that.
 */
const SLOW = /was preloaded using link preload but not used within a few seconds/
/** Of a machine that draws maps without a graphics card. */
const SOFTWARE_GL = /GL Driver Message/
/**
 * Requests that the page itself gave up, as the reader moved on or the stream was closed, and those
 * of a page from which a test took the network.
 */
const EXPECTED: readonly string[] = ['net::ERR_ABORTED', 'net::ERR_INTERNET_DISCONNECTED']

export function watch(context: BrowserContext, origin: string): Watch {
  const seen: string[] = []
  const announced: RegExp[] = []
  const pathOf = (url: string) => (url.startsWith(origin) ? url.slice(origin.length) : url)

  const onConsole = (message: ConsoleMessage) => {
    if (!['error', 'warning'].includes(message.type())) return
    if ([REPEATED, SLOW, SOFTWARE_GL].some((expected) => expected.test(message.text()))) return
    seen.push(`console ${message.type()}: ${message.text()}`)
  }
  const onRequest = (request: Request) => {
    if (!isOwn(request.url(), origin)) seen.push(`request elsewhere: ${request.url()}`)
  }
  const onRequestFailed = (request: Request) => {
    const why = request.failure()?.errorText ?? 'unknown'
    if (!EXPECTED.includes(why))
      seen.push(`failed ${request.method()} ${pathOf(request.url())}: ${why}`)
  }
  const onResponse = (response: Response) => {
    if (response.status() < 400) return
    seen.push(`${response.status()} for ${response.request().method()} ${pathOf(response.url())}`)
  }
  context.on('console', onConsole)
  context.on('weberror', (error) => seen.push(`unhandled: ${error.error().stack}`))
  context.on('request', onRequest)
  context.on('requestfailed', onRequestFailed)
  context.on('response', onResponse)
  context.on('page', (page: Page) => page.on('crash', () => seen.push('the page crashed')))

  return {
    announce: (fault) => void announced.push(fault),
    faults: () => [
      ...seen.filter((fault) => !announced.some((pattern) => pattern.test(fault))),
      ...announced
        .filter((pattern) => !seen.some((fault) => pattern.test(fault)))
        .map((pattern) => `was announced but did not happen: ${pattern}`),
    ],
  }
}

const isOwn = (url: string, origin: string): boolean =>
  url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url)
