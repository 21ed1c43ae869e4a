import type { OrderStatus } from '../../api/contract.ts'

const STRIPES =
  'bg-[repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_srgb,var(--color-wait)_16%,transparent)_5px_10px)]'

const WAITING = `border-dashed border-wait bg-wait-wash text-wait ${STRIPES}`
const UNPAID = 'border-wait bg-wait-wash text-wait'
const SURE = 'border-good bg-good-wash text-good'
const PAST = 'border-edge bg-wash text-soft'

/** How a stay looks in calendars: its words say the same, and requests are striped. */
export const STAY_LOOKS: Readonly<Record<OrderStatus, string>> = {
  WAIT_ACCEPT: WAITING,
  WAIT_PAYMENT: UNPAID,
  PAID: SURE,
  WAIT_COMMENT: PAST,
  COMPLETE: PAST,
  REJECTED: PAST,
  CANCELED: PAST,
}

/** Days that nobody can book though nobody stays: closed by the host, held by another site. */
export const CLOSED_LOOKS: Readonly<Record<string, string | undefined>> = {
  closed:
    'bg-[repeating-linear-gradient(135deg,var(--color-wash)_0_6px,var(--color-line)_6px_8px)]',
  imported:
    'bg-[repeating-linear-gradient(45deg,var(--color-wash)_0_6px,color-mix(in_srgb,var(--color-brand)_18%,transparent)_6px_8px)]',
}

export const LEGEND = [
  ['legend_request', 'WAIT_ACCEPT'],
  ['legend_unpaid', 'WAIT_PAYMENT'],
  ['legend_sure', 'PAID'],
  ['legend_past', 'COMPLETE'],
] as const satisfies readonly (readonly [string, OrderStatus])[]

const CHOSEN =
  'after:pointer-events-none after:absolute after:inset-0 after:bg-brand/15 after:border-y-2 after:border-brand'

/**
 * Of a day that is chosen: over whatever else it shows, below what lies over it, and with a line
 * around all of them in a row.
 */
export const chosenLook = (begins: boolean, ends: boolean): string =>
  `${CHOSEN} ${begins ? 'after:border-l-2' : ''} ${ends ? 'after:border-r-2' : ''}`
