/* The worker that ends all workers: it removes their copies and then itself. See docs/publishing.md. */
(function () {
  'use strict'

  const OURS = new URL('.', self.location).pathname + '|offline|'

  async function withdraw () {
    for (const name of await caches.keys()) {
      if (name.startsWith(OURS)) await caches.delete(name)
    }
    await self.registration.unregister()
  }

  self.addEventListener('install', () => self.skipWaiting())
  self.addEventListener('activate', event => event.waitUntil(withdraw()))
})()
