/** Spreadsheets run what begins with these as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** One line of RFC 4180; text that a spreadsheet would run is made text by a leading quote. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Without it, spreadsheets read Chinese in the code page of their machine. */
export const BYTE_ORDER_MARK = '\uFEFF'
