/* Shortcut: the / key jumps to the text field, until a reader switches that off. */
(function () {
  'use strict'

  var OFF = 'shortcut-off'

  function isTyping (event) {
    return event.ctrlKey || event.metaKey || event.altKey ||
      (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName) && event.target.type !== 'checkbox')
  }

  function settings () {
    try { return window.localStorage } catch (error) { return null }
  }

  /** One key may be in the way of those who speak to their computer: it can be switched off (WCAG 2.1.4). */
  function startShortcut (place, field) {
    var box = place.querySelector('input')
    var store = settings()
    var name = window.portal.basePath() + '|' + OFF
    box.checked = !(store && store.getItem(name))
    box.addEventListener('change', function () {
      if (!store) return
      if (box.checked) store.removeItem(name)
      else store.setItem(name, 'yes')
    })
    document.addEventListener('keydown', function (event) {
      if (event.key !== '/' || !box.checked || isTyping(event) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      field.focus()
    })
  }

  window.portal.finder.startShortcut = startShortcut
})()
