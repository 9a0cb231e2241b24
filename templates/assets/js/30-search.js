/* Search: Pagefind's plain API with the cards of the lists. Hits in words, open vacancies first. */
(function () {
  'use strict'

  var CHUNK = 20
  var PAUSE = 180
  var SHORTCUT_OFF = 'shortcut-off'

  /** Open vacancies first, otherwise in the order given. */
  function openFirst (hits) {
    return hits.filter(function (hit) { return hit.open }).concat(hits.filter(function (hit) { return !hit.open }))
  }

  function plural (count, one, many) {
    return count + ' ' + (count === 1 ? one : many)
  }

  /** What was found, in words. */
  function countWords (hits, term) {
    if (!hits.length) return 'Nothing found for “' + term + '”.'
    var open = hits.filter(function (hit) { return hit.open }).length
    var others = hits.filter(function (hit) { return !hit.card }).length
    var words = [plural(hits.length, 'result', 'results') + ' for “' + term + '”']
    if (open) words.push(plural(open, 'open vacancy', 'open vacancies') + (open < hits.length ? ' first' : ''))
    else if (others < hits.length) words.push('none of them open now')
    return words.join(', ') + '.'
  }

  /** An excerpt of Pagefind's as nodes: text and <mark>, nothing else of what it may hold. */
  function excerptNodes (html) {
    var read = new DOMParser().parseFromString(html, 'text/html').body
    return Array.from(read.childNodes).map(function (node) {
      if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent)
      var mark = document.createElement('mark')
      mark.textContent = node.textContent
      return mark
    })
  }

  function excerptOf (data) {
    var paragraph = document.createElement('p')
    paragraph.className = 'card__excerpt'
    paragraph.append.apply(paragraph, excerptNodes(data.excerpt))
    return paragraph
  }

  function wordsOf (text) {
    return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []
  }

  /** The part of a word that its other forms share: "disorders" and "disorder", "psychotherapist" and "-therapists". */
  function stemOf (word) {
    return word.slice(0, Math.max(3, word.length - 3))
  }

  /**
   * Whether the text holds each word of the term, or a form of it. Asked for a word that it does not know, Pagefind
   * finds what begins with a letter or two of it, and a hit that only looks like one is worse than none.
   */
  function holds (text, term) {
    var known = wordsOf(text)
    return wordsOf(term).every(function (word) {
      var stem = stemOf(word)
      return known.some(function (other) { return other.startsWith(word) || (word.length > 3 && other.startsWith(stem)) })
    })
  }

  /** How many letters must change to make one word of the other: 3 for "three or more". */
  function distance (one, other) {
    if (Math.abs(one.length - other.length) > 2) return 3
    var row = Array.from({ length: other.length + 1 }, function (_, number) { return number })
    for (var i = 1; i <= one.length; i++) {
      var corner = row[0]
      row[0] = i
      for (var j = 1; j <= other.length; j++) {
        var above = row[j]
        row[j] = Math.min(above + 1, row[j - 1] + 1, corner + (one[i - 1] === other[j - 1] ? 0 : 1))
        corner = above
      }
    }
    return Math.min(row[other.length], 3)
  }

  /** The term with its unknown words replaced by the nearest ones of the cards; "" if none is near. */
  function nearestTerm (term, cards) {
    var known = new Set()
    cards.forEach(function (card) { wordsOf(cardOf(card).textContent).forEach(function (word) { known.add(word) }) })
    var near = wordsOf(term).map(function (word) {
      if (word.length < 5 || known.has(word)) return word
      var best = Array.from(known).map(function (other) { return { word: other, far: distance(word, other) } })
        .sort(function (a, b) { return a.far - b.far })[0]
      return best && best.far < 3 ? best.word : word
    }).join(' ')
    return near === wordsOf(term).join(' ') ? '' : near
  }

  /** The card that the lists show; made at the build, so it is the site's own markup. */
  function cardOf (card) {
    var holder = document.createElement('template')
    holder.innerHTML = card.html
    return holder.content.querySelector('li')
  }

  /** A plain entry for a page without a card: the index may be newer than the cards that the browser kept. */
  function entryOf (data) {
    var item = document.createElement('li')
    var heading = document.createElement('h3')
    var link = document.createElement('a')
    item.className = 'card'
    heading.className = 'card__title'
    link.href = data.url
    link.textContent = data.meta.title || data.url
    heading.append(link)
    item.append(heading)
    return item
  }

  /** A hit as an item of the list, once Pagefind has fetched its text; null if the text does not hold the term. */
  function itemOf (hit, term) {
    return hit.fetch().then(function (data) {
      if (!holds([data.meta.title, data.content].join(' '), term)) return null
      var item = hit.card ? cardOf(hit.card) : entryOf(data)
      var summary = item.querySelector('.card__summary')
      if (summary) summary.replaceWith(excerptOf(data))
      else item.append(excerptOf(data))
      return item
    })
  }

  function isOpen (card) {
    if (!card) return false
    return window.portal.statusAt(card.status, function (code) { return card.later[code] }, window.portal.now()) === 'open'
  }

  /** A result of Pagefind's with what the build knows of its page: enough to order and to count all of them. */
  function toHit (result, cards) {
    var card = cards.get(result.id)
    return { card: card, open: isOpen(card), fetch: result.data }
  }

  /** The cards by the ids that the index has for their pages. */
  function fetchCards (address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error('the list of cards is missing')
      return answer.json()
    }).then(function (cards) {
      return new Map(Object.values(cards).map(function (card) { return [card.id, card] }))
    })
  }

  /** Pagefind and the cards, once both are there. */
  function load (bundle, cards) {
    return Promise.all([import(bundle), fetchCards(cards)]).then(function (both) {
      return both[0].options({ excerptLength: 28 }).then(function () {
        return { pagefind: both[0], cards: both[1] }
      })
    })
  }

  function reason () {
    if (location.protocol === 'file:') return 'Browsers do not let a page read the search index from a disk. On the published site, search works.'
    return 'The search index did not load. Perhaps the connection dropped: load the page again to try once more.'
  }

  /** The address with `q` set to the term, or without it. */
  function withTerm (address, term) {
    var url = new URL(address)
    if (term) url.searchParams.set('q', term)
    else url.searchParams.delete('q')
    return url.href
  }

  function debounce (work) {
    var timer
    return function () {
      clearTimeout(timer)
      timer = setTimeout(work, PAUSE)
    }
  }

  function start (root) {
    function part (name) { return root.querySelector('[data-search-' + name + ']') }
    function absolute (path) { return new URL(path, document.baseURI).href }

    var field = root.querySelector('input[type=search]')
    var list = part('list')
    var more = part('more')
    var loading = null
    var asked = 0
    var waiting = []

    function library () {
      loading = loading || load(absolute(root.dataset.bundle), absolute(root.dataset.cards))
      return loading
    }

    function showOnly (name) {
      ['results', 'none', 'error'].forEach(function (other) { part(other).hidden = other !== name })
    }

    /** The next items with their hits. Only for these are texts fetched. */
    function nextItems (term) {
      var hits = waiting.splice(0, CHUNK)
      return Promise.all(hits.map(function (hit) { return itemOf(hit, term) })).then(function (items) {
        return {
          hits: hits.filter(function (_, number) { return items[number] }),
          items: items.filter(Boolean)
        }
      })
    }

    function append (items) {
      list.append.apply(list, items)
      window.portal.start(list)
      more.hidden = !waiting.length
    }

    function show (next, term) {
      var hits = next.hits.concat(waiting)
      list.replaceChildren()
      append(next.items)
      part('count').textContent = countWords(hits, term)
      showOnly(hits.length ? 'results' : 'none')
      if (!hits.length) suggest(term)
    }

    /** "Did you mean …?", where a word of a card is near. */
    function suggest (term) {
      library().then(function (ready) {
        var near = nearestTerm(term, ready.cards)
        var link = document.createElement('a')
        link.textContent = near
        link.href = withTerm(location.href, near)
        part('near').hidden = !near
        part('near').replaceChildren('Did you mean ', link, '?')
      })
    }

    function showMore () {
      var turn = asked
      more.disabled = true
      nextItems(field.value.trim()).then(function (next) {
        if (turn !== asked) return
        append(next.items)
        if (next.items.length) next.items[0].querySelector('a').focus()
      }).catch(function () { if (turn === asked) fail() }).then(function () { more.disabled = false })
    }

    function fail () {
      loading = null
      part('count').textContent = ''
      part('reason').textContent = reason()
      showOnly('error')
    }

    /** All hits for the term, in their order. */
    function find (term) {
      return library().then(function (ready) {
        return ready.pagefind.search(term).then(function (found) {
          return openFirst(found.results.map(function (result) { return toHit(result, ready.cards) }))
        })
      })
    }

    /** Search for what the field holds. An answer that comes after a newer question is dropped. */
    function ask () {
      var term = field.value.trim()
      var turn = ++asked
      try { history.replaceState(null, '', withTerm(location.href, term)) } catch (error) { /* from disk: no matter */ }
      if (!term) {
        part('count').textContent = ''
        showOnly('')
        return
      }
      if (!list.childElementCount) part('count').textContent = 'Searching…'
      find(term).then(function (hits) {
        if (turn !== asked) return
        waiting = hits
        return nextItems(term).then(function (next) { if (turn === asked) show(next, term) })
      }).catch(function () { if (turn === asked) fail() })
    }

    root.querySelector('form').addEventListener('submit', function (event) {
      event.preventDefault()
      ask()
    })
    field.addEventListener('input', debounce(ask))
    field.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return
      field.value = ''
      ask()
    })
    more.addEventListener('click', showMore)
    field.value = new URLSearchParams(location.search).get('q') || ''
    startShortcut(part('shortcut'), field)
    if (field.value) ask()
  }

  function isTyping (event) {
    return event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName)
  }

  function settings () {
    try { return window.localStorage } catch (error) { return null }
  }

  /** One key may be in the way of those who speak to their computer: it can be switched off (WCAG 2.1.4). */
  function startShortcut (place, field) {
    var box = place.querySelector('input')
    var store = settings()
    var name = window.portal.basePath() + '|' + SHORTCUT_OFF
    box.checked = !(store && store.getItem(name))
    place.hidden = false
    box.addEventListener('change', function () {
      if (!store) return
      if (box.checked) store.removeItem(name)
      else store.setItem(name, 'yes')
    })
    document.addEventListener('keydown', function (event) {
      var elsewhere = event.target === box || !isTyping(event)
      if (event.key !== '/' || !box.checked || !elsewhere) return
      event.preventDefault()
      field.focus()
    })
  }

  window.portal.register('search', start)
})()
