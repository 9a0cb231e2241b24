/* Narrow: which rows match all choices, how many each further choice would leave, in which order they are read. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var UPCOMING = 2
  var CLOSED = 3
  var RANGE_OPEN = 4

  function maskOf (values, wanted) {
    return Uint8Array.from(values, function (value) { return wanted.indexOf(value) >= 0 ? 1 : 0 })
  }

  /** Whether a row has one of the values, any if there are none, in one of the roles where the column knows roles. */
  function valueTest (column, values, roles) {
    var mask = maskOf(column.values, values || column.values.filter(function (value) { return value !== 'not-stated' }))
    var roleMask = roles && column.roles ? maskOf(finder.roles, roles) : null
    return function (row) {
      for (var place = column.starts[row]; place < column.starts[row + 1]; place++) {
        if (mask[column.codes[place]] && (!roleMask || roleMask[column.roles[place]])) return true
      }
      return false
    }
  }

  /** Whether a row's span touches the range. One without a figure stays, unless it is to be hidden. */
  function rangeTest (span, range) {
    return function (row) {
      if (isNaN(span.low[row])) return range.only || !range.hide
      return !range.only && span.low[row] <= range.to && span.high[row] >= range.from
    }
  }

  /** The number of a row's status. */
  function statusOf (facts, row) {
    var status = facts.columns.status
    return status.codes[status.starts[row]]
  }

  /** The tests that a row must pass, by the facet's code: the text is `q`, and a role belongs to its modality. */
  function testsOf (facts, choices, scores, over) {
    var tests = {}
    var values = choices.values
    Object.keys(facts.columns).forEach(function (code) {
      var roles = code === 'modality' ? values.role : null
      if (choices.ranges[code]) tests[code] = rangeTest(facts.spans[code], choices.ranges[code])
      else if (values[code] || roles) tests[code] = valueTest(facts.columns[code], values[code], roles)
    })
    if (!values.status) tests.status = function (row) { return (statusOf(facts, row) === CLOSED) === over }
    if (scores) tests.q = function (row) { return scores.has(row) }
    return tests
  }

  /** Counts a row once for each of its values that `lets(place)` through; `codeAt` gives the value's number. */
  function counter (column, size, codeAt, lets) {
    var counts = new Uint32Array(size)
    var last = new Int32Array(size).fill(-1)
    function add (row) {
      for (var place = column.starts[row]; place < column.starts[row + 1]; place++) {
        var code = codeAt[place]
        if (last[code] === row || (lets && !lets(place))) continue
        last[code] = row
        counts[code]++
      }
    }
    return { counts: counts, add: add }
  }

  function roleFilter (column, roles) {
    if (!roles || !column.roles) return null
    var mask = maskOf(finder.roles, roles)
    return function (place) { return mask[column.roles[place]] }
  }

  function valueFilter (column, values) {
    if (!values) return null
    var mask = maskOf(column.values, values)
    return function (place) { return mask[column.codes[place]] }
  }

  /** The counters of each facet: values of a modality in the chosen roles, roles of the chosen modalities. */
  function countersOf (facts, choices) {
    var counters = {}
    Object.keys(facts.columns).forEach(function (code) {
      var column = facts.columns[code]
      counters[code] = [counter(column, column.values.length, column.codes, roleFilter(column, choices.values.role))]
    })
    var modality = facts.columns.modality
    if (modality && modality.roles) {
      counters.modality.push(
        counter(modality, finder.roles.length, modality.roles, valueFilter(modality, choices.values.modality))
      )
    }
    return counters
  }

  function named (values, counts) {
    var found = new Map()
    values.forEach(function (value, number) { found.set(value, counts[number]) })
    return found
  }

  function namedCounts (facts, counters) {
    var found = {}
    Object.keys(counters).forEach(function (code) {
      found[code] = named(facts.columns[code].values, counters[code][0].counts)
    })
    if (found.modality && counters.modality[1]) found.role = named(finder.roles, counters.modality[1].counts)
    return found
  }

  /**
   * One pass over the rows. A row that fails one test alone counts for that facet's values only: so many would match
   * if one of them were chosen instead. `scores` are those of the text's hits, or null; `over`: with no status chosen,
   * whether what is over is looked for instead of what is current.
   * Hands back the matching `rows`, `counts` by facet and value, and by facet how many it `alone` keeps out.
   */
  function narrow (facts, choices, scores, over) {
    var tests = testsOf(facts, choices, scores, over)
    var codes = Object.keys(tests)
    var checks = codes.map(function (code) { return tests[code] })
    var counters = countersOf(facts, choices)
    var all = Object.keys(counters).reduce(function (list, code) { return list.concat(counters[code]) }, [])
    var alone = new Uint32Array(codes.length)
    var rows = []
    for (var row = 0; row < facts.count; row++) {
      var failed = firstFailure(checks, row)
      if (failed < 0) rows.push(row)
      else if (failed < codes.length) alone[failed]++
      var counting = failed < 0 ? all : counters[codes[failed]] || []
      for (var number = 0; number < counting.length; number++) counting[number].add(row)
    }
    return { rows: rows, counts: namedCounts(facts, counters), alone: named(codes, alone) }
  }

  /** The number of the only test that the row fails; -1 if it passes all, beyond the last if it fails several. */
  function firstFailure (checks, row) {
    var failed = -1
    for (var number = 0; number < checks.length; number++) {
      if (checks[number](row)) continue
      if (failed >= 0) return checks.length
      failed = number
    }
    return failed
  }

  /** Where a row stands: as the build has it, but what closed since then, the latest first, after all that did not. */
  function placeOf (facts, row) {
    var first = facts.counts[0]
    return row < first && statusOf(facts, row) === CLOSED ? first - (row + 1) / (first + 1) : row
  }

  /** By what a sort puts rows in order, the lowest first; NaN where a row does not have it. */
  function keyOf (facts, sort, scores) {
    return {
      closing: function (row) { return placeOf(facts, row) },
      newest: function (row) { return -facts.posted[row] },
      pay: function (row) { return -facts.spans.pay.high[row] },
      match: function (row) { return scores && scores.has(row) ? -scores.get(row) : NaN }
    }[sort]
  }

  /**
   * In which part of the list a row stands: 4 if it does not state what a range was given for; of those closing soonest
   * 1 if it names no date, 2 if it opens later, 3 if it is closed; else 1 if it lacks what it is sorted by; or 0.
   */
  function partOf (facts, choices, row, key) {
    var open = Object.keys(choices.ranges).some(function (code) {
      return !choices.ranges[code].only && isNaN(facts.spans[code].low[row])
    })
    if (open) return RANGE_OPEN
    if (finder.choices.sortOf(choices) !== 'closing') return isNaN(key) ? 1 : 0
    var status = statusOf(facts, row)
    return status === UPCOMING || status === CLOSED ? status : isNaN(facts.closed[row]) ? 1 : 0
  }

  /** The rows in order, none of them dropped, and where each part of the list `begins`: -1 for one that is not there. */
  function sorted (facts, rows, choices, scores) {
    var key = keyOf(facts, finder.choices.sortOf(choices), scores)
    var keyed = rows.map(function (row) {
      var own = key(row)
      return { row: row, key: own, place: placeOf(facts, row), part: partOf(facts, choices, row, own) }
    })
    keyed.sort(function (a, b) {
      // What has no key comes last among its own: beside a NaN nothing is more or less.
      return a.part - b.part || isNaN(a.key) - isNaN(b.key) || a.key - b.key || a.place - b.place
    })
    return {
      rows: keyed.map(function (one) { return one.row }),
      begins: [0, 1, 2, 3, RANGE_OPEN].map(function (part) {
        return keyed.findIndex(function (one) { return one.part === part })
      })
    }
  }

  finder.narrow = narrow
  finder.sorted = sorted
  window.portal.receive('narrow', finder)
})()
