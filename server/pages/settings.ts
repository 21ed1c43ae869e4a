import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from '../platform/settings/reader.ts'

/** Where people read what they agree to by signing up; undefined: on the site's own page. */
export const readPageSettings = (read: Reader) => ({
  terms_url: read.url('IHOME_TERMS_URL', WEB_PROTOCOLS, WEB_ADDRESS),
})
