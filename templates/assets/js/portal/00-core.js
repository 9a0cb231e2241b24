/* Core: modules register themselves by name; every element with `data-module` is handed to its module, once. */
(function () {
  'use strict'

  var modules = {}
  var started = new WeakSet()
  var loading = {}
  var received = {}
  var script = document.currentScript

  function startOne (element) {
    var start = modules[element.dataset.module]
    if (!start || started.has(element)) return
    started.add(element)
    start(element)
  }

  /** Start the modules of `root` and of everything in it. */
  function startAll (root) {
    root.querySelectorAll('[data-module]').forEach(startOne)
  }

  /** The moment to judge by: the real clock, or noon of the day that a preview was built for. */
  function now () {
    var day = document.documentElement.dataset.previewDay
    return day ? new Date(day + 'T12:00:00Z') : new Date()
  }

  /** The path of the site's root: ticks are kept under it, since sites of one owner may share an origin. */
  function basePath () {
    return script ? new URL('..', script.src).pathname : '/'
  }

  /**
   * The value that the script at `address` brings by calling `portal.receive(name, value)`: data in a script can be
   * read from a disk too. Each name is asked for once, but again after a failure.
   */
  function load (address, name) {
    loading[name] = loading[name] || new Promise(function (resolve, reject) {
      var asked = document.createElement('script')
      asked.src = address
      asked.onload = function () {
        asked.remove()
        if (name in received) resolve(received[name])
        else asked.onerror()
      }
      asked.onerror = function () {
        delete loading[name]
        reject(new Error('did not load: ' + address))
      }
      document.head.append(asked)
    })
    return loading[name]
  }

  window.portal = {
    register: function (name, start) { modules[name] = start },
    start: startAll,
    load: load,
    receive: function (name, value) { received[name] = value },
    now: now,
    basePath: basePath
  }
  document.addEventListener('DOMContentLoaded', function () { startAll(document) })
})()
