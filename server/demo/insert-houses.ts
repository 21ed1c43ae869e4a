import { describeImage } from '../pictures/add-house-image.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Db } from '../schema.ts'
import { HOUSES } from './data/houses.ts'
import { AREAS, type FacilityIcon } from './data/places.ts'
import { DEMO_URL, type DemoPictures, type Picture } from './draw-pictures.ts'

const DAY_MS = 86_400_000
/** The first house was published so many days ago, the next ones at these intervals. */
const FIRST_DAYS_AGO = 190
const INTERVAL_DAYS = 3.1

/** The houses with their places, facilities and pictures; returns their ids in their order. */
export async function insertHouses(
  db: Db,
  clock: Clock,
  userId: (name: string) => number,
  pictures: DemoPictures['houses'],
): Promise<number[]> {
  const area_ids = await insertAreas(db)
  const facility_ids = await findFacilities(db)
  const houses = await db
    .insertInto('houses')
    .values(
      HOUSES.map(({ host, area, price_yuan, deposit_yuan, days, ...house }, index) => ({
        host_id: userId(host),
        area_id: idOf(area_ids, area),
        title: house.title,
        price_fen: price_yuan * 100,
        deposit_fen: deposit_yuan * 100,
        address: area + house.address,
        room_count: house.room_count,
        acreage: house.acreage,
        unit: house.unit,
        capacity: house.capacity,
        beds: house.beds,
        min_days: days[0],
        max_days: days[1],
        cover_url: imageOf(pictures[index]?.[0]).url,
        created_at: new Date(
          clock.now().getTime() - (FIRST_DAYS_AGO - index * INTERVAL_DAYS) * DAY_MS,
        ),
      })),
    )
    .returning('id')
    .execute()
  const ids = houses.map(({ id }) => id)

  const withHouse = <Row>(rows: (index: number) => readonly Row[]) =>
    ids.flatMap((house_id, index) => rows(index).map((row) => ({ house_id, ...row })))
  await db
    .insertInto('house_images')
    .values(
      withHouse((index) =>
        (pictures[index] ?? []).map((picture, position) => ({ position, ...imageOf(picture) })),
      ),
    )
    .execute()
  await db
    .insertInto('house_facilities')
    .values(
      withHouse((index) =>
        (HOUSES[index]?.facilities ?? []).map((icon: FacilityIcon) => ({
          facility_id: idOf(facility_ids, icon),
        })),
      ),
    )
    .execute()
  return ids
}

const imageOf = ({ sizes }: Picture = { svg: '', sizes: [] }) =>
  describeImage(
    sizes,
    sizes.map(({ file }) => `${DEMO_URL}/${file}`),
  )

/** An operator may have put some in before: those stay as they are. */
async function insertAreas(db: Db): Promise<Map<string, number>> {
  await db
    .insertInto('areas')
    .values(Object.entries(AREAS).map(([name, name_en]) => ({ name, name_en })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return byName(await db.selectFrom('areas').select(['id', 'name']).execute())
}

/** By icon. */
async function findFacilities(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('facilities').select(['id', 'icon']).execute()
  return new Map(rows.map(({ id, icon }) => [icon, id]))
}

const byName = (rows: readonly { id: number; name: string }[]) =>
  new Map(rows.map(({ id, name }) => [name, id]))

function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`demo: nothing is called ${name}`)
  return id
}
