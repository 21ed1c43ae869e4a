import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|css|svg|webmanifest|json|txt)$/
const BYTES_MIN = 1024

/**
 * Lays a brotli and a gzip copy beside each built text, so that serving one costs no work. Of the
 * files as they were written: until then Vite still puts in what pages fetch ahead.
 */
export function compressBuilt(): Plugin {
  return {
    name: 'compress-built',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir = '' }, bundle) {
      for (const fileName of Object.keys(bundle)) {
        const file = join(dir, fileName)
        const bytes = readFileSync(file)
        if (!TEXT.test(fileName) || bytes.length < BYTES_MIN) continue
        const br = brotliCompressSync(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
        })
        writeFileSync(`${file}.br`, br)
        writeFileSync(`${file}.gz`, gzipSync(bytes))
      }
    },
  }
}
