import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { browsersPart } from './browsers-part.ts'
import { compressBuilt } from './compress-built.ts'

const NOT_MAIN = /^(?!.*[\\/](main\.tsx|index\.html)$)/
/** Modules by the end of their names. */
const named = (...names: readonly string[]) =>
  new RegExp(`[\\\\/](${names.join('|')})\\.(tsx?|mjs|js)$`)
/**
 * What the first page draws beside its own parts, and most others too; then what a house and the
 * search do. As they fall they would be forty files of a few hundred bytes, each a journey.
 */
const CARDS = named(
  'web/ui/(page-title|picture|use-slides|use-awake|states|area-select|dates-field|guests-select)',
  'web/i18n/(area-name|format|currency)',
  'web/houses/(card-pictures|house-card)',
  'web/reviews/rating-mark',
  'icons/(chevron-(left|right|down)|image-off|shield-check|map-pin|users|calendar-days)',
)
const LISTS = named(
  'rules/(house-rules|days|rating)',
  'web/ui/(more-on-sight|avatar|field)',
  'web/map/(lazy-map|map-style)',
  'modern/(infiniteQueryObserver|useInfiniteQuery)',
  'web/reviews/stars',
  'icons/(scroll-text|wallet|clock|check|sliders-horizontal|star|house-plus)',
)
const HOUSES = named(
  'rules/(stay-rules|house-takes|free-days)',
  'web/ui/(date-range-rules|weekend-chips)',
  'web/map/map-link',
  'web/favourites/(heart|kept)',
  'web/houses/(price-breakdown|use-quote|asked-guests)',
  'icons/(calendar-plus|flag)',
)
const SERVER = 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [browsersPart(), react(), tailwindcss(), compressBuilt()],
  resolve: {
    alias: {
      // React has had this itself for years: no page carries a stand-in.
      'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector',
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Tells the server which files a page needs.
    manifest: true,
    target: 'es2022',
    // A data: address would be one more source for the policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The map: fetched by who looks at one.
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      output: {
        // Every page's list of files is in the first one: without names, which are long.
        chunkFileNames: 'assets/[hash:7].js',
        // What every page begins with is one file: fifty small ones would each cost a journey.
        // The beginning itself stays outside, or nothing would begin.
        codeSplitting: {
          groups: [
            { name: 'ground', tags: ['$initial'], test: NOT_MAIN },
            { name: 'cards', test: CARDS },
            { name: 'lists', test: LISTS },
            { name: 'houses', test: HOUSES },
          ],
        },
      },
    },
  },
  // `npm run dev:web` beside `npm start`: pages as they are typed, all else from the server.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/files', '/docs', '/dev', '/sandbox'].map((path) => [path, SERVER]),
    ),
  },
})
