import { stringify } from 'csv-stringify/sync'

/**
 * Spreadsheets run what begins with these as a formula, some of them in full width too, and after
 * space or what cannot be seen.
 */
const FORMULA = /^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠﹢﹣﹦﹫−|]|^[\t\r\n]/u

/** Lines of RFC 4180; text that a spreadsheet would run is made text by a leading quote. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(asText)),
    { bom: true, record_delimiter: 'windows' },
  )

/** Nothing to run in it. */
const NUMBER = /^-?\d+(\.\d+)?$/

const asText = (cell: string): string =>
  FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
