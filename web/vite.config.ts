import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressBuilt } from './compress-built.ts'

const SERVER = 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compressBuilt()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Tells the server which files a page needs.
    manifest: true,
    target: 'es2022',
    // A data: address would be one more source for the policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npm run dev:web` beside `npm start`: pages as they are typed, all else from the server.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/files', '/docs', '/dev', '/sandbox'].map((path) => [path, SERVER]),
    ),
  },
})
