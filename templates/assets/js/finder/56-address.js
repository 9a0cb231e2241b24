/* Address: the choices, where a reload, a link and the way back find them; and where in the list the reader was. */
(function () {
  'use strict'

  var choices = window.portal.finder.choices

  /** Change the address: `how` is "replace" for the same entry of the history, else there is a new one. */
  function go (query, how) {
    try {
      history[how === 'replace' ? 'replaceState' : 'pushState'](null, '', location.pathname + (query && '?' + query))
    } catch (error) { /* From a disk the address may have to stay. */ }
  }

  /** What this entry of the history knows besides its address: how many cards are `shown`, and which `place` is read. */
  function kept () {
    return history.state || {}
  }

  function keep (more) {
    try {
      history.replaceState(Object.assign({}, kept(), more), '')
    } catch (error) { /* A browser may find that this is done too often; the next time will do. */ }
  }

  window.portal.finder.address = {
    read: function () { return choices.read(location.search) },
    write: function (asked, how) { go(choices.write(asked), how) },
    kept: kept,
    keep: keep
  }
})()
