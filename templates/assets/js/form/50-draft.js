/* Draft: what is being written is kept in this browser, so that nothing is lost when the page is left. */
(function () {
  'use strict'

  var ui = window.portal.form.ui

  /**
   * Drafts below the path of the site. `save` hands back whether the browser kept it; `before` is the draft that
   * another record took the place of.
   */
  function drafts () {
    var name = window.portal.basePath() + '|draft'

    function read (key) {
      try {
        var draft = JSON.parse(window.localStorage.getItem(key) || 'null')
        return ui.isObject(draft) ? draft : null
      } catch (error) {
        return null
      }
    }

    function write (key, draft) {
      try {
        if (draft) window.localStorage.setItem(key, JSON.stringify(draft))
        else window.localStorage.removeItem(key)
        return true
      } catch (error) {
        return false
      }
    }

    return {
      name: name,
      load: function () { return read(name) },
      save: function (draft) { return write(name, draft) },
      before: function () { return read(name + ' before') },
      setAside: function (draft) { return write(name + ' before', draft) }
    }
  }

  ui.drafts = drafts
})()
