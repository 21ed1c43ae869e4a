import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '../../contract/pages.ts'

const DIST = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** One built file, as Vite's manifest tells of it. */
interface BuiltFile {
  readonly file: string
  readonly imports?: readonly string[]
}

/** The web app as `npm run build` leaves it. */
export interface BuiltWeb {
  readonly directory: string
  /** The page's HTML, with places for what the server puts in. */
  readonly html: string
  /** Addresses of the scripts that a page needs beside the first one, in a language. */
  scriptsOf(page: Page, language: string): readonly string[]
}

/** Read once; undefined where nothing was built. */
export function readBuiltWeb(): BuiltWeb | undefined {
  let html: string
  let manifest: Record<string, BuiltFile>
  try {
    html = readFileSync(join(DIST, 'index.html'), 'utf8')
    manifest = JSON.parse(readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const filesOf = (module: string): string[] => {
    const built = manifest[module]
    return built ? [...(built.imports ?? []).flatMap(filesOf), built.file] : []
  }
  return {
    directory: DIST,
    html,
    scriptsOf({ module, frame, words }, language) {
      const texts = ['ui', ...words].map((room) => `${room}/words.${language}.json`)
      const files = new Set([...(frame ? [frame] : []), module, ...texts].flatMap(filesOf))
      return [...files].map((file) => `/${file}`).filter((address) => !html.includes(address))
    },
  }
}
