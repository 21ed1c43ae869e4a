import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|css|svg|webmanifest|json|txt)$/
const BYTES_MIN = 1024

/**
 * Lays a brotli and a gzip copy beside each built text, so that serving one costs no work. Only
 * once the files are written: until then, other parts of the build still change what is in them.
 */
export function compressBuilt(): Plugin {
  return {
    name: 'compress-built',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const path of Object.keys(bundle).map((fileName) => join(dir, fileName))) {
        if (!TEXT.test(path)) continue
        const bytes = readFileSync(path)
        if (bytes.length < BYTES_MIN) continue
        writeFileSync(`${path}.br`, compressHard(bytes))
        writeFileSync(`${path}.gz`, gzipSync(bytes))
      }
    },
  }
}

const compressHard = (bytes: Buffer) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  })
