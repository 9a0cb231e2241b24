/* Status: corrects what the build said when the reader comes after the closing time, or after the opening. */
(function () {
  'use strict'

  var LABELS = { upcoming: 'Opens soon', open: 'Open', closed: 'Closed' }

  /** The status at `moment`, from what the build knew; a withdrawn vacancy stays withdrawn. */
  function statusAt (built, opensAt, closesAt, moment) {
    if (built === 'withdrawn' || (!opensAt && !closesAt)) return built
    if (closesAt && moment >= new Date(closesAt)) return 'closed'
    if (opensAt && moment < new Date(opensAt)) return 'upcoming'
    return 'open'
  }

  function statusOf (element) {
    var data = element.dataset
    return statusAt(data.status, data.opensAt, data.closesAt, window.portal.now())
  }

  /** The day in London on which a moment falls. A closing moment at midnight belongs to the day before it. */
  function dayOf (iso, isEnd) {
    var moment = new Date(new Date(iso).getTime() - (isEnd ? 1 : 0))
    var style = { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' }
    return new Intl.DateTimeFormat('en-GB', style).format(moment)
  }

  /** The words after the label: those of the build where they still fit, with the verb put right. */
  function detail (code, words, data) {
    if (code === 'upcoming') return 'opens ' + dayOf(data.opensAt)
    if (code === 'closed' && /^closes /.test(words)) return words.replace('closes', 'closed')
    if (!data.closesAt) return 'no closing date stated'
    return (code === 'closed' ? 'closed ' : 'closes ') + dayOf(data.closesAt, true)
  }

  function correctStatus (element) {
    var built = element.dataset.status
    var code = statusOf(element)
    if (code === built) return
    element.classList.replace('status--' + built, 'status--' + code)
    element.dataset.status = code
    element.querySelector('.status__label').textContent = LABELS[code]
    var place = element.querySelector('time') || element.querySelector('.status__detail')
    if (!place) return
    place.textContent = detail(code, place.textContent.trim(), element.dataset)
    if (place.dateTime) place.dateTime = code === 'upcoming' ? element.dataset.opensAt : element.dataset.closesAt || place.dateTime
  }

  function noticeText (code, data) {
    if (code === 'upcoming') return 'Applications are not taken yet: this vacancy opens on ' + dayOf(data.opensAt) + '.'
    if (code === 'closed') return 'This vacancy closed on ' + dayOf(data.closesAt, true) + ': applications are no longer taken.'
    return ''
  }

  /** "Closes 13 November 2025" among the facts, when that day is over. */
  function correctFact (line, code) {
    if (line && code === 'closed') line.firstChild.textContent = line.firstChild.textContent.replace(/^Closes /, 'Closed ')
  }

  /** The page of a vacancy: its notice, and while it is closed neither the way to apply nor the contact. */
  function correctVacancy (article) {
    var code = statusOf(article)
    if (code === article.dataset.status) return
    var text = noticeText(code, article.dataset)
    article.dataset.status = code
    article.querySelector('[data-notice]').hidden = !text
    article.querySelector('[data-notice-text]').textContent = text
    correctFact(article.querySelector('.fact--code-closing .line'), code)
    article.querySelectorAll('[data-while-open]').forEach(function (part) { part.hidden = code === 'closed' })
  }

  window.portal.statusAt = statusAt
  window.portal.register('status', correctStatus)
  window.portal.register('vacancy', correctVacancy)
})()
