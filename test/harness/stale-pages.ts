import { sql } from 'kysely'
import { type Letting, openLetting } from './lettings.ts'
import type { Site } from './site.ts'

const LANES = 4

/**
 * Changes pages of houses on one server of a site and reads them on the other, by turns an edit
 * and a comment, `times` altogether. Returns the turns whose very next answer was an old one.
 */
export async function findStalePages(
  sites: readonly [Site, Site],
  times: number,
  onTurn: (turn: number) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const stale: string[] = []
  let turn = 0
  const walk = async () => {
    const letting = await openLetting(sites[0])
    const order_ids = await addFinishedStays(letting, times)
    for (let n = 0; turn < times; n += 1) {
      turn += 1
      await onTurn(turn)
      const [writer, reader] = n % 4 < 2 ? sites : ([sites[1], sites[0]] as const)
      const text = `第 ${turn} 次`
      const change = n % 2 === 0 ? edit : comment
      const shown = await change({
        letting,
        writer,
        reader,
        text,
        order_id: order_ids[n] as number,
      })
      if (shown !== text) stale.push(`${text}: ${shown}`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, walk))
  return stale
}

interface Turn {
  readonly letting: Letting
  readonly writer: Site
  readonly reader: Site
  readonly text: string
  readonly order_id: number
}

async function edit({ letting: { host, house_id }, writer, reader, text }: Turn) {
  const form = { ...EDITED, title: text, area_id: await areaOf(writer, house_id) }
  const headers = { cookie: host.cookie() ?? '' }
  const { errcode } = await writer.visitor().put(`/houses/${house_id}`, form, headers)
  if (errcode !== '0') throw new Error(`could not edit: ${errcode}`)
  return (await reader.visitor().get(`/houses/${house_id}`)).data.house.title
}

async function comment({ letting: { guest, house_id }, writer, reader, text, order_id }: Turn) {
  const headers = { cookie: guest.cookie() ?? '' }
  const path = `/orders/${order_id}/comment`
  const { errcode } = await writer.visitor().put(path, { comment: text }, headers)
  if (errcode !== '0') throw new Error(`could not comment: ${errcode}`)
  const { comments } = (await reader.visitor().get(`/houses/${house_id}`)).data.house
  // The clock stands still, and then the newest order comes first; these go from oldest to newest.
  return comments[0].comment
}

const EDITED = {
  price: '200',
  address: '东城区鼓楼东大街 1 号',
  room_count: 1,
  acreage: 30,
  unit: '一室',
  capacity: 2,
  beds: '双人床 1 张',
  deposit: 100,
  min_days: 1,
  max_days: 0,
}

async function areaOf({ database }: Site, house_id: number): Promise<number> {
  const house = await database.kysely
    .selectFrom('houses')
    .select('area_id')
    .where('id', '=', house_id)
    .executeTakeFirstOrThrow()
  return house.area_id
}

/** Stays of the guest's that wait for a comment; their ids in the order of their making. */
async function addFinishedStays({ site, guest, host, house_id }: Letting, count: number) {
  const { rows } = await sql<{ id: number }>`
    INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date, price_fen,
      amount_fen, status, created_at)
    SELECT ${house_id}, nextval('order_ids'), ${guest.person.id}, ${host.person.id},
      date '2020-01-01' + n, date '2020-01-01' + n, 1, 1, 'WAIT_COMMENT', now()
    FROM generate_series(1, ${count}::integer) AS n RETURNING id`.execute(site.database.kysely)
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}
