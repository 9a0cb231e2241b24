/* Offline: has the browser keep a copy of the site, and tells the reader when the page at hand comes from it. */
(function () {
  'use strict'

  var root = document.documentElement
  var workers = /^https?:$/.test(location.protocol) && window.DecompressionStream && navigator.serviceWorker

  /** Let the version that waits take over. A page of a copy may still need the version that it came from. */
  function handOver (registration) {
    var next = registration.installing || registration.waiting
    if (!next || root.dataset.copy) return
    next.addEventListener('statechange', function () { offer(next) })
    offer(next)
  }

  function offer (next) {
    if (next.state === 'installed') next.postMessage('take over')
  }

  /** Have a copy kept, or brought up to date. Where the reader pays for every byte, this is left alone. */
  function keepCopy () {
    if (navigator.connection && navigator.connection.saveData) return
    var base = window.portal.basePath()
    workers.register(base + root.dataset.worker, { scope: base }).then(function (registration) {
      if (registration.active) return registration.update().then(function () { handOver(registration) })
    }).catch(function () { /* without a copy everything else works */ })
  }

  function whenIdle (work) {
    if (window.requestIdleCallback) window.requestIdleCallback(work, { timeout: 5000 })
    else setTimeout(work, 1000)
  }

  /** Hands on the day of the copy that this browser has; nothing is said if it has none. */
  function askDay (then) {
    var worker = workers && workers.controller
    if (!worker) return
    var channel = new MessageChannel()
    channel.port1.onmessage = function (event) { then(event.data) }
    worker.postMessage('which day', [channel.port2])
  }

  /** What to know of a page that comes from the copy made on `day`. */
  function ofCopy (day) {
    var why = navigator.onLine ? 'The site could not be reached' : 'You are offline'
    if ('copyLacks' in root.dataset) return why + '. There may be such a page, but your copy of ' + day + ' does not have it.'
    return why + ': this copy was made on ' + day + '.'
  }

  /** The line that tells of it. */
  function start (line) {
    var copy = root.dataset.copy

    function tell () {
      if (copy) line.textContent = ofCopy(copy)
      else if (navigator.onLine) line.textContent = ''
      else askDay(function (day) { line.textContent = 'You are offline: other pages come from your copy, made on ' + day + '.' })
    }

    window.addEventListener('online', tell)
    window.addEventListener('offline', tell)
    tell()
  }

  window.portal.register('offline', start)
  if (root.dataset.worker && workers) window.addEventListener('load', function () { whenIdle(keepCopy) })
})()
