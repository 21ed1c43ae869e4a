import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../platform/settings/reader.ts'

export const readPageSettings = (read: Reader) => ({
  /** Where people read what they agree to by signing up; undefined: on the site's own page. */
  terms_url: read.url('IHOME_TERMS_URL', WEB_PROTOCOLS, WEB_ADDRESS),
  map: readMap(read),
})

/** What maps are drawn by, and from where; undefined: there are none, and nobody is asked. */
export interface MapSettings {
  readonly style_url: URL
  readonly origins: readonly string[]
}

function readMap(read: Reader): MapSettings | undefined {
  const style_url = read.url('MAP_STYLE_URL', WEB_PROTOCOLS, WEB_ADDRESS)
  const more = (read.text('MAP_ORIGINS') ?? '').split(',').map((text) => text.trim())
  const named = more.filter((text) => text !== '').map((text) => URL.parse(text))
  if (!named.every((url) => url && WEB_PROTOCOLS.includes(url.protocol)))
    throw read.wrong('MAP_ORIGINS', 'addresses such as https://tiles.example.com, by commas')
  if (!style_url) return undefined
  const origins = [style_url, ...named].map((url) => (url as URL).origin)
  return { style_url, origins: [...new Set(origins)] }
}
