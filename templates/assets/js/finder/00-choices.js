/* Choices: what a reader has chosen, to and from the address, and in words. */
(function () {
  'use strict'

  var FACETS = ['status', 'region', 'town', 'work-mode', 'employer', 'sector', 'band', 'pay', 'contract', 'pattern',
    'modality', 'role', 'body', 'age', 'population', 'supervision', 'trainees', 'sponsorship']
  var RANGES = ['pay', 'age']
  var ROLES = ['essential', 'desirable', 'delivered', 'mentioned']
  var STATUSES = ['open', 'closing-soon', 'upcoming', 'closed']
  var SORTS = ['closing', 'newest', 'pay']
  var UNKNOWN = 'not-stated'
  var LONGEST = 200
  var MOST = 9999999

  /** The two ends of "30000-34999" or "60000-up"; null for another key. */
  function ends (key) {
    var found = /^(\d+)-(\d+|up)$/.exec(key)
    return found && { from: +found[1], to: found[2] === 'up' ? Infinity : +found[2] }
  }

  function none () {
    return { q: '', sort: '', values: {}, ranges: {} }
  }

  function copy (choices) {
    return {
      q: choices.q, sort: choices.sort, values: Object.assign({}, choices.values), ranges: Object.assign({}, choices.ranges)
    }
  }

  /** A range as the address gives it; `only` those that state no figure, or `hide` them; null for none. */
  function readRange (texts, hide) {
    var range = texts.map(ends).filter(function (found) { return found && found.from <= found.to })[0]
    if (!range && texts.indexOf(UNKNOWN) >= 0) return { from: 0, to: Infinity, only: true, hide: false }
    if (!range && !hide) return null
    return { from: range ? range.from : 0, to: range ? range.to : Infinity, only: false, hide: hide }
  }

  /** The choices in the query of an address. What makes no sense is passed over. */
  function read (query) {
    var given = new URLSearchParams(query)
    var choices = none()
    choices.q = cut(given.get('q') || '')
    setSort(choices, given.get('sort'))
    FACETS.forEach(function (code) {
      var texts = Array.from(new Set(given.getAll(code)))
      if (RANGES.indexOf(code) >= 0) return setRange(choices, code, readRange(texts, given.get(code + '-unknown') === 'hide'))
      setValues(choices, code, texts.filter(function (text) { return /^[a-z0-9-]{1,80}$/.test(text) }))
    })
    return choices
  }

  function setValues (choices, code, values) {
    if (values.length) choices.values[code] = values
    else delete choices.values[code]
  }

  /** A range in whole numbers, as the address has them; one that keeps nothing out is none. */
  function setRange (choices, code, range) {
    var own = range && {
      from: Math.min(whole(range.from), MOST), to: range.to > MOST ? Infinity : whole(range.to), only: range.only, hide: range.hide
    }
    if (own && (own.only || own.hide || !isWhole(own))) choices.ranges[code] = own
    else delete choices.ranges[code]
  }

  function whole (number) {
    return Math.max(0, Math.round(number))
  }

  function isWhole (range) {
    return range.from === 0 && range.to === Infinity
  }

  /** A text as it is looked for: characters stay whole. */
  function cut (text) {
    return Array.from(text.trim()).slice(0, LONGEST).join('').trim()
  }

  /** The usual sort has no name in the address; the best match is only for words, where it is the usual one. */
  function setSort (choices, sort) {
    choices.sort = SORTS.indexOf(sort) < 0 || sort === usualSort(choices) ? '' : sort
  }

  /** The query of an address for the choices: "" for none. */
  function write (choices) {
    var query = new URLSearchParams()
    if (choices.q) query.append('q', choices.q)
    FACETS.forEach(function (code) {
      var range = choices.ranges[code]
      if (range && range.only) query.append(code, UNKNOWN)
      else if (range && !isWhole(range)) query.append(code, range.from + '-' + (range.to === Infinity ? 'up' : range.to))
      if (range && range.hide) query.append(code + '-unknown', 'hide')
      ;(choices.values[code] || []).forEach(function (value) { query.append(code, value) })
    })
    if (choices.sort) query.append('sort', choices.sort)
    return query.toString()
  }

  /** The choices with one value more, or less if it was chosen. */
  function toggled (choices, code, value) {
    var next = copy(choices)
    var values = next.values[code] || []
    var others = values.filter(function (other) { return other !== value })
    setValues(next, code, others.length < values.length ? others : values.concat(value))
    return next
  }

  function withRange (choices, code, range) {
    var next = copy(choices)
    setRange(next, code, range)
    return next
  }

  function withText (choices, text) {
    var next = copy(choices)
    next.q = cut(text)
    setSort(next, next.sort)
    return next
  }

  function withSort (choices, sort) {
    var next = copy(choices)
    setSort(next, sort)
    return next
  }

  /** The choices without the one of a chip, or without a whole facet or the text: `value` is then left out. */
  function without (choices, code, value) {
    if (code === 'q') return withText(choices, '')
    if (value) return toggled(choices, code, value)
    var next = copy(choices)
    delete next.values[code]
    delete next.ranges[code]
    if (code === 'modality') delete next.values.role
    return next
  }

  /** The facets whose facts are needed to narrow and to sort by the choices. */
  function facetsIn (choices) {
    var codes = Object.keys(choices.values).concat(Object.keys(choices.ranges)).map(function (code) {
      return code === 'role' ? 'modality' : code
    })
    if (choices.sort === 'pay') codes.push('pay')
    return Array.from(new Set(codes)).filter(function (code) { return code !== 'status' })
  }

  function usualSort (choices) {
    return choices.q ? 'match' : 'closing'
  }

  function sortOf (choices) {
    return choices.sort || usualSort(choices)
  }

  function grouped (number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
  }

  /** What somebody typed, in quotation marks, unless it is in such itself. */
  function inQuotes (text) {
    return /^["“][^]*["”]$/.test(text) ? text : '“' + text + '”'
  }

  /** A range in words: "£30,000 to £45,000 a year", "Clients of 65 and over". */
  function rangeWords (code, range) {
    var pay = code === 'pay'
    if (range.only) return pay ? 'Pay not given' : 'Ages not given'
    if (isWhole(range)) return pay ? 'Pay stated' : 'Ages stated'
    var from = (pay ? '£' : '') + grouped(range.from)
    var to = (pay ? '£' : '') + grouped(range.to)
    var words = from + ' to ' + to
    if (range.to === Infinity) words = pay ? from + ' or more' : from + ' and over'
    else if (range.from === 0) words = 'up to ' + to
    else if (range.from === range.to) words = from
    words = pay ? words + ' a year' : 'clients of ' + words
    return words.charAt(0).toUpperCase() + words.slice(1)
  }

  /** The same, and what becomes of those without a figure: "£30,000 to £45,000 a year, or not stated". */
  function rangeChoice (code, range) {
    var words = rangeWords(code, range)
    if (range.only || isWhole(range)) return words
    if (!range.hide) return words + ', or not stated'
    return words + (code === 'pay' ? ', if stated' : ', ages stated')
  }

  /** Each choice as `{code, value, words}`, in the order of the facets; `label(code, value)` gives a value's words. */
  function chips (choices, label) {
    var found = choices.q ? [{ code: 'q', value: '', words: inQuotes(choices.q) }] : []
    FACETS.forEach(function (code) {
      var range = choices.ranges[code]
      if (range) found.push({ code: code, value: '', words: rangeChoice(code, range) })
      ;(choices.values[code] || []).forEach(function (value) {
        found.push({ code: code, value: value, words: label(code, value) })
      })
    })
    return found
  }

  window.portal.finder = { ends: ends, roles: ROLES, statuses: STATUSES }
  window.portal.finder.choices = {
    facets: FACETS,
    ranges: RANGES,
    none: none,
    read: read,
    write: write,
    toggled: toggled,
    withRange: withRange,
    withText: withText,
    withSort: withSort,
    without: without,
    facetsIn: facetsIn,
    sortOf: sortOf,
    chips: chips,
    inQuotes: inQuotes,
    rangeWords: rangeWords,
    grouped: grouped
  }
})()
