/* View: the parts of the page that tell of a search: the count, the list, help where nothing is found, what went wrong. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var SORTS = { closing: 'closing soonest first', newest: 'newest first', pay: 'highest pay first', match: 'best match first' }

  function vacancies (number, kind) {
    return finder.choices.grouped(number) + (kind || '') + (number === 1 ? ' vacancy' : ' vacancies')
  }

  /** What was looked for, in words: " for “DBT”". */
  function termWords (asked) {
    return asked.q ? ' for ' + finder.choices.inQuotes(asked.q) : ''
  }

  /** How many texts were looked through for a phrase, if there are more that may have it; else 0. */
  function lookedThrough (found) {
    return found.phrase && !found.phrase.all ? found.phrase.checked : 0
  }

  /** How many were found, in words: "1 vacancy for “CBT Hull nurse” with all words, 9 more without one of them". */
  function numberWords (found, asked) {
    var whole = found.rows.length - found.lacking
    var words = (lookedThrough(found) ? 'At least ' : '') +
      vacancies(whole || found.lacking, found.over ? ' closed' : '') + termWords(asked)
    if (!found.lacking) return words
    if (!whole) return words + ', without one of the words'
    return words + ' with all words, ' + finder.choices.grouped(found.lacking) + ' more without one of them'
  }

  /** What was found, in words: "34 vacancies for “DBT”, closing soonest first". */
  function countWords (found, asked) {
    var looked = lookedThrough(found)
    var part = looked ? '. Only the ' + looked + ' that fit best were looked through' : ''
    if (!found.rows.length) return 'Nothing found' + termWords(asked) + part
    var order = found.rows.length > 1 ? ', ' + SORTS[found.sort] : ''
    if (found.idle) return 'Nothing to look for in ' + finder.choices.inQuotes(asked.q) + ': ' + vacancies(found.rows.length) + order
    var unread = found.phrase && !found.phrase.checked
    return numberWords(found, asked) + order + part +
      (unread ? '. The phrase cannot be looked for without a connection: these have its words' : '')
  }

  /** Whether the site no longer has this page's facts: a newer one took its place. From disk nobody can tell. */
  function renewed (root) {
    if (location.protocol === 'file:') return Promise.resolve(false)
    return fetch(root.dataset.facts + 'base.js', { method: 'HEAD' }).then(function (answer) {
      return answer.status === 404
    }).catch(function () { return false })
  }

  /** Hands back `all()` for the list as the page has it, `found(found, asked)`, `loading()` and `failed(again)`. */
  function view (root, parts) {
    var usual = parts.count.textContent

    /** Only one of these parts is shown. */
    function showOnly (name) {
      ['static', 'found', 'none', 'error'].forEach(function (other) { parts[other].hidden = other !== name })
      document.documentElement.classList.remove('is-finding')
    }

    function say (words, done) {
      if (parts.count.textContent !== words) parts.count.textContent = words
      parts.done.textContent = 'Show ' + done
    }

    return {
      all: function () {
        say(usual, 'all vacancies')
        parts.closed.hidden = true
        showOnly('static')
      },
      found: function (found, asked) {
        say(countWords(found, asked), vacancies(found.rows.length))
        parts.isOver.hidden = !found.over
        parts.more.hidden = found.shown === found.rows.length
        showOnly(found.rows.length ? 'found' : 'none')
      },
      loading: function () { parts.count.textContent = 'Loading…' },
      failed: function (again) {
        parts.count.textContent = ''
        parts.reason.textContent = 'Part of the list did not load. Perhaps the connection dropped.'
        parts.closed.hidden = true
        parts.retry.onclick = again
        showOnly('error')
        return renewed(root).then(function (yes) {
          if (!yes) return
          parts.reason.textContent = 'The list has been renewed since you opened this page: load the page again.'
          parts.retry.onclick = function () { location.reload() }
        })
      }
    }
  }

  finder.view = view
})()
