import { account } from './account/room.ts'
import { availability } from './availability/room.ts'
import { codes } from './codes/room.ts'
import { favourites } from './favourites/room.ts'
import { houses } from './houses/room.ts'
import { mail } from './mail/room.ts'
import { messages } from './messages/room.ts'
import { notices } from './notices/room.ts'
import { old_clients } from './old-clients/room.ts'
import { operator } from './operator/room.ts'
import type { PlaceBatch } from './orders/booking-queue.ts'
import { orders } from './orders/room.ts'
import { pages } from './pages/room.ts'
import { payments } from './payments/room.ts'
import type { PersonalData } from './personal-data.ts'
import { pictures } from './pictures/room.ts'
import type { Bucket } from './platform/files/files.ts'
import type { JobSender } from './platform/jobs/job-queue.ts'
import { pricing } from './pricing/room.ts'
import { push } from './push/room.ts'
import { reviews } from './reviews/room.ts'
import type { Background, Platform, Room, Working } from './room.ts'
import type { Tables } from './schema.ts'
import { search } from './search/room.ts'
import type { RoomSettings } from './settings.ts'
import { sms } from './sms/room.ts'

/** Every room of the server. Who adds one adds it here, and nowhere else. */
const LIST = [
  // First: it listens for the routes that the rooms after it serve.
  old_clients,
  sms,
  codes,
  mail,
  account,
  push,
  houses,
  pricing,
  availability,
  pictures,
  search,
  reviews,
  orders,
  favourites,
  payments,
  messages,
  notices,
  operator,
  pages,
] as const

/** What all of `Each` provide, together. */
type Provided<Each> = (
  Each extends { provide: (given: never) => infer Made }
    ? (made: Awaited<Made>) => void
    : never
) extends (made: infer All) => void
  ? All
  : never

/** What tests put something else in the place of. */
export interface Overrides {
  /** How a batch of bookings is decided; the races take the guard away to see what it is worth. */
  readonly place?: PlaceBatch
}

type ProvideContext = Platform & RoomSettings & Overrides
type ServeContext = ProvideContext &
  Provided<(typeof LIST)[number]> & { readonly personal: readonly PersonalData[] }
/** What work without a request is started with. */
export type JobContext = Background &
  RoomSettings & { readonly data_dir: string; readonly bucket?: Bucket | undefined }
/** What it is done with. */
export type WorkContext = JobContext & Working
type ScheduleContext = WorkContext & { readonly jobs: JobSender<Tables> }

/** As the types prove, no room needs what none provides. */
export const ROOMS: readonly Room<ProvideContext, ServeContext, WorkContext, ScheduleContext>[] =
  LIST

/** What each room keeps of a person: the one list that copies and erasures go by. */
export const PERSONAL: readonly PersonalData[] = ROOMS.flatMap((room) => room.personal ?? [])

/** What rooms are served with: all that they provide, for themselves and for each other. */
export async function provideAll(given: ProvideContext): Promise<ServeContext> {
  const provided = await Promise.all(ROOMS.map((room) => room.provide?.(given)))
  return Object.assign({ ...given, personal: PERSONAL }, ...provided) as ServeContext
}
