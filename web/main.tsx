import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import './app.css'
import { tintBrowser } from './i18n/language.ts'
import { loadWords } from './i18n/words.ts'
import { createPages } from './pages/router.tsx'
import { OVERLAY_KEY } from './ui/overlay-key.ts'

// After an update of the site, the files of the page that is open may be gone: begin it anew.
addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('ihome-reloaded') === location.href) return
  sessionStorage.setItem('ihome-reloaded', location.href)
  event.preventDefault()
  location.reload()
})

tintBrowser()
// Reloaded under something that stood over the page: only then it is needed so early.
if (history.state?.[OVERLAY_KEY]) await (await import('./ui/overlays.ts')).leaveSpentEntry()
const client = createQueryClient()
const router = createPages(client)
// Words, and the code of the first page, come side by side.
await loadWords('ui')
await router.load()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)

// Once the page stands: it is for when there is no network, and for nobody looking.
navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined)
