import type { OrderStatus } from '../../contract/order-terms.ts'

// Who sees what is not for everybody: where it stands, for whom, and when. What no row names nobody
// sees anywhere. One test walks all of it: `who-sees-what.test.ts`.

/** `neighbour`: a guest with a paid stay of the same days in another house of the host. */
export const VIEWERS = ['nobody', 'stranger', 'neighbour', 'guest', 'host', 'other_host'] as const
export type Viewer = (typeof VIEWERS)[number]
/** Who has no part in the order: what they see does not depend on where it stands. */
export const OUTSIDERS: readonly Viewer[] = ['nobody', 'stranger', 'neighbour', 'other_host']

/** How the guest's order stands. */
export type State = OrderStatus | 'CANCELED_AFTER_PAYMENT'
export const STATES: readonly State[] = [
  'WAIT_ACCEPT',
  'WAIT_PAYMENT',
  'PAID',
  'WAIT_COMMENT',
  'COMPLETE',
  'REJECTED',
  'CANCELED',
  'CANCELED_AFTER_PAYMENT',
]
const PAID: readonly State[] = ['PAID', 'WAIT_COMMENT', 'COMPLETE']
const EVER_PAID: readonly State[] = [...PAID, 'CANCELED_AFTER_PAYMENT']

/** Days from the first day of a stay of two days, at which everybody looks. */
export const MOMENTS = {
  long_before: -20,
  too_early: -4,
  three_days_before: -3,
  first_day: 0,
  day_of_leaving: 2,
  day_after: 3,
  // The last day is the second one.
  week_after: 8,
  later: 9,
} as const
export type Moment = keyof typeof MOMENTS
const ALWAYS = Object.keys(MOMENTS) as Moment[]
const UNTIL_LEFT = ALWAYS.filter((moment) => MOMENTS[moment] <= MOMENTS.day_of_leaving)
const UNTIL_WEEK_AFTER = ALWAYS.filter((moment) => MOMENTS[moment] <= MOMENTS.week_after)
const ABOUT_TO_COME: readonly Moment[] = ['three_days_before', 'first_day', 'day_of_leaving']

/** When everybody looks: a stay that is over is not looked at before, and time gives nothing unpaid. */
export const momentsOf = (state: State): readonly Moment[] => {
  if (state === 'PAID') return ALWAYS
  return state === 'WAIT_COMMENT' || state === 'COMPLETE'
    ? ['day_of_leaving', 'day_after', 'week_after', 'later']
    : ['too_early', 'first_day']
}

/** What is hidden, each with a word that stands nowhere else. */
export const THINGS = {
  address: '94711',
  instructions: 'OPEN8823',
  guest_mobile: '55662233',
  host_mobile: '55774488',
  message: 'SAID6644',
} as const
export type Thing = keyof typeof THINGS

/** Where it may come to light, or might by mistake: pages, and what the API answers. */
export const PLACES = {
  house: ['/api/v1.0/houses/{house}', '/api/v1.0/house/{house}', '/houses/{house}'],
  booking: ['/houses/{house}/book?sd=2027-03-01&ed=2027-03-02'],
  lists: [
    '/api/v1.0/houses',
    '/api/v1.0/houses/index',
    '/api/v1.0/houses?bbox=116,39,117,40',
    '/',
    '/search',
    '/api/v1.0/houses/{house}/calendar?from=2027-01-01&to=2027-02-01',
    '/api/v1.0/houses/{house}/quote?start_date=2027-03-01&end_date=2027-03-02',
  ],
  order: ['/api/v1.0/orders/{order}'],
  orders: ['/api/v1.0/user/orders?role=custom', '/api/v1.0/orders?role=custom'],
  orders_of_host: ['/api/v1.0/user/orders?role=landlord', '/api/v1.0/orders?role=landlord'],
  receipt: ['/api/v1.0/orders/{order}/receipt'],
  calendar_file: ['/api/v1.0/orders/{order}/calendar'],
  threads: ['/api/v1.0/threads', '/api/v1.0/threads/{thread}/messages'],
  // What these show is asked by the browser: the HTML carries none of it.
  bare_pages: [
    '/messages',
    '/messages/{thread}',
    '/orders/{order}',
    '/orders/{order}/receipt',
    '/orders',
    '/host/houses/{house}',
  ],
  own_houses: ['/api/v1.0/user/houses'],
  own_instructions: ['/api/v1.0/user/houses/{house}/instructions'],
  stays: ['/api/v1.0/user/stays?from=2026-12-01&to=2027-03-01'],
  notices: ['/api/v1.0/notices'],
} as const
export type Place = keyof typeof PLACES

interface Row {
  readonly thing: Thing
  readonly viewer: Viewer
  readonly at: readonly Place[]
  readonly states: readonly State[]
  readonly moments: readonly Moment[]
}

const SEEN: readonly Row[] = [
  { thing: 'message', viewer: 'guest', at: ['threads'], states: STATES, moments: ALWAYS },
  { thing: 'message', viewer: 'host', at: ['threads'], states: STATES, moments: ALWAYS },
  {
    thing: 'host_mobile',
    viewer: 'guest',
    at: ['order', 'orders'],
    states: PAID,
    moments: UNTIL_WEEK_AFTER,
  },
  // Of their own stay with the same host.
  {
    thing: 'host_mobile',
    viewer: 'neighbour',
    at: ['orders'],
    states: STATES,
    moments: UNTIL_WEEK_AFTER,
  },
  {
    thing: 'guest_mobile',
    viewer: 'host',
    at: ['order', 'orders_of_host'],
    states: PAID,
    moments: UNTIL_WEEK_AFTER,
  },
  {
    thing: 'address',
    viewer: 'host',
    at: ['house', 'booking', 'order', 'orders_of_host', 'own_houses'],
    states: STATES,
    moments: ALWAYS,
  },
  {
    thing: 'address',
    viewer: 'host',
    at: ['receipt'],
    states: EVER_PAID,
    moments: ALWAYS,
  },
  { thing: 'address', viewer: 'host', at: ['calendar_file'], states: PAID, moments: ALWAYS },
  {
    thing: 'instructions',
    viewer: 'host',
    at: ['own_instructions'],
    states: STATES,
    moments: ALWAYS,
  },
  {
    thing: 'address',
    viewer: 'guest',
    at: ['house', 'booking'],
    states: PAID,
    moments: UNTIL_LEFT,
  },
  {
    thing: 'address',
    viewer: 'guest',
    at: ['order', 'orders', 'receipt', 'calendar_file'],
    states: PAID,
    moments: ALWAYS,
  },
  {
    thing: 'instructions',
    viewer: 'guest',
    at: ['order'],
    states: PAID,
    moments: ABOUT_TO_COME,
  },
]

/** Whether a row names it. */
export const isSeen = (
  thing: Thing,
  { viewer, place, state, moment }: { viewer: Viewer; place: Place; state: State; moment: Moment },
): boolean =>
  SEEN.some(
    (row) =>
      row.thing === thing &&
      row.viewer === viewer &&
      row.at.includes(place) &&
      row.states.includes(state) &&
      row.moments.includes(moment),
  )
