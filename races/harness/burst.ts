import type { Answer } from './call.ts'
import { dayAhead } from './days.ts'
import type { Journal } from './journal.ts'
import { requestStay } from './requests.ts'
import type { RaceSite } from './site.ts'

/** Every guest of a site asks at once for the same days of a house, half of them each server. */
export function sendBurst(
  site: RaceSite,
  journal: Journal,
  house_id: number,
): Promise<(Answer | undefined)[]> {
  const stay = { house_id, start_date: dayAhead(30), end_date: dayAhead(34) }
  return Promise.all(
    site.guests.map((guest, index) =>
      requestStay(journal, (site.servers[index % 2] ?? site.servers[0]).origin, { ...stay, guest }),
    ),
  )
}
