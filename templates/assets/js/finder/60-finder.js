/* Finder: text, facets, chips, sorts and results made one, with the state in the address. */
(function () {
  'use strict'

  var portal = window.portal
  var finder = portal.finder
  var address = finder.address
  var PATIENCE = 300

  /** The parts of the finder by their names. */
  function partsOf (root) {
    var parts = { field: root.querySelector('input[type=search]') }
    root.querySelectorAll('[data-finder]').forEach(function (part) { parts[part.dataset.finder] = part })
    return parts
  }

  /** Whether the clock has changed the status of a vacancy in the list since the build. */
  function isOutdated (list) {
    function statuses () {
      return Array.from(list.querySelectorAll('[data-module=status]'), function (status) { return status.dataset.status }).join()
    }
    var built = statuses()
    portal.start(list)
    return statuses() !== built
  }

  function start (root) {
    var parts = partsOf(root)
    var outdated = isOutdated(parts.static)
    var view = finder.view(root, parts)
    var results = finder.results(root, parts.list)
    var facets = finder.facets(parts.facets, function (turn, how) { choose(turn(choices), how) }, recount)
    var search = finder.search(root, facets.steps)
    var advice = finder.advice(parts, facets.label, take)
    var showChips = finder.chipsIn(parts, facets.label, choose)
    var place = finder.startPlace(parts.list, function (now) { address.keep({ place: now }) })
    var inTurn = finder.queue()
    var choices = finder.choices.none()
    var shown = 0
    var found = null
    var prepared = outdated

    function isPlain (asked) {
      return !finder.choices.write(asked)
    }

    /** Whether the list as the page has it is the answer. */
    function isStatic (asked) {
      return isPlain(asked) && !outdated
    }

    function find (asked) {
      return search.find(asked, facets.open(), !isStatic(asked))
    }

    function showChoices () {
      if (parts.field.value.trim() !== choices.q) parts.field.value = choices.q
      parts.sort.value = finder.choices.sortOf(choices)
      parts.sort.querySelector('[value=match]').disabled = !choices.q
      facets.show(choices, null)
      showChips(choices)
    }

    function refresh () {
      showChoices()
      if (isPlain(choices) && !prepared) return view.all()
      prepared = true
      inTurn(function (isLast) {
        var asked = choices
        var slow = setTimeout(view.loading, PATIENCE)
        return find(asked).then(function (ready) {
          if (isLast()) return show(ready, asked, isLast)
        }).catch(function () {
          if (isLast()) return isPlain(asked) ? view.all() : view.failed(refresh)
        }).then(function () { clearTimeout(slow) })
      })
    }

    function show (ready, asked, isLast) {
      found = ready
      found.shown = Math.min(found.rows.length, shown)
      facets.show(asked, found.counts)
      parts.sort.value = found.sort
      if (isStatic(asked)) return view.all()
      return results.show(found, isLast).then(function () {
        if (!isLast()) return
        advice.closed(found, asked)
        if (!found.rows.length) advice.none(found, asked)
        view.found(found, asked)
        place.arrive()
      })
    }

    /** Take over new choices; `how` is "replace" while one types, else the address gets a new entry. */
    function choose (next, how) {
      if (finder.choices.write(next) === finder.choices.write(choices)) return
      choices = next
      shown = results.first
      place.expect(null)
      address.write(choices, how)
      advice.leftOut([])
      refresh()
    }

    function take (next) {
      choose(next)
      parts.count.focus()
    }

    function showMore () {
      parts.more.disabled = true
      var own = found
      results.more(own, function () { return found === own }).then(function (first) {
        if (!first) return
        shown = own.shown
        parts.more.hidden = shown === own.rows.length
        address.keep({ shown: shown })
        first.querySelector('a').focus()
      }).catch(function () { return view.failed(refresh) }).then(function () { parts.more.disabled = false })
    }

    /** The choices of the address, but for values that are no more, and words where there is no search for them. */
    function restore () {
      var asked = address.read()
      if (!root.dataset.text) asked = finder.choices.withText(asked, '')
      var unknown = facets.unknown(asked)
      shown = address.kept().shown || results.first
      place.expect(address.kept().place || null)
      choices = unknown.reduce(function (left, one) { return finder.choices.toggled(left, one.code, one.value) }, asked)
      if (unknown.length) address.write(choices, 'replace')
      advice.leftOut(unknown)
      refresh()
    }

    /** Bring the counts of a facet that was unfolded. */
    function recount () {
      if (!prepared) return
      var asked = choices
      find(asked).then(function (ready) {
        if (asked === choices) facets.show(asked, ready.counts)
      }).catch(function () { /* It is told once something is chosen. */ })
    }

    /** The facts come while a hand is on its way to a facet, and the counts with them. */
    function prepare () {
      prepared = true
      recount()
    }

    function type () {
      choose(finder.choices.withText(choices, parts.field.value), 'replace')
    }

    root.querySelector('form').addEventListener('submit', function (event) {
      event.preventDefault()
      type()
      parts.count.focus()
    })
    parts.field.addEventListener('input', type)
    parts.field.addEventListener('focus', search.prepare, { once: true })
    parts.field.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return
      parts.field.value = ''
      type()
    })
    parts.sort.addEventListener('change', function () { choose(finder.choices.withSort(choices, parts.sort.value)) })
    parts.more.addEventListener('click', showMore)
    parts.facets.addEventListener('focusin', prepare, { once: true })
    parts.facets.addEventListener('pointerover', prepare, { once: true })
    window.addEventListener('popstate', restore)
    finder.startDialog(parts)
    finder.startShortcut(parts.shortcut, parts.field)
    restore()
  }

  portal.register('finder', start)
})()
