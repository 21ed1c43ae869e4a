import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { browsersPart } from './browsers-part.ts'
import { compressBuilt } from './compress-built.ts'

const NOT_MAIN = /^(?!.*[\\/](main\.tsx|index\.html)$)/
/** What the first page draws beside its own parts, most other pages too: small files, many of them. */
const CARDS =
  /web[\\/](ui[\\/](page-title|picture|use-slides|use-awake|states|area-select|dates-field|guests-select)|i18n[\\/](area-name|format|currency)|houses[\\/](card-pictures|house-card)|reviews[\\/]rating-mark)\.tsx?$|icons[\\/](chevron-(left|right|down)|image-off|shield-check|map-pin|users|calendar-days)\.mjs$/
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
