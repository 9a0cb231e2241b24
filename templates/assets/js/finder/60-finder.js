/* Finder: text, facets, chips, sorts and results made one, with the state in the address. */
(function () {
  'use strict'

  var portal = window.portal
  var finder = portal.finder
  var make = finder.make
  var PATIENCE = 300
  var WIDE = '(width >= 60rem)'
  var SORTS = { closing: 'closing soonest first', newest: 'newest first', pay: 'highest pay first', match: 'best match first' }

  function vacancies (number, kind) {
    return finder.choices.grouped(number) + (kind || '') + (number === 1 ? ' vacancy' : ' vacancies')
  }

  /** What was found, in words: "34 vacancies for “DBT”, closing soonest first". */
  function countWords (found, choices) {
    var term = choices.q ? ' for “' + choices.q + '”' : ''
    if (!found.rows.length) return 'Nothing found' + term
    var order = found.rows.length > 1 ? ', ' + SORTS[finder.choices.sortOf(choices)] : ''
    return vacancies(found.rows.length, found.over ? ' closed' : '') + term + order
  }

  function list (words) {
    return words.length < 2 ? words.join('') : words.slice(0, -1).join(', ') + ' and ' + words[words.length - 1]
  }

  function start (root) {
    var parts = { field: root.querySelector('input[type=search]') }
    root.querySelectorAll('[data-finder]').forEach(function (part) { parts[part.dataset.finder] = part })
    var usual = parts.count.textContent
    var results = finder.results(root, parts.list)
    var facets = finder.facets(parts.facets, function (turn, how) { choose(turn(choices), how) }, recount)
    var need = finder.store(root, facets.bands)
    var choices = finder.choices.read(location.search)
    var shown = (history.state && history.state.shown) || results.first
    var text = null
    var found = null
    var drawn = ''
    var prepared = false
    var busy = false
    var again = false

    /** The facts that the choices and the unfolded facets need. */
    function load (asked, over) {
      var codes = new Set(finder.choices.facetsIn(asked).concat(facets.open()))
      codes.delete('status')
      return need(Array.from(codes), over)
    }

    function hits (term) {
      return term ? textSearch().then(function (search) { return search.find(term) }) : Promise.resolve(null)
    }

    /** What finds words comes with the first of them. */
    function textSearch () {
      text = text || portal.load(root.dataset.text, 'text').then(function (make) { return make(root) })
      return text
    }

    // --- from choices to results ---

    /** What matches: what is current, or, where nothing current does and no status is chosen, what is over. */
    function search (asked) {
      var chosen = asked.values.status || []
      return Promise.all([hits(asked.q), load(asked, asked.q || chosen.indexOf('closed') >= 0)]).then(function (both) {
        var first = narrowed(both[1], asked, both[0], false)
        if (first.rows.length || chosen.length || isPlain(asked)) return first
        return load(asked, true).then(function (facts) {
          var over = narrowed(facts, asked, both[0], true)
          return over.rows.length ? over : narrowed(facts, asked, both[0], false)
        })
      })
    }

    function narrowed (facts, asked, hit, over) {
      var scores = hit && hit.scores
      var matching = finder.narrow(facts, asked, scores, over)
      var whole = facts.counts.length > 1 || !root.dataset.over
      // How many closed ones match is known once they are there.
      if (!whole) matching.counts.status.set('closed', NaN)
      return Object.assign(finder.sorted(facts, matching.rows, asked, scores), {
        counts: matching.counts,
        alone: matching.alone,
        over: over,
        whole: whole,
        sort: finder.choices.sortOf(asked),
        suggestion: hit ? hit.suggestion : '',
        excerpt: hit ? excerptOf(asked.q) : null
      })
    }

    function excerptOf (term) {
      return function (row) {
        return textSearch().then(function (search) { return search.excerpt(row, term) })
      }
    }

    function isPlain (asked) {
      return !finder.choices.write(asked)
    }

    /** Search and show; while that is under way, later choices wait, and only the last of them is looked for. */
    function refresh () {
      showChoices()
      if (isPlain(choices) && !prepared) return showAll()
      prepared = true
      if (busy) {
        again = true
        return
      }
      var asked = choices
      var slow = setTimeout(function () { parts.count.textContent = 'Loading…' }, PATIENCE)
      busy = true
      search(asked).then(function (ready) {
        if (!again) return show(ready, asked)
      }).catch(fail).then(function () {
        clearTimeout(slow)
        busy = false
        if (again) refresh()
        again = false
      })
    }

    /** Only one of these parts is shown: the list as the page has it, what was found, help, or what went wrong. */
    function showOnly (name) {
      ['static', 'found', 'none', 'error'].forEach(function (other) { parts[other].hidden = other !== name })
      document.documentElement.classList.remove('is-finding')
    }

    function showAll () {
      say(usual)
      parts.closed.hidden = true
      showOnly('static')
    }

    function show (ready, asked) {
      found = ready
      facets.show(asked, found.counts)
      if (isPlain(asked)) return showAll()
      found.shown = Math.min(found.rows.length, shown)
      return results.show(found, function () { return !again }).then(function () {
        if (again) return
        say(countWords(found, asked))
        parts.isOver.hidden = !found.over
        parts.more.hidden = found.shown === found.rows.length
        tellOfClosed(asked)
        if (!found.rows.length) advise(asked)
        showOnly(found.rows.length ? 'found' : 'none')
      })
    }

    function say (words) {
      if (parts.count.textContent !== words) parts.count.textContent = words
      parts.done.textContent = found && !isPlain(choices) ? 'Show ' + vacancies(found.rows.length) : 'Show all vacancies'
    }

    /** With no status chosen, how many closed ones match as well, if that is known. */
    function tellOfClosed (asked) {
      var number = found.whole ? found.alone.get('status') || 0 : -1
      var offered = !asked.values.status && !found.over && found.rows.length && number && root.dataset.over
      parts.closed.hidden = !offered
      if (!offered) return
      var words = number < 0 ? 'Closed ones may match too: ' : number + (number === 1 ? ' closed one matches' : ' closed ones match') + ' too: '
      var button = make('button', { class: 'button button--plain', type: 'button' }, number === 1 ? 'show it' : 'show them')
      button.addEventListener('click', function () {
        choose(finder.choices.toggled(choices, 'status', 'closed'))
        parts.count.focus()
      })
      parts.closed.replaceChildren(words, button)
    }

    // --- nothing found, or nothing loaded ---

    /** Which choice to take back, with what that would bring. */
    function advise (asked) {
      var names = finder.choices.chips(asked, facets.label)
      var offers = finder.loosened(found).map(function (one) {
        var own = names.filter(function (chip) { return chip.code === one.code || (one.code === 'modality' && chip.code === 'role') })
        return own.length ? offer('Without ' + list(own.map(function (chip) { return chip.code === 'q' ? chip.words : '“' + chip.words + '”' })) + ': ' +
          one.count, finder.choices.without(asked, one.code)) : null
      }).filter(Boolean)
      parts.loosen.hidden = !offers.length
      parts.offers.replaceChildren.apply(parts.offers, offers)
      parts.near.hidden = !found.suggestion
      parts.near.replaceChildren('Did you mean ', button(found.suggestion, finder.choices.withText(asked, found.suggestion)), '?')
    }

    function button (words, next) {
      var made = make('button', { class: 'button button--plain', type: 'button' }, words)
      made.addEventListener('click', function () {
        choose(next)
        parts.count.focus()
      })
      return made
    }

    function offer (words, next) {
      return make('li', {}, button(words, next))
    }

    function fail () {
      if (again) return
      text = null
      parts.count.textContent = ''
      parts.reason.textContent = 'Part of the list did not load. Perhaps the connection dropped.'
      parts.closed.hidden = true
      showOnly('error')
      parts.retry.onclick = refresh
      return renewed().then(function (yes) {
        if (!yes) return
        parts.reason.textContent = 'The list has been renewed since you opened this page: load the page again.'
        parts.retry.onclick = function () { location.reload() }
      })
    }

    /** Whether the site no longer has this page's facts: a newer one took its place. From disk nobody can tell. */
    function renewed () {
      if (location.protocol === 'file:') return Promise.resolve(false)
      return fetch(root.dataset.facts + 'base.js', { method: 'HEAD' }).then(function (answer) {
        return answer.status === 404
      }).catch(function () { return false })
    }

    // --- what the reader does ---

    /** Take over new choices; `how` is "replace" while one types, else the address gets a new entry. */
    function choose (next, how) {
      var query = finder.choices.write(next)
      if (query === finder.choices.write(choices)) return
      choices = next
      shown = results.first
      try {
        history[how === 'replace' ? 'replaceState' : 'pushState'](null, '', location.pathname + (query && '?' + query))
      } catch (error) { /* From disk the address may have to stay. */ }
      refresh()
    }

    function showChoices () {
      if (parts.field.value.trim() !== choices.q) parts.field.value = choices.q
      parts.sort.value = finder.choices.sortOf(choices)
      parts.sort.querySelector('[value=match]').disabled = !choices.q
      facets.show(choices, null)
      showChips()
    }

    /** The chips, made anew only when they change: one of them may have the focus. */
    function showChips () {
      var query = finder.choices.write(choices)
      if (query === drawn) return
      var chips = finder.choices.chips(choices, facets.label)
      drawn = query
      parts.chips.hidden = !chips.length
      parts.chips.replaceChildren.apply(parts.chips, chips.map(chipOf))
      if (chips.length > 1) parts.chips.append(clearChip())
      parts.number.textContent = chips.length ? ' (' + chips.length + ')' : ''
      parts.clear.hidden = !chips.length
    }

    function chipOf (chip, place) {
      var made = make('button', { class: 'chip', type: 'button', 'aria-label': chip.words + ', remove' }, chip.words,
        make('span', { class: 'chip__cross' }, '×'))
      made.addEventListener('click', function () {
        choose(finder.choices.without(choices, chip.code, chip.value))
        focusChip(place)
      })
      return make('li', {}, made)
    }

    function clearChip () {
      var made = make('button', { class: 'button button--plain', type: 'button' }, 'Clear all')
      made.addEventListener('click', clearAll)
      return make('li', {}, made)
    }

    /** The chip went with the focus: the next one takes it, or the count after the last. */
    function focusChip (place) {
      var left = parts.chips.querySelectorAll('.chip')
      var next = left[Math.min(place, left.length - 1)]
      ;(next || parts.count).focus()
    }

    function clearAll () {
      choose(finder.choices.none())
      if (!parts.dialog.open) parts.count.focus()
    }

    function showMore () {
      parts.more.disabled = true
      results.more(found).then(function (first) {
        shown = found.shown
        parts.more.hidden = shown === found.rows.length
        try { history.replaceState({ shown: shown }, '') } catch (error) { /* It starts with the first ones again. */ }
        first.querySelector('a').focus()
      }).catch(fail).then(function () { parts.more.disabled = false })
    }

    function restore () {
      choices = finder.choices.read(location.search)
      shown = (history.state && history.state.shown) || results.first
      refresh()
    }

    /** The facts come while a hand is on its way to a facet, and the counts with them. */
    function prepare () {
      prepared = true
      recount()
    }

    /** Bring the counts of a facet that was unfolded. */
    function recount () {
      if (!prepared) return
      var asked = choices
      search(asked).then(function (ready) {
        if (asked === choices) facets.show(asked, ready.counts)
      }).catch(function () { /* It is told once something is chosen. */ })
    }

    /** The index is on its way before the first letter. */
    function getReady () {
      textSearch().then(function (search) { return search.find('') }).catch(function () { text = null })
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
    parts.field.addEventListener('focus', getReady, { once: true })
    parts.field.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return
      parts.field.value = ''
      type()
    })
    parts.sort.addEventListener('change', function () { choose(finder.choices.withSort(choices, parts.sort.value)) })
    parts.more.addEventListener('click', showMore)
    parts.clear.addEventListener('click', clearAll)
    parts.facets.addEventListener('focusin', prepare, { once: true })
    parts.facets.addEventListener('pointerover', prepare, { once: true })
    window.addEventListener('popstate', restore)
    startDialog(parts)
    finder.startShortcut(parts.shortcut, parts.field)
    refresh()
  }

  /** On a narrow screen the facets are in a dialog, on a wide one beside the list. */
  function startDialog (parts) {
    var wide = window.matchMedia(WIDE)

    function open () {
      parts.dialogBody.append(parts.facets)
      parts.dialog.showModal()
    }

    function close () { parts.dialog.close() }

    function putBack () { parts.panel.append(parts.facets) }

    parts.panel.open = true
    parts.open.addEventListener('click', open)
    parts.close.addEventListener('click', close)
    parts.done.addEventListener('click', function () {
      close()
      parts.count.focus()
    })
    parts.dialog.addEventListener('close', putBack)
    wide.addEventListener('change', function () { if (wide.matches && parts.dialog.open) close() })
  }

  portal.register('finder', start)
})()
