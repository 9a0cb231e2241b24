/* Search: Pagefind's plain API with the cards of the lists. Hits in words, open vacancies first. */
(function () {
  'use strict'

  var CHUNK = 20
  var PAUSE = 180
  var SHORTCUT_OFF = 'shortcut-off'

  /** The slug of a vacancy's page from its address, or "". */
  function slugOf (url) {
    var found = /vacancies\/([^/?#]+)\.html/.exec(url)
    return found ? found[1] : ''
  }

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

  /** Pagefind's excerpt as nodes: text and <mark>, nothing else of what it may hold. */
  function excerptNodes (html) {
    var read = new DOMParser().parseFromString(html, 'text/html').body
    return Array.from(read.childNodes).map(function (node) {
      if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent)
      var mark = document.createElement('mark')
      mark.textContent = node.textContent
      return mark
    })
  }

  function excerptOf (hit) {
    var paragraph = document.createElement('p')
    paragraph.className = 'card__excerpt'
    paragraph.append.apply(paragraph, excerptNodes(hit.excerpt))
    return paragraph
  }

  /** The card that the lists show; made at the build, so it is the site's own markup. */
  function cardOf (hit) {
    var holder = document.createElement('template')
    holder.innerHTML = hit.card.html
    return holder.content.querySelector('li')
  }

  /** A plain entry for a page that is no vacancy. */
  function entryOf (hit) {
    var item = document.createElement('li')
    var heading = document.createElement('h3')
    var link = document.createElement('a')
    item.className = 'card'
    heading.className = 'card__title'
    link.href = hit.url
    link.textContent = hit.title
    heading.append(link)
    item.append(heading)
    return item
  }

  function itemOf (hit) {
    var item = hit.card ? cardOf(hit) : entryOf(hit)
    var summary = item.querySelector('.card__summary')
    if (summary) summary.replaceWith(excerptOf(hit))
    else item.append(excerptOf(hit))
    return item
  }

  function isOpen (card) {
    if (!card) return false
    return window.portal.statusAt(card.status, card.opens, card.closes, window.portal.now()) === 'open'
  }

  function toHit (data, cards) {
    var card = cards[slugOf(data.url)]
    return { url: data.url, title: data.meta.title || data.url, excerpt: data.excerpt, card: card, open: isOpen(card) }
  }

  function fetchCards (address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error('the list of cards is missing')
      return answer.json()
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

    function showMore () {
      var items = waiting.splice(0, CHUNK).map(itemOf)
      list.append.apply(list, items)
      window.portal.start(list)
      more.hidden = !waiting.length
      return items[0]
    }

    function show (hits, term) {
      list.replaceChildren()
      waiting = openFirst(hits)
      part('count').textContent = countWords(hits, term)
      showOnly(hits.length ? 'results' : 'none')
      if (hits.length) showMore()
    }

    function fail () {
      loading = null
      part('count').textContent = ''
      part('reason').textContent = reason()
      showOnly('error')
    }

    function find (term) {
      return library().then(function (ready) {
        return ready.pagefind.search(term).then(function (found) {
          return Promise.all(found.results.map(function (result) { return result.data() }))
        }).then(function (pages) {
          return pages.map(function (data) { return toHit(data, ready.cards) })
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
      find(term).then(
        function (hits) { if (turn === asked) show(hits, term) },
        function () { if (turn === asked) fail() }
      )
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
    more.addEventListener('click', function () { showMore().querySelector('a').focus() })
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
