/* Chips: what is chosen, each to be taken back. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var make = finder.make

  /** A button that looks like a word of the text, and what it does. */
  function button (words, press) {
    var made = make('button', { class: 'button button--plain', type: 'button' }, words)
    made.addEventListener('click', press)
    return made
  }

  /**
   * The chips in their place among `parts`. `label(code, value)` gives a value's words, `choose(next)` takes new choices.
   * Hands back `show(choices)`; they are made anew only when they change, since one of them may have the focus.
   */
  function chips (parts, label, choose) {
    var drawn = ''

    /** The chip went with the focus: the next one takes it, or the count after the last. */
    function focusOn (place) {
      var left = parts.chips.querySelectorAll('.chip')
      ;(left[Math.min(place, left.length - 1)] || parts.count).focus()
    }

    function chipOf (choices, chip, place) {
      var made = make('button', { class: 'chip', type: 'button', 'aria-label': chip.words + ', remove' }, chip.words,
        make('span', { class: 'chip__cross' }, '×'))
      made.addEventListener('click', function () {
        choose(finder.choices.without(choices, chip.code, chip.value))
        focusOn(place)
      })
      return make('li', {}, made)
    }

    function clearAll () {
      choose(finder.choices.none())
      if (!parts.dialog.open) parts.count.focus()
    }

    parts.clear.addEventListener('click', clearAll)
    return function (choices) {
      var query = finder.choices.write(choices)
      if (query === drawn) return
      var own = finder.choices.chips(choices, label)
      drawn = query
      parts.chips.hidden = parts.clear.hidden = !own.length
      parts.chips.replaceChildren.apply(parts.chips, own.map(function (chip, place) { return chipOf(choices, chip, place) }))
      if (own.length > 1) parts.chips.append(make('li', {}, button('Clear all', clearAll)))
      var filters = own.filter(function (chip) { return chip.code !== 'q' }).length
      parts.number.textContent = filters ? ' (' + filters + ')' : ''
    }
  }

  finder.button = button
  finder.chipsIn = chips
})()
