/* Before anything is painted: an address with choices must not show the whole list first. */
(function () {
  'use strict'

  var PATIENCE = 5000
  var page = document.documentElement

  function showList () { page.classList.remove('is-finding') }

  if (location.search.length < 2) return
  page.classList.add('is-finding')
  // Where its scripts do not load, are broken or take too long, the page has nothing to show but the list.
  window.addEventListener('error', function (event) {
    if (event.target === window || (event.target.nodeName === 'SCRIPT' && event.target.defer)) showList()
  }, true)
  setTimeout(showList, PATIENCE)
})()
