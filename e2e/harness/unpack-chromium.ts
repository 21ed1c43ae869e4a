import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const { resolve } = createRequire(import.meta.url)
const PACKED = join(dirname(resolve('@sparticuz/chromium')), '..', 'bin')
const UNPACKED = fileURLToPath(
  new URL('../../node_modules/.cache/ihome/chromium-gl', import.meta.url),
)

export interface Chromium {
  readonly path: string
  /** What has to stand in its environment beside our own. */
  readonly env: Readonly<Record<string, string>>
}

const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${UNPACKED}/fonts</dir><cachedir>${UNPACKED}/fonts-cache</cachedir></fontconfig>
`

/** Whether one comes along for this machine. */
export const isPacked = (): boolean => platform() === 'linux' && arch() === 'x64'

/**
 * The Chromium of the npm package `@sparticuz/chromium`, with the libraries, the font and the
 * drawing of WebGL that a bare machine may lack. Unpacked once, 210 MB; the package's own way leaves half a file in /tmp to
 * whoever comes second.
 */
export async function unpackChromium(): Promise<Chromium> {
  if (!existsSync(UNPACKED)) await unpack()
  return {
    path: join(UNPACKED, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(UNPACKED, 'lib'),
      // A machine that knows no fonts at all draws no text.
      ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: UNPACKED }),
    },
  }
}

async function unpack(): Promise<void> {
  console.log('ihome: unpacking the Chromium of the tests (once) …')
  const unfinished = `${UNPACKED}-${randomUUID()}`
  mkdirSync(unfinished, { recursive: true })
  try {
    await inflate('chromium.br', join(unfinished, 'chromium'), 0o755)
    for (const packed of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
      const tar = join(unfinished, 'unpacked.tar')
      await inflate(packed, tar)
      execFileSync('tar', ['-xf', tar, '-C', unfinished, '--no-same-owner'])
      rmSync(tar)
    }
    writeFileSync(join(unfinished, 'fonts.conf'), FONTS)
    renameSync(unfinished, UNPACKED)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Somebody else was first.
    if (!existsSync(UNPACKED)) throw error
  }
}

const inflate = (packed: string, to: string, mode = 0o644) =>
  pipeline(
    createReadStream(join(PACKED, packed)),
    createBrotliDecompress(),
    createWriteStream(to, { mode }),
  )
