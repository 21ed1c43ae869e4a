// What the houses of a search are called and have: words that a quarter of them share, and words of
// one in a thousand.

const PLACES = ['鼓楼', '后海', '望京', '国贸']
const KINDS = ['小院', '四合院', '一居', '公寓', '阁楼']
const STREETS = [
  '烟袋斜街',
  '五道营胡同',
  '南锣鼓巷',
  '国子监街',
  '杨梅竹斜街',
  '北河沿大街',
  '花家地北里',
]
const RARE = '观星台'
const RARE_EACH = 1_000
const RARE_AT = 7
const FACILITIES = 23

/** Facility n is in every n-th house. */
export function facilitiesOf(id: number): number[] {
  const facilities: number[] = []
  for (let n = 1; n <= FACILITIES; n += 1) if (id % n === 0) facilities.push(n)
  return facilities
}

/** The first area is the largest, with one house in the square root of their number. */
export const areaOf = (id: number, areas: number): number =>
  1 + Math.floor(areas * (draw(id, 100) / 2 ** 32) ** 2)

/** One row of `houses`, as COPY reads it; texts as the database folds them. */
export function houseRow(id: number, { host_id, areas }: { host_id: number; areas: number }) {
  const kind = `${KINDS[draw(id, 101) % KINDS.length]}${id % RARE_EACH === RARE_AT ? RARE : ''}`
  const title = `${PLACES[id % PLACES.length]}的${kind} ${id}`
  // Without the number of a door, as everybody reads it.
  const street = STREETS[draw(id, 104) % STREETS.length] ?? ''
  return [
    id,
    host_id,
    areaOf(id, areas),
    title,
    10_000 + 100 * (draw(id, 102) % 900),
    `${street} ${id % 997} 号`,
    street,
    1 + (id % 8),
    draw(id, 103) % 50,
    '/files/cover.webp',
    id % 50 > 0,
    '2026-01-01T00:00:00Z',
    `${title}\\n${street}`,
    `{${facilitiesOf(id)}}`,
  ]
    .join('\t')
    .concat('\n')
}

/** A number that looks like chance and is the same each time. */
export function draw(id: number, salt: number): number {
  let mixed = Math.imul(id, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
