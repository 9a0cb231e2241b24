/* Advice: what else there is to read, where little or nothing was found. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var choices = finder.choices

  function list (words) {
    return words.length < 2 ? words.join('') : words.slice(0, -1).join(', ') + ' and ' + words[words.length - 1]
  }

  function quoted (chip) {
    return chip.code === 'q' ? chip.words : '“' + chip.words + '”'
  }

  /** Which choice to take back where nothing matches: facets with how many would match then, the most first. */
  function loosened (found) {
    return Array.from(found.alone, function (pair) { return { code: pair[0], count: pair[1] } })
      .filter(function (one) { return one.count })
      .sort(function (a, b) { return b.count - a.count })
  }

  /** With no status chosen, how many closed ones match as well, if that is known; "" if there is nothing to tell. */
  function closedWords (found, asked) {
    var number = found.whole ? found.alone.get('status') || 0 : -1
    if (asked.values.status || found.over || !found.rows.length || !number) return ''
    return number < 0 ? 'Closed ones may match too: ' : number + (number === 1 ? ' closed one matches' : ' closed ones match') + ' too: '
  }

  /**
   * Advice in its places among `parts`. `label(code, value)` gives a value's words, `take(next)` takes new choices.
   * Hands back `closed(found, asked)` for what is found, `none(found, asked)` where nothing is, and `leftOut(values)`.
   */
  function advice (parts, label, take) {
    function button (words, next) {
      return finder.button(words, function () { take(next) })
    }

    function closed (found, asked) {
      var words = parts.closed.dataset.any ? closedWords(found, asked) : ''
      parts.closed.hidden = !words
      parts.closed.replaceChildren(words, button(/^1 /.test(words) ? 'show it' : 'show them', choices.toggled(asked, 'status', 'closed')))
    }

    /** Which choices to take back, each with what that would bring, and how a word may have been meant. */
    function none (found, asked) {
      var chips = choices.chips(asked, label)
      var offers = loosened(found).map(function (one) {
        var own = chips.filter(function (chip) { return (chip.code === 'role' ? 'modality' : chip.code) === one.code })
        var words = 'Without ' + list(own.map(quoted)) + ': ' + one.count
        return own.length ? finder.make('li', {}, button(words, choices.without(asked, one.code))) : ''
      }).filter(Boolean)
      if (found.phrase && found.phrase.unquoted) {
        var unquoted = choices.withText(asked, found.phrase.bare)
        offers.unshift(finder.make('li', {}, button('Without quotation marks: ' + found.phrase.unquoted, unquoted)))
      }
      var shorter = found.without.filter(function (rest) { return rest.count }).map(function (rest) {
        var missing = list(rest.words.map(function (word) { return '“' + word + '”' }))
        return finder.make('li', {}, button('Without ' + missing + ': ' + rest.count, choices.withText(asked, rest.term)))
      })
      offers = shorter.concat(offers)
      parts.loosen.hidden = !offers.length
      parts.offers.replaceChildren.apply(parts.offers, offers)
      parts.near.hidden = !found.suggestion
      parts.near.replaceChildren('Did you mean ', button(found.suggestion, choices.withText(asked, found.suggestion)), '?')
      parts.spelling.hidden = !asked.q
    }

    /** Tells of chosen values that the page has no more. */
    function leftOut (values) {
      parts.leftOut.hidden = !values.length
      parts.leftOut.textContent = values.map(function (one) {
        return '“' + one.value + '” is no longer listed under “' + one.facet + '”, and was left out.'
      }).join(' ')
    }

    return { closed: closed, none: none, leftOut: leftOut }
  }

  finder.advice = advice
})()
