/* Status: where a status has changed since the build, its words, which the build has written down, are put in place. */
(function () {
  'use strict'

  var LATER = ['open', 'closed', 'withdrawn']

  /** The last status of which the moment has come, or `built`. `momentOf(code)` is an ISO moment, or nothing. */
  function statusAt (built, momentOf, now) {
    return LATER.reduce(function (status, code) {
      var at = momentOf(code)
      return at && now >= new Date(at) ? code : status
    }, built)
  }

  /** The status of an element with `data-status` and, for each later status, `data-<status>-at`. */
  function statusOf (element) {
    var data = element.dataset
    return statusAt(data.status, function (code) { return data[code + 'At'] }, window.portal.now())
  }

  function correctStatus (element) {
    var data = element.dataset
    var code = statusOf(element)
    if (code === data.status) return
    element.classList.replace('status--' + data.status, 'status--' + code)
    data.status = code
    element.querySelector('.status__label').textContent = data[code + 'Label']
    element.querySelector('.status__detail').textContent = data[code + 'Detail']
  }

  /** What leads the closing date among the facts: "Closes", "Closed at 5pm on". */
  function correctClosing (line, words) {
    if (line.querySelector('time')) line.firstChild.textContent = words + ' '
  }

  /** The page of a vacancy: its notice, its closing date, and the parts that belong to some statuses only. */
  function correctVacancy (article) {
    var data = article.dataset
    var code = statusOf(article)
    if (code === data.status) return
    data.status = code
    article.querySelector('[data-notice]').hidden = !data[code + 'Notice']
    article.querySelector('[data-notice-text]').textContent = data[code + 'Notice']
    article.querySelectorAll('[data-fact=closing] p:first-child').forEach(function (line) {
      correctClosing(line, data[code + 'Closing'])
    })
    article.querySelectorAll('[data-while]').forEach(function (part) {
      part.hidden = part.dataset.while.split(' ').indexOf(code) < 0
    })
    if (code !== 'open') removeStructuredData()
  }

  /** What search engines that run scripts would take for an offer. */
  function removeStructuredData () {
    document.querySelectorAll('script[type="application/ld+json"]').forEach(function (script) { script.remove() })
  }

  window.portal.statusAt = statusAt
  window.portal.register('status', correctStatus)
  window.portal.register('vacancy', correctVacancy)
})()
