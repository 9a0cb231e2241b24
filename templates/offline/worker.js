/* The worker: keeps a whole copy of the site in the browser, and answers from it when the network does not.

   The build puts one line before this file, `const BUILD = …`: its version, the day in words, whether it has all pages
   ("all") or those that are read ("read"), the styles and scripts that its pages ask for, and the paths in each pack.
   A pack bears its hash in its name. So what two builds have in common is fetched once, and one that came broken is
   noticed. A version takes over when it has every pack; until then the one before stays as it is. */
(function () {
  'use strict'

  const BASE = new URL('.', self.location).pathname
  const OURS = BASE + '|offline|'
  const COPY = OURS + BUILD.version
  const READ = COPY + '|read'
  const WHOLE = BASE + 'offline/whole'
  const PATIENCE = 3000
  const PATIENCE_AGAIN = 20000
  const PACKS_OPEN = 4
  const PAGES_READ = 100

  const nothing = () => null
  const packOf = new Map()
  const opened = new Map()

  for (const [pack, paths] of Object.entries(BUILD.packs)) {
    for (const path of paths) packOf.set(path, pack)
  }

  /* A version comes */

  /** Bring all packs in. If one cannot be had, this fails; what has come stays for the next try. */
  async function install () {
    const copy = await caches.open(COPY)
    const tries = await Promise.allSettled(Object.keys(BUILD.packs).map(pack => bring(copy, pack)))
    await removeUnfinished()
    const failed = tries.find(one => one.status === 'rejected')
    if (failed) throw failed.reason
    await readAgain()
    await copy.put(WHOLE, new Response(''))
  }

  async function bring (copy, pack) {
    if (await copy.match(pack)) return
    await copy.put(pack, await caches.match(pack) || await fetched(pack))
  }

  /** The pack from the network, if its bytes are those that its name promises. The browser's other store is passed by. */
  async function fetched (pack) {
    const answer = await fetch(pack, { cache: 'no-store' })
    if (!answer.ok) throw new Error(pack + ' cannot be had: ' + answer.status)
    const bytes = await answer.arrayBuffer()
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    const name = Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('')
    if (!name.startsWith(pack.match(/([^/]+)\.pack$/)[1])) throw new Error(pack + ' came broken')
    return new Response(bytes)
  }

  async function ourCaches () {
    return (await caches.keys()).filter(name => name.startsWith(OURS))
  }

  async function removeUnfinished () {
    for (const name of await ourCaches()) {
      const unfinished = !name.startsWith(COPY) && !name.endsWith('|read') && !await (await caches.open(name)).match(WHOLE)
      if (unfinished) await caches.delete(name)
    }
  }

  async function activate () {
    for (const name of await ourCaches()) {
      if (!name.startsWith(COPY)) await caches.delete(name)
    }
    await self.clients.claim()
  }

  /** Take over from the version before, unless another page is open that may still need it. */
  async function takeOver () {
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
    if (open.filter(page => page.url.startsWith(self.registration.scope)).length < 2) await self.skipWaiting()
  }

  /* Packs */

  /** The files of a pack by path, each a list of its type and its lines. The last few packs stay open. */
  function open (pack) {
    const files = opened.get(pack) || unpack(pack)
    opened.delete(pack)
    opened.set(pack, files)
    files.catch(() => opened.delete(pack))
    if (opened.size > PACKS_OPEN) opened.delete(opened.keys().next().value)
    return files
  }

  async function unpack (pack) {
    const answer = await (await caches.open(COPY)).match(pack)
    const lines = linesOf(await bytesOf(answer.body.pipeThrough(new DecompressionStream('deflate'))))
    const index = JSON.parse(new TextDecoder().decode(lines[0]))
    let next = 1
    return new Map(index.map(([path, type, numbers]) => {
      return [path, { type: type, lines: numbers.map(number => lines[number || next++]) }]
    }))
  }

  async function bytesOf (stream) {
    return new Uint8Array(await new Response(stream).arrayBuffer())
  }

  function linesOf (bytes) {
    const lines = []
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      lines.push(bytes.subarray(start, end))
      start = end + 1
    }
    lines.push(bytes.subarray(start))
    return lines
  }

  /** The file from its pack; null if no pack has it. */
  async function fromPack (path, status) {
    if (!packOf.has(path)) return null
    const file = (await open(packOf.get(path))).get(path)
    const bytes = new Blob(file.lines.flatMap((line, number) => number ? ['\n', line] : [line]))
    if (!isPage(path)) return answerWith(bytes, file.type)
    return answerWith(marked(await bytes.text(), status), file.type, status)
  }

  function answerWith (body, type, status) {
    return new Response(body, { status: status || 200, headers: { 'Content-Type': type } })
  }

  /** The page with the day of the build in its first tag: its script tells the reader that it is a copy. */
  function marked (page, status) {
    if (status === 404) return marked(lacking(page)).replace('<html ', '<html data-copy-lacks ')
    return page.replace('<html ', '<html data-copy="' + BUILD.day + '" ')
  }

  /**
   * The page for a missing address with what is so when only the copy lacks it. No script could say it: that page calls
   * all by the site's own address, where it may not be read.
   */
  function lacking (page) {
    return page.replace(/(<title>)[^<·]*/, '$1Not in your copy ').replace(/(<h1[^>]*>)[^<]*/, '$1Not in your copy')
      .replace(/(<p class="lede">)[^<]*/, '$1To be small, the copy that you read offline leaves out most closed vacancies. ' +
        'With a connection, load this page again.')
  }

  /* Pages that were read, where a copy of all would be too large */

  function isToKeep (path, answer) {
    return BUILD.keeps === 'read' && path.startsWith('vacancies/') && insteadOf(path) === null && answer.ok
  }

  /** Keep a page that came from the network. One of another build would miss its styles here, so it is not kept. */
  async function keep (path, page) {
    if (!BUILD.asks.every(asset => page.includes(asset))) return
    const read = await caches.open(READ)
    await read.put(BASE + path, new Response(new Blob([page]).stream().pipeThrough(new CompressionStream('deflate'))))
    for (const oldest of (await read.keys()).slice(0, -PAGES_READ)) await read.delete(oldest)
  }

  async function fromRead (path) {
    const answer = BUILD.keeps === 'read' && await (await caches.open(READ)).match(BASE + path)
    if (!answer) return null
    const page = await new Response(answer.body.pipeThrough(new DecompressionStream('deflate'))).text()
    return answerWith(marked(page), 'text/html; charset=utf-8')
  }

  /**
   * Read again, as this build has them, the pages that were kept by the build before: all at once, but the oldest stays
   * the oldest. One that fails, or takes too long, is forgotten: the version must not wait for it.
   */
  async function readAgain () {
    if (BUILD.keeps !== 'read') return
    const before = (await ourCaches()).filter(name => name.endsWith('|read') && name !== READ)
    const kept = (await Promise.all(before.map(async name => (await caches.open(name)).keys()))).flat()
    const paths = kept.map(request => new URL(request.url).pathname.slice(BASE.length))
    const pages = await Promise.all(paths.map(path => pageToKeep(path).catch(nothing)))
    for (const [number, page] of pages.entries()) {
      if (page) await keep(paths[number], page).catch(nothing)
    }
  }

  async function pageToKeep (path) {
    const answer = await fromNetwork(BASE + path, AbortSignal.timeout(PATIENCE_AGAIN))
    return answer && isToKeep(path, answer) ? answer.text() : null
  }

  /* What the page asks for */

  /** The path within the site that a request means; null for what the worker leaves alone. */
  function pathOf (request) {
    const url = new URL(request.url)
    const plain = request.method === 'GET' && !request.headers.has('Range')
    if (!plain || url.origin !== self.location.origin || !url.pathname.startsWith(BASE)) return null
    const path = url.pathname.slice(BASE.length)
    return path === '' || path.endsWith('/') ? path + 'index.html' : path
  }

  function isPage (path) {
    return path.endsWith('.html')
  }

  /**
   * What the network answers; null if it does not, or only with its own failure. A page that the browser still has from
   * another build would miss its styles, so the server is always asked.
   */
  function fromNetwork (request, signal) {
    return fetch(request, { cache: 'no-cache', signal: signal }).then(answer => answer.status < 500 ? answer : null).catch(nothing)
  }

  function after (time) {
    return new Promise(resolve => setTimeout(resolve, time))
  }

  /**
   * The query of the list that answers for a page: that with the same choice; null if none does. Facet pages and the
   * further pages of lists are not in the copy, since the list with its script says all that they say.
   */
  function insteadOf (path) {
    const first = path.replace(/\/page-\d+\.html$/, '.html')
    const [folder, facet, value, role] = first.replace(/\.html$/, '').split('/')
    if (folder === 'browse' && value) return '?' + facet + '=' + value + (role ? '&role=' + role : '')
    if (first === path) return null
    if (folder === 'employers' && facet) return '?employer=' + facet
    return { 'vacancies.html': '', 'closed.html': '?status=closed' }[first] ?? null
  }

  function redirect (path) {
    const query = insteadOf(path)
    return query === null ? null : Response.redirect(BASE + 'vacancies.html' + query)
  }

  /** The page as it was kept, or what answers for it; null if nothing does. What the browser has lost is passed over. */
  async function fromCopy (path) {
    return await fromPack(path).catch(nothing) || await fromRead(path).catch(nothing) || redirect(path)
  }

  /** The page from the network or, if that fails or takes too long, from the copy. What only the network has is awaited. */
  async function page (event, path) {
    const control = new AbortController()
    const network = fromNetwork(event.request, control.signal)
    const copy = await Promise.race([network, after(PATIENCE)]) ? null : await fromCopy(path)
    if (copy) {
      control.abort()
      return copy
    }
    const answer = await network
    if (!answer) return fromPack('404.html', 404)
    if (isToKeep(path, answer)) event.waitUntil(answer.clone().text().then(text => keep(path, text)).catch(nothing))
    return answer
  }

  self.addEventListener('install', event => event.waitUntil(install()))
  self.addEventListener('activate', event => event.waitUntil(activate()))

  self.addEventListener('message', event => {
    if (event.data === 'take over') event.waitUntil(takeOver())
    if (event.data === 'which day') event.ports[0].postMessage(BUILD.day)
  })

  self.addEventListener('fetch', event => {
    const path = pathOf(event.request)
    if (path === null) return
    if (event.request.mode === 'navigate') {
      if (isPage(path)) event.respondWith(page(event, path))
    } else if (packOf.has(path) && !isPage(path)) {
      event.respondWith(fromPack(path).catch(() => fetch(event.request)))
    }
  })
})()
