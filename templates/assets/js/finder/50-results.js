/* Results: the cards of rows, fetched in chunks and shown some at a time. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var FIRST = 10
  var MORE = 20
  var LACKING = {
    closing: 'These name no closing date: ask whether they are still recruiting.',
    newest: 'Of these it is not known when they were posted.',
    pay: 'These state no pay that can be compared.'
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

  /** An excerpt of the search's as nodes: text and <mark>, nothing else of what it may hold. */
  function excerptNodes (html) {
    var read = new DOMParser().parseFromString(html, 'text/html').body
    return Array.from(read.childNodes).map(function (node) {
      return node.nodeName === 'MARK' ? finder.make('mark', {}, node.textContent) : document.createTextNode(node.textContent)
    })
  }

  /** The excerpt for a term takes the place of a card's summary once the card comes into view. */
  function excerptsIn (list) {
    var wanted = new Map()
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var ask = entry.isIntersecting && wanted.get(entry.target)
        if (!ask) return
        watch.unobserve(entry.target)
        ask().then(function (html) { if (html && wanted.get(entry.target) === ask) replaceSummary(entry.target, html) })
          .catch(function () { /* The summary stays. */ })
      })
    })

    function replaceSummary (card, html) {
      var summary = card.querySelector('.card__summary')
      var excerpt = finder.make('p', { class: 'card__excerpt' })
      excerpt.append.apply(excerpt, excerptNodes(html))
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
   * order, where those `lacking` what they are sorted by begin and those that leave a range `open`, the `sort`, and
   * `excerpt(row)` or null.
   */
  function results (root, list) {
    var cards = cardSource(root)
    var excerpts = excerptsIn(list)

    function notesAt (found, place) {
      var words = [place === found.lacking && LACKING[found.sort], place === found.open && OPEN]
      return words.filter(Boolean).map(function (words) { return finder.make('li', { class: 'card-list__note' }, words) })
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

    /** Add the next cards; resolves with the first of them. */
    function more (found) {
      var from = found.shown
      found.shown = Math.min(found.rows.length, from + MORE)
      return itemsOf(found, from, found.shown).then(function (items) {
        list.append.apply(list, items)
        window.portal.start(list)
        return items.filter(function (item) { return item.matches('.card') })[0]
      })
    }

    return { show: show, more: more, first: FIRST }
  }

  finder.results = results
})()
