import type { Plugin } from 'vite'

const TABLE = /[\\/]contract[\\/]pages\.ts$/
const READS = /^\s+reads: \[[^\]]*\],$/gm

/** Leaves out of the table of pages what only the server does with it: what it asks ahead. */
export const browsersPart = (): Plugin => ({
  name: 'browsers-part',
  enforce: 'pre',
  transform: (code, id) =>
    TABLE.test(id) ? { code: code.replace(READS, ''), map: null } : undefined,
})
