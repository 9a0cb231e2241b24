/* Results: the cards of rows, fetched in chunks and shown some at a time. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var FIRST = 10
  var MORE = 20
  var RANGE_OPEN = 4
  var NOTES = {
    closing: ['', 'These name no closing date: ask whether they are still recruiting.', 'These open later.', 'These are closed.'],
    newest: ['', 'Of these it is not known when they were posted.'],
    pay: ['', 'These state no pay that can be compared.'],
    match: []
  }
  var OPEN = 'These do not state what you gave a range for: they may fit, or not. Ask.'

  /** Cards by row: those on the page already, as rows from 0 on, and the others from the chunks of the build. */
  function cardSource (root) {
    var size = +root.dataset.chunk
    var here = root.querySelectorAll('[data-finder=static] .card')
    var chunks = new Map()

    function chunk (number) {
      return window.portal.load(root.dataset.cards + number + '.js', 'cards/' + number)
        .then(function (cards) { chunks.set(number, cards) })
    }

    function cardOf (row) {
      if (here[row]) return here[row].cloneNode(true)
      var holder = document.createElement('template')
      holder.innerHTML = chunks.get(Math.floor(row / size))[row % size]
      return holder.content.querySelector('.card')
    }

    /** The cards of the rows, in their order. */
    return function (rows) {
      var missing = new Set(rows.filter(function (row) { return !here[row] }).map(function (row) {
        return Math.floor(row / size)
      }).filter(function (number) { return !chunks.has(number) }))
      return Promise.all(Array.from(missing, chunk)).then(function () { return rows.map(cardOf) })
    }
  }

  /** The excerpt for a term takes the place of a card's summary once the card comes into view. */
  function excerptsIn (list) {
    var wanted = new Map()
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var ask = entry.isIntersecting && wanted.get(entry.target)
        if (!ask) return
        watch.unobserve(entry.target)
        ask().then(function (parts) { if (parts && wanted.get(entry.target) === ask) replaceSummary(entry.target, parts) })
          .catch(function () { /* The summary stays. */ })
      })
    })

    function replaceSummary (card, parts) {
      var summary = card.querySelector('.card__summary')
      var excerpt = finder.make('p', { class: 'card__excerpt' })
      parts.forEach(function (part) { excerpt.append(part.marked ? finder.make('mark', {}, part.text) : part.text) })
      if (summary) summary.replaceWith(excerpt)
    }

    return {
      forget: function () {
        watch.disconnect()
        wanted.clear()
      },
      want: function (card, ask) {
        wanted.set(card, ask)
        watch.observe(card)
      }
    }
  }

  /**
   * The list of results. `show(found)` resolves when the first `found.shown` cards are in it; `found` has the `rows` in
   * order, where each part of the list `begins`, the `sort`, and `excerpt(row)` or null.
   */
  function results (root, list) {
    var cards = cardSource(root)
    var excerpts = excerptsIn(list)

    /** What is said before the card at `place`, if a part begins there; cards that stand alone say it themselves. */
    function notesAt (found, place) {
      var part = found.begins.indexOf(place)
      var words = part === RANGE_OPEN ? OPEN : part < 2 || place ? NOTES[found.sort][part] : ''
      return words ? [finder.make('li', { class: 'card-list__note' }, words)] : []
    }

    function itemsOf (found, from, to) {
      return cards(found.rows.slice(from, to)).then(function (items) {
        return items.reduce(function (all, item, number) {
          var row = found.rows[from + number]
          if (found.excerpt) excerpts.want(item, function () { return found.excerpt(row) })
          return all.concat(notesAt(found, from + number), item)
        }, [])
      })
    }

    function show (found, isWanted) {
      excerpts.forget()
      return itemsOf(found, 0, found.shown).then(function (items) {
        if (!isWanted()) return
        list.replaceChildren.apply(list, items)
        window.portal.start(list)
      })
    }

    /** Add the next cards; resolves with the first of them, or null where the list is another by then. */
    function more (found, isWanted) {
      var from = found.shown
      found.shown = Math.min(found.rows.length, from + MORE)
      return itemsOf(found, from, found.shown).then(function (items) {
        if (!isWanted()) return null
        list.append.apply(list, items)
        window.portal.start(list)
        return items.filter(function (item) { return item.matches('.card') })[0]
      })
    }

    return { show: show, more: more, first: FIRST }
  }

  finder.results = results
})()
