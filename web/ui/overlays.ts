import type { RouterHistory } from '@tanstack/react-router'
import { OVERLAY_KEY } from './overlay-key.ts'

/**
 * What stands over a page (sheets, dialogs, the viewer of pictures) has an entry of the browser's
 * history, so that Back closes the topmost one and not the page. The entry is a twin of the page's
 * own: the router never hears of it.
 */
interface Overlay {
  readonly id: string
  readonly close: () => void
}

/** The router's name for an entry, the same in an overlay's twin of it. */
const PAGE_KEY = '__TSR_key'
/** A browser that goes back by no step says nothing: nobody waits for it longer than this. */
const BACK_MS_MAX = 1_000

const open: Overlay[] = []
let last_number = 0
/** Steps through the history happen one after the other: each is only asked for, and comes later. */
let settled: Promise<unknown> = Promise.resolve()
let arrived: (() => void) | undefined
let unblock: (() => void) | undefined

const next = (step: () => unknown): Promise<unknown> => {
  settled = settled.then(step)
  return settled
}

const overlayOf = (state: unknown): string | undefined =>
  (state as Record<string, string> | null)?.[OVERLAY_KEY]
const pageOf = (state: unknown): string | undefined =>
  (state as Record<string, string> | null)?.[PAGE_KEY]

/** The page whose overlays are open. */
let page: string | undefined

function enter({ id }: Overlay): void {
  page = pageOf(history.state)
  // The router watches `history.pushState`; this is the browser's own.
  History.prototype.pushState.call(history, { ...history.state, [OVERLAY_KEY]: id }, '')
}

async function goBack(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  arrived = resolve
  const timer = setTimeout(resolve, BACK_MS_MAX)
  history.back()
  await promise
  clearTimeout(timer)
  arrived = undefined
}

const leave = async ({ id }: Overlay): Promise<void> => {
  if (overlayOf(history.state) === id) await goBack()
}

function onPop(event: PopStateEvent): void {
  if (arrived) {
    event.stopImmediatePropagation()
    arrived()
    return
  }
  const top = overlayOf(event.state)
  const place = open.findIndex(({ id }) => id === top)
  if (top !== undefined && place < 0) {
    // Forward, to where an overlay was once.
    event.stopImmediatePropagation()
    void next(goBack)
    return
  }
  if (open.length === 0) return
  if (pageOf(event.state) === page) event.stopImmediatePropagation()
  for (const { close } of open.splice(place + 1).toReversed()) close()
  if (open.length === 0) stopBlocking()
}

addEventListener('popstate', onPop, { capture: true })

function stopBlocking(): void {
  unblock?.()
  unblock = undefined
}

/** Closes whatever is open, and resolves when the page's own entry is the present one again. */
function closeOverlays(): Promise<unknown> {
  for (const overlay of open.splice(0).toReversed()) {
    overlay.close()
    void next(() => leave(overlay))
  }
  return next(stopBlocking)
}

/** Puts an overlay on top; `close` is called when Back or another page takes it away. */
export function openOverlay(router_history: RouterHistory, close: () => void): () => void {
  last_number += 1
  const overlay = { id: `${performance.timeOrigin}:${last_number}`, close }
  open.push(overlay)
  // The page under an overlay changes only when the overlay's entry is gone from above it.
  unblock ??= router_history.block({
    enableBeforeUnload: false,
    blockerFn: async () => {
      await closeOverlays()
      return false
    },
  })
  void next(() => open.includes(overlay) && enter(overlay))
  return () => {
    const place = open.indexOf(overlay)
    if (place < 0) return
    open.splice(place, 1)
    void next(() => leave(overlay))
    void next(() => open.length === 0 && stopBlocking())
  }
}

/** After a reload: what was open is not any more, and its entry is left. */
export const leaveSpentEntry = (): Promise<unknown> =>
  next(() => overlayOf(history.state) !== undefined && goBack())
