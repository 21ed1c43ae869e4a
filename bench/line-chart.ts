const WIDTH = 640
const HEIGHT = 320
const ROOM = { left: 72, right: 24, top: 48, bottom: 56 } as const
const STEPS = 4

export interface Chart {
  readonly title: string
  readonly x: string
  readonly y: string
  /** Powers of ten at even distances. */
  readonly by_powers?: boolean
  readonly points: readonly { readonly x: number; readonly y: number; readonly label?: string }[]
}

/** A line over points as SVG that is read in light and in dark: it begins at zero, so a rise is as large as it looks. */
export function drawChart(chart: Chart): string {
  const { points, title, by_powers = false } = chart
  const y_max = roundUp(Math.max(...points.map(({ y }) => y)))
  const place = (x: number) => (by_powers ? Math.log10(x) : x)
  const [low, high] = [Math.min, Math.max].map((of) => of(...points.map(({ x }) => place(x)))) as [
    number,
    number,
  ]
  const xAt = (x: number) =>
    ROOM.left + ((place(x) - low) / (high - low || 1)) * (WIDTH - ROOM.left - ROOM.right)
  const yAt = (y: number) => HEIGHT - ROOM.bottom - (y / y_max) * (HEIGHT - ROOM.top - ROOM.bottom)

  const lines = Array.from({ length: STEPS + 1 }, (_, step) => (y_max * step) / STEPS).map(
    (y) =>
      `<path d="M${ROOM.left} ${one(yAt(y))}H${WIDTH - ROOM.right}" stroke="#8884"/>` +
      text(ROOM.left - 8, yAt(y) + 4, short(y), 'end'),
  )
  const path = points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${one(xAt(x))} ${one(yAt(y))}`)
  const marks = points.flatMap(({ x, y, label }) =>
    label === undefined
      ? []
      : [
          `<circle cx="${one(xAt(x))}" cy="${one(yAt(y))}" r="4" fill="#d6455d"/>`,
          text(xAt(x), HEIGHT - ROOM.bottom + 20, label, 'middle'),
        ],
  )
  const ends =
    marks.length > 0
      ? []
      : [low, high].map((x) => text(xAt(x), HEIGHT - ROOM.bottom + 20, short(x), 'middle'))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui, sans-serif" font-size="12" fill="#888">`,
    `<text x="${ROOM.left}" y="24" font-size="15" font-weight="600">${escapeXml(title)}</text>`,
    ...lines,
    `<path d="${path.join('')}" fill="none" stroke="#d6455d" stroke-width="2"/>`,
    ...marks,
    ...ends,
    text((WIDTH + ROOM.left) / 2, HEIGHT - 12, chart.x, 'middle'),
    text(ROOM.left - 8, 36, chart.y, 'end'),
    '</svg>',
    '',
  ].join('\n')
}

const text = (x: number, y: number, words: string, anchor: 'middle' | 'end') =>
  `<text x="${one(x)}" y="${one(y)}" text-anchor="${anchor}">${escapeXml(words)}</text>`

const one = (number: number) => Number(number.toFixed(1))

export const short = (value: number) =>
  value >= 1_000_000
    ? `${one(value / 1_000_000)} M`
    : value >= 10_000
      ? `${one(value / 1_000)} k`
      : one(value).toLocaleString('en')

/** The next number that is 1, 2, 2.5 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1))
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

const escapeXml = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
