/* Before anything is painted: an address with choices must not show the whole list first. */
(function () {
  'use strict'

  var page = document.documentElement

  if (location.search.length < 2) return
  page.classList.add('is-finding')
  // Without its scripts the page has nothing to show but the list.
  window.addEventListener('error', function (event) {
    if (event.target.nodeName === 'SCRIPT' && event.target.defer) page.classList.remove('is-finding')
  }, true)
})()
