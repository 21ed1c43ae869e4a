// Answers when there is no network, and shows what the site tells somebody who is not looking.
const CACHE = 'ihome-offline-1'
const OFFLINE = '/offline.html'
const FILES = [OFFLINE, '/offline.css', '/icon.svg']

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)))
})

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
    // The network is not kept waiting until this script has begun.
    await self.registration.navigationPreload?.enable()
  }
  event.waitUntil(tidy())
})

// Only whole pages: what a page asks for itself, it knows best what to do without.
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return
  const answer = async () => {
    try {
      return (await event.preloadResponse) ?? (await fetch(event.request))
    } catch {
      return (await caches.match(OFFLINE)) ?? Response.error()
    }
  }
  event.respondWith(answer())
})

self.addEventListener('push', (event) => {
  const { title, text, path, tag } = event.data.json()
  const shown = { body: text, tag, icon: '/icon-192.png', badge: '/icon-192.png', data: { path } }
  event.waitUntil(self.registration.showNotification(title, shown))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  // A path of this site and nothing else, whatever came.
  const url = new URL(event.notification.data.path, self.location.origin)
  const open = async () => {
    if (url.origin !== self.location.origin) return
    const [page] = await self.clients.matchAll({ type: 'window' })
    if (!page) return self.clients.openWindow(url.href)
    await page.focus()
    return page.navigate(url.href)
  }
  event.waitUntil(open())
})
