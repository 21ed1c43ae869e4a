import type { Position } from '../../contract/house-story.ts'
import { sendForm } from '../../test/harness/forms.ts'
import { picture } from '../../test/harness/pictures.ts'
import type { Member, Site } from '../../test/harness/site.ts'

const AREA = '东城区'
const NAME_LENGTH_MAX = 32

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
let people = 0

/** The papers of one more person; the last character is the check digit of GB 11643. */
export function prove(): { real_name: string; id_card: string } {
  people += 1
  const digits = `11010519491231${String(people).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return { real_name: '王建国', id_card: digits + '10X98765432'[sum % 11] }
}

let guests = 0

/** Somebody who has said what others may call them, and need not be asked when they book. */
export function joinGuest(site: Site): Promise<Member> {
  guests += 1
  return site.join(`客人 ${guests}`)
}

/** Somebody who may let houses. */
export async function joinHost(site: Site, name: string): Promise<Member> {
  const host = await site.join(name)
  const { errcode } = await host.post('/users/auth', prove())
  if (errcode !== '0') throw new Error(`could not prove who ${name} is: ${errcode}`)
  return host
}

export interface LetHouse {
  readonly host: Member
  readonly house_id: number
  readonly title: string
}

const FORM = {
  price: '200',
  address: '鼓楼东大街 1 号',
  room_count: 1,
  acreage: 30,
  unit: '一室',
  capacity: 2,
  beds: '双人床 1 张',
  deposit: '100',
  min_days: 1,
  max_days: 0,
  facility: [1, 2],
}

/** A host, and a house of theirs that is listed and has a picture. */
export async function letHouse(
  site: Site,
  title: string,
  more: Partial<typeof FORM> & { readonly position?: Position } = {},
): Promise<LetHouse> {
  const host = await joinHost(site, `${title}的房东`.slice(0, NAME_LENGTH_MAX))
  const area_id = await openArea(site)
  const { data } = await host.post('/houses/info', { ...FORM, ...more, title, area_id })
  const house_image = await photo
  await sendForm(host, '/houses/image', { house_id: String(data.house_id), house_image })
  return { host, house_id: data.house_id, title }
}

const photo = picture(800, 600)

/** What an operator does once: there is an area to be in. */
export async function openArea({ database: { kysely } }: Site): Promise<number> {
  const { id } = await kysely
    .insertInto('areas')
    .values({ name: AREA })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: AREA }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
