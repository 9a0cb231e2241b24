/* Search: from choices to what matches, with the facts and the text search that this needs. Nothing here shows anything. */
(function () {
  'use strict'

  var portal = window.portal
  var finder = portal.finder

  /**
   * Takes tasks, and does one at a time; of those that wait, only the last is done. A task is given `isLast()`, whether
   * nothing waits for it, and hands back a promise that is always kept.
   */
  function queue () {
    var busy = false
    var waiting = null

    function isLast () { return !waiting }

    function next () {
      var task = waiting
      waiting = null
      busy = Boolean(task)
      if (task) task(isLast).then(next)
    }

    return function (task) {
      waiting = task
      if (!busy) next()
    }
  }

  /** The text search, which comes with the first word, and again after a failure. */
  function wordsIn (root) {
    var coming = null
    return function () {
      coming = coming || portal.load(root.dataset.text, 'text').then(function (make) { return make(root) })
      return coming.catch(function (error) {
        coming = null
        throw error
      })
    }
  }

  /**
   * `find(asked, codes, elseOver)` promises what matches, with the counts of the facets `codes`: what is current, or, if
   * nothing current does, no status is chosen and `elseOver`, what is over. `prepare()` has the text search come.
   */
  function search (root, steps) {
    var need = finder.store(root, steps)
    var text = wordsIn(root)
    // Whether what is over was asked for; then it is counted in all further answers.
    var all = false

    function hits (term) {
      return term ? text().then(function (search) { return search.find(term, all) }) : Promise.resolve(null)
    }

    function excerptOf (term) {
      return function (row) {
        return text().then(function (search) { return search.excerpt(row, term) })
      }
    }

    /** How many current ones match if the text is found as `scores` say; if none does, how many that are over. */
    function number (facts, asked, scores) {
      return finder.narrow(facts, asked, scores, false).rows.length || finder.narrow(facts, asked, scores, true).rows.length
    }

    /** How many match without quotation marks, and how many were looked through for a phrase; null if none was asked for. */
    function phraseIn (facts, asked, hit) {
      if (!hit || !hit.unquoted) return null
      var unquoted = number(facts, asked, hit.unquoted)
      return { bare: hit.bare, unquoted: unquoted, checked: hit.checked, all: hit.checked === hit.unquoted.size }
    }

    /**
     * What was found, which is nothing, with what else to ask for: a `suggestion` or "", and which `words` may be left out,
     * each with the `term` of the others, and how many match that.
     */
    function advised (facts, asked, hit, found) {
      if (!hit) return found
      return hit.instead().then(function (other) {
        return Object.assign(found, {
          suggestion: other.suggestion,
          without: other.without.map(function (rest) {
            return { words: rest.words, term: rest.term, count: number(facts, asked, rest.scores) }
          })
        })
      })
    }

    /** What matches. Where there is nothing to look for in the text, it is as if there were no text. */
    function narrowed (facts, given, hit, over) {
      var asked = hit ? given : finder.choices.withText(given, '')
      var scores = hit && hit.scores
      var matching = finder.narrow(facts, asked, scores, over)
      var whole = all || !root.dataset.over
      // How many closed ones match is known once they are there.
      if (!whole) matching.counts.status.set('closed', NaN)
      return Object.assign(finder.sorted(facts, matching.rows, asked, scores), {
        counts: matching.counts,
        alone: matching.alone,
        over: over,
        whole: whole,
        sort: finder.choices.sortOf(asked),
        idle: given.q !== asked.q,
        lacking: hit ? matching.rows.filter(function (row) { return !hit.whole.has(row) }).length : 0,
        phrase: phraseIn(facts, asked, hit),
        suggestion: '',
        without: [],
        excerpt: hit ? excerptOf(asked.q) : null
      })
    }

    function find (asked, codes, elseOver) {
      var wanted = Array.from(new Set(finder.choices.facetsIn(asked).concat(codes)))
      var chosen = asked.values.status || []
      all = all || chosen.indexOf('closed') >= 0
      return Promise.all([hits(asked.q), need(wanted, all)]).then(function (both) {
        var first = narrowed(both[1], asked, both[0], false)
        if (first.rows.length) return first
        if (chosen.length || !elseOver) return advised(both[1], asked, both[0], first)
        all = true
        return Promise.all([hits(asked.q), need(wanted, all)]).then(function (both) {
          var over = narrowed(both[1], asked, both[0], true)
          // What else to ask for takes a search for each word: it is worked out only where it is shown.
          return over.rows.length ? over : advised(both[1], asked, both[0], narrowed(both[1], asked, both[0], false))
        })
      })
    }

    /** The index is on its way before the first letter. */
    function prepare () {
      text().then(function (search) { return search.find('') }).catch(function () { /* It is told with the first word. */ })
    }

    return { find: find, prepare: prepare }
  }

  finder.queue = queue
  finder.search = search
})()
