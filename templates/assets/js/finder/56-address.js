/* Address: the choices, and how much of the list is shown, where a reload, a link and the way back find them. */
(function () {
  'use strict'

  var choices = window.portal.finder.choices

  /** Change the address: `how` is "replace" for the same entry of the history, else there is a new one. */
  function go (query, shown, how) {
    try {
      history[how === 'replace' ? 'replaceState' : 'pushState'](shown && { shown: shown }, '', location.pathname + (query && '?' + query))
    } catch (error) { /* From a disk the address may have to stay. */ }
  }

  window.portal.finder.address = {
    read: function () { return choices.read(location.search) },
    shown: function () { return history.state && history.state.shown },
    write: function (asked, how) { go(choices.write(asked), null, how) },
    keepShown: function (asked, shown) { go(choices.write(asked), shown, 'replace') }
  }
})()
