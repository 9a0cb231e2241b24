/* Facets: the links of each become boxes to tick, or the steps of a range, once it is unfolded. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var UNKNOWN = 'not-stated'
  var NAMED = ['supervision', 'trainees', 'sponsorship', 'role']

  /** An element with attributes and children: `make('p', {class: 'x'}, 'Text ', child)`. */
  function make (name, attributes) {
    var element = document.createElement(name)
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]) })
    element.append.apply(element, Array.prototype.slice.call(arguments, 2))
    return element
  }

  function items (facet) {
    return Array.from(facet.querySelectorAll('[data-value]'))
  }

  function wordsOf (item) {
    return item.querySelector('.facet__words, .facet__link').textContent.trim()
  }

  function nameOf (facet) {
    return facet.querySelector('.facet__name').textContent.trim()
  }

  /** What a facet holds, in a fieldset. */
  function enclose (facet, legend) {
    var body = facet.querySelector('[data-facet-body]')
    var fields = make('fieldset', {}, make('legend', { class: 'visually-hidden' }, legend))
    fields.append.apply(fields, Array.from(body.childNodes))
    body.append(fields)
  }

  /** A control in the place of the link to a value's page. */
  function replaceLink (item, control, before) {
    control.append.apply(control, before.concat(
      make('span', { class: 'facet__words' }, wordsOf(item)), item.querySelector('.facet__count')
    ))
    item.replaceChildren(control)
  }

  function makeBox (item) {
    var box = make('input', { class: 'facet__box', type: 'checkbox', value: item.dataset.value })
    replaceLink(item, make('label', { class: 'facet__label' }), [box])
  }

  function makeStep (item) {
    replaceLink(item, make('button', { class: 'facet__label facet__step', type: 'button' }), [])
  }

  function setCount (place, number) {
    var words = isNaN(number) ? '' : finder.choices.grouped(number)
    if (place.textContent !== words) place.textContent = words
  }

  /** How many a value would bring, NaN if that is not known. One that nobody has is not shown, unless it is chosen. */
  function showCount (item, number, chosen) {
    setCount(item.querySelector('.facet__count'), number)
    item.classList.toggle('facet__item--none', number === 0)
    if (number || chosen) item.hidden = false
  }

  function showBox (item, chosen, counts) {
    var box = item.querySelector('input')
    box.checked = chosen.indexOf(box.value) >= 0
    if (counts) showCount(item, counts.get(box.value) || 0, box.checked)
  }

  /** The boxes of a facet of values, and of the roles where there are any. */
  function valueControls (facet, change) {
    var code = facet.dataset.facet
    var roles = Array.from(facet.querySelectorAll('[data-role]'))
    enclose(facet, nameOf(facet))
    items(facet).forEach(makeBox)
    facet.addEventListener('change', function (event) {
      var of = event.target.closest('[data-role]') ? 'role' : code
      change(function (choices) { return finder.choices.toggled(choices, of, event.target.value) })
    })
    return function (choices, counts) {
      items(facet).forEach(function (item) { showBox(item, choices.values[code] || [], counts && counts[code]) })
      roles.forEach(function (item) { showBox(item, choices.values.role || [], counts && counts.role) })
    }
  }

  function showStep (item, range, counts) {
    var ends = finder.ends(item.dataset.value)
    var pressed = Boolean(range && (ends ? !range.only && range.from === ends.from && range.to === ends.to : range.only))
    item.firstChild.setAttribute('aria-pressed', String(pressed))
    if (counts) showCount(item, counts.get(item.dataset.value) || 0, pressed)
  }

  /** The controls of a range: its two ends, the steps that fill them, and whether those without a figure stay. */
  function rangeControls (facet, change) {
    var code = facet.dataset.facet
    var ends = ['from', 'to'].map(function (end) { return facet.querySelector('[data-facet-' + end + ']') })
    var wrong = facet.querySelector('.facet__wrong')
    var unknown = facet.querySelector('[data-facet-unknown]')
    var told = facet.querySelector('[data-facet-told]')
    var latest = null
    var replaced = null
    var typing = false
    enclose(facet, nameOf(facet) + ', ' + facet.querySelector('.facet__unit').textContent)
    items(facet).forEach(makeStep)

    function typed () {
      return { from: +ends[0].value, to: ends[1].value ? +ends[1].value : Infinity, only: false, hide: !unknown.checked }
    }

    function judge (range) {
      var crossed = range.from > range.to
      wrong.textContent = crossed ? '“From” is more than “to”: change one of them.' : ''
      ends.forEach(function (field) { field.setAttribute('aria-invalid', String(crossed)) })
      return !crossed
    }

    function set (range, how) {
      change(function (choices) { return finder.choices.withRange(choices, code, range) }, how)
    }

    function press (item) {
      var step = finder.ends(item.dataset.value) || { from: 0, to: Infinity, only: true }
      var pressed = item.firstChild.getAttribute('aria-pressed') === 'true'
      typing = false
      replaced = pressed || !latest ? null : { before: latest, from: step.from }
      set(pressed ? null : { from: step.from, to: step.to, only: Boolean(step.only), hide: !step.only && !unknown.checked })
    }

    /** What was typed, as it was understood. */
    function fill () {
      ends[0].value = latest && latest.from ? latest.from : ''
      ends[1].value = latest && latest.to !== Infinity ? latest.to : ''
      judge(typed())
    }

    /** What a range does besides narrowing, which a reader may not expect of it. */
    function tell (unstated) {
      var words = []
      if (latest && replaced && latest.from === replaced.from) {
        words.push('In place of “' + finder.choices.rangeWords(code, replaced.before) + '”: one range at a time.')
      }
      if (latest && !latest.only && !latest.hide && unstated) {
        words.push(finder.choices.grouped(unstated) + (unstated === 1 ? ' that does not state it is' : ' that do not state it are') +
          ' shown too, at the end of the list.')
      }
      if (told.textContent !== words.join(' ')) told.textContent = words.join(' ')
    }

    facet.addEventListener('input', function (event) {
      replaced = null
      if (!judge(typed())) return
      // The way back leads to what was before somebody began to type, and not to each figure on the way.
      set(typed(), typing && event.target !== unknown ? 'replace' : 'push')
      typing = event.target !== unknown
    })
    facet.addEventListener('focusout', function (event) { typing = typing && facet.contains(event.relatedTarget) })
    facet.addEventListener('change', function () { if (judge(typed())) fill() })
    items(facet).forEach(function (item) { item.firstChild.addEventListener('click', function () { press(item) }) })
    return function (choices, counts) {
      var range = latest = choices.ranges[code]
      unknown.checked = !range || !range.hide
      unknown.disabled = Boolean(range && range.only)
      // What is being typed stays as it is typed.
      if (ends.indexOf(document.activeElement) < 0) fill()
      items(facet).forEach(function (item) { showStep(item, range, counts && counts[code]) })
      if (!counts || !counts[code]) return
      setCount(unknown.parentElement.querySelector('.facet__count'), counts[code].get(UNKNOWN) || 0)
      tell(counts[code].get(UNKNOWN))
    }
  }

  function chosenIn (choices, code) {
    var own = (choices.values[code] || []).length + (choices.ranges[code] ? 1 : 0)
    return code === 'modality' ? own + (choices.values.role || []).length : own
  }

  /**
   * All facets in `root`. `change(turn, how)` is called when a reader chooses: `turn(choices)` gives the new ones; and
   * `unfolded()` when a facet is, so that it needs counts.
   * Hands back `show(choices, counts)`, `label(code, value)`, `unknown(choices)`, the chosen values that are no more,
   * `open()`, the codes of those unfolded, and `steps`, the keys of the ranges' steps.
   */
  function facets (root, change, unfolded) {
    var all = Array.from(root.querySelectorAll('[data-facet]'))
    var shows = new Map()
    var latest = { choices: finder.choices.none(), counts: null }

    function show (facet) {
      var code = facet.dataset.facet
      var number = chosenIn(latest.choices, code)
      facet.querySelector('[data-facet-chosen]').textContent = number ? number + ' chosen' : ''
      if (!facet.open) return
      if (!shows.has(facet)) shows.set(facet, (finder.choices.ranges.indexOf(code) < 0 ? valueControls : rangeControls)(facet, change))
      shows.get(facet)(latest.choices, latest.counts)
      facet.querySelectorAll('[data-facet-more]').forEach(function (more) {
        if (more.querySelector(':checked')) more.open = true
      })
    }

    function named (code) {
      return all.filter(function (facet) { return facet.dataset.facet === (code === 'role' ? 'modality' : code) })[0]
    }

    function keys (code) {
      return named(code) ? items(named(code)).map(function (item) { return item.dataset.value }) : []
    }

    /** A value in the words of the page; with the facet's name where it says little alone: "Supervision: provided". */
    function label (code, value) {
      var facet = named(code)
      var item = facet && facet.querySelector((code === 'role' ? '[data-role="' : '[data-value="') + value + '"]')
      var words = item ? wordsOf(item) : value.replace(/-/g, ' ')
      if (!facet || (NAMED.indexOf(code) < 0 && value !== UNKNOWN)) return words
      return nameOf(facet) + ': ' + words.charAt(0).toLowerCase() + words.slice(1)
    }

    /** Whether a value is there to choose. Of a facet that the page does not have nothing is known. */
    function isKnown (code, value) {
      var fixed = { status: finder.statuses, role: finder.roles }[code]
      return !named(code) || (fixed || keys(code)).indexOf(value) >= 0
    }

    all.forEach(function (facet) {
      facet.addEventListener('toggle', function () {
        show(facet)
        if (facet.open) unfolded()
      })
    })
    return {
      steps: Object.fromEntries(finder.choices.ranges.map(function (code) { return [code, keys(code)] })),
      label: label,
      unknown: function (choices) {
        return Object.keys(choices.values).reduce(function (found, code) {
          return found.concat(choices.values[code].filter(function (value) { return !isKnown(code, value) }).map(function (value) {
            return { code: code, value: value, facet: nameOf(named(code)) }
          }))
        }, [])
      },
      open: function () {
        return all.filter(function (facet) { return facet.open }).map(function (facet) { return facet.dataset.facet })
      },
      show: function (choices, counts) {
        latest = { choices: choices, counts: counts || latest.counts }
        all.forEach(show)
      }
    }
  }

  finder.facets = facets
  finder.make = make
})()
