/* Drafts: what is being written is kept in this browser, each file for itself, so that nothing is lost. */
(function () {
  'use strict'

  var ui = window.portal.form.ui

  /** The draft that `kept` is, as this page once wrote it down; null for anything else. */
  function sound (kept, id) {
    var has = ui.isObject(kept) && (ui.isObject(kept.data) || typeof kept.text === 'string')
    if (!has || typeof kept.path !== 'string' || Number.isNaN(Date.parse(kept.when))) return null
    var draft = { id: id, path: kept.path, when: kept.when, stamp: String(kept.stamp), existing: kept.existing === true, named: kept.named === true }
    ;['title', 'text', 'base'].forEach(function (name) { if (typeof kept[name] === 'string') draft[name] = kept[name] })
    if (draft.text === undefined) draft.data = kept.data
    var loaded = kept.loaded
    draft.loaded = ui.isObject(loaded) && typeof loaded.text === 'string' && typeof loaded.path === 'string' ? loaded : null
    return draft
  }

  /**
   * The drafts below the path of the site, each under an id of its own: the path of a record that is changed, `new` for
   * a new one, and a number after it where that is taken. What the browser does not take lasts as long as this page.
   */
  function drafts () {
    var start = window.portal.basePath() + '|draft|'
    var memory = new Map()

    function stored (id) {
      try {
        return sound(JSON.parse(window.localStorage.getItem(start + id) || 'null'), id)
      } catch (error) {
        return null
      }
    }

    function storedIds () {
      try {
        return Object.keys(window.localStorage).filter(function (key) { return key.indexOf(start) === 0 })
          .map(function (key) { return key.slice(start.length) })
      } catch (error) {
        return []
      }
    }

    function read (id) { return memory.get(id) || stored(id) }

    /** All of them, the last that was changed first. */
    function list () {
      var ids = new Set(storedIds().concat(Array.from(memory.keys())))
      return Array.from(ids).map(read).filter(Boolean).sort(function (one, other) { return one.when < other.when ? 1 : one.when > other.when ? -1 : 0 })
    }

    /** Whether it was kept for longer than this page lasts. */
    function put (draft) {
      try {
        window.localStorage.setItem(start + draft.id, JSON.stringify(draft))
        memory.delete(draft.id)
        return true
      } catch (error) {
        memory.set(draft.id, draft)
        return false
      }
    }

    return {
      list: list,
      read: read,
      put: put,
      /** The present moment or, where the clock was set back, one after that of every draft. */
      now: function () {
        var last = list().map(function (draft) { return Date.parse(draft.when) })[0] || 0
        return new Date(Math.max(Date.now(), last + 1)).toISOString()
      },
      /** Whether what is kept under the id is not what this page, which has seen `stamp`, kept there. */
      isAnothers: function (id, stamp) {
        var there = read(id)
        return Boolean(there) && there.stamp !== stamp
      },
      remove: function (id) {
        memory.delete(id)
        try {
          window.localStorage.removeItem(start + id)
        } catch (error) { /* then it was never there */ }
      },
      /** `wanted`, or that with a number where it is taken: by anything at all, even what is no draft of ours. */
      freeId: function (wanted) {
        var taken = storedIds().concat(Array.from(memory.keys()))
        var id = wanted
        for (var number = 2; taken.indexOf(id) >= 0; number += 1) id = wanted + ' ' + number
        return id
      },
      /** Whether the browser keeps anything for this site. */
      works: function () {
        try {
          window.localStorage.setItem(start.slice(0, -1) + '?', '')
          window.localStorage.removeItem(start.slice(0, -1) + '?')
          return true
        } catch (error) {
          return false
        }
      },
      isLosing: function () { return memory.size > 0 },
      /** `heard(id)` is called when another tab keeps or deletes a draft; the id is null if it deletes everything. */
      listen: function (heard) {
        window.addEventListener('storage', function (event) {
          if (event.key === null) heard(null)
          else if (event.key.indexOf(start) === 0) heard(event.key.slice(start.length))
        })
      }
    }
  }

  ui.drafts = drafts
})()
