/* Facts: the build's compact tables as arrays to count by. Nothing here knows the page. */
(function () {
  'use strict'

  var finder = window.portal.finder
  var MOMENTS = { opens: 'open', closes: 'closed', withdrawn: 'withdrawn', posted: 'posted' }
  var MINUTE = 60000
  var DAY = 24 * 60 * MINUTE
  var SOON = 7

  /** The number that a character of a table stands for, or -1 for a blank. */
  function numberAt (text, place) {
    var code = text.charCodeAt(place)
    if (code === 32) return -1
    if (code >= 0x100) return code - 0x100 + 91
    return code - 35 - (code > 92 ? 1 : 0)
  }

  /** Collects the values of rows, one row after the other: row `r` has those from `starts[r]` to `starts[r + 1]`. */
  function newColumn (count) {
    var places = new Map()
    var codes = []
    var roles = []
    var row = 0
    var column = { values: [], starts: new Uint32Array(count + 1), roles: null }
    return {
      code: function (value) {
        if (!places.has(value)) places.set(value, column.values.push(value) - 1)
        return places.get(value)
      },
      add: function (code, role) {
        codes.push(code)
        if (role !== undefined) roles.push(role)
      },
      endRow: function () { column.starts[++row] = codes.length },
      done: function () {
        column.codes = Uint16Array.from(codes)
        if (roles.length) column.roles = Uint8Array.from(roles)
        return column
      }
    }
  }

  /** The values of one table's rows into `column`. Several values of a row end with a blank; those with a role are pairs. */
  function readValues (given, count, withRoles, column) {
    var own = given.values.map(column.code)
    var place = 0
    for (var row = 0; row < count; row++) {
      do {
        var number = numberAt(given.rows, place++)
        if (number >= 0) column.add(own[number], withRoles ? +given.rows[place++] : undefined)
      } while (given.many && number >= 0)
      column.endRow()
    }
  }

  /** What `read(value)` makes of each row's one value; NaN where it has none. `tables` are columns, one after the other. */
  function numbers (facts, tables, read) {
    var found = new Float64Array(facts.count).fill(NaN)
    var first = 0
    tables.forEach(function (given, part) {
      for (var row = 0; row < facts.counts[part]; row++) {
        var number = numberAt(given.rows, row)
        if (number >= 0) found[first + row] = read(given.values[number])
      }
      first += facts.counts[part]
    })
    return found
  }

  /** Which steps of a range each row's span touches; those without a span have `not-stated`. */
  function stepColumn (span, keys) {
    var column = newColumn(span.low.length)
    var steps = keys.map(function (key) { return { code: column.code(key), ends: finder.ends(key) } })
    for (var row = 0; row < span.low.length; row++) {
      steps.forEach(function (step) {
        var stated = !isNaN(span.low[row])
        if (stated && step.ends ? span.low[row] <= step.ends.to && span.high[row] >= step.ends.from : !stated && !step.ends) {
          column.add(step.code)
        }
      })
      column.endRow()
    }
    return column.done()
  }

  /** The moment, in London, at which the day begins that is `days` after today. */
  function londonMidnight (now, days) {
    function london (moment) {
      var parts = {}
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/London', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', hourCycle: 'h23'
      }).formatToParts(moment).forEach(function (part) { parts[part.type] = +part.value })
      return parts
    }
    var today = london(now)
    var midnight = Date.UTC(today.year, today.month - 1, today.day) + days * DAY
    return midnight - london(new Date(midnight)).hour * 60 * MINUTE
  }

  /** Where each row stands now: open ones that close within a week have two values, withdrawn ones count as closed. */
  function statusColumn (facts, now, statusAt) {
    var column = newColumn(facts.count)
    var soon = londonMidnight(now, SOON + 1) / MINUTE
    var codes = finder.statuses.map(column.code)
    var row
    function moment (code) { return facts[code][row] * MINUTE }
    for (row = 0; row < facts.count; row++) {
      var status = row < facts.counts[0] ? statusAt(facts.open[row] > 0 ? 'upcoming' : 'open', moment, now) : 'closed'
      column.add(codes[status === 'withdrawn' ? 3 : finder.statuses.indexOf(status)])
      if (status === 'open' && facts.closed[row] <= soon) column.add(codes[1])
      column.endRow()
    }
    return column.done()
  }

  /**
   * What every search needs of the current rows and, if their table is there too, of those that are over: the moments,
   * and where each row stands at `now`. `statusAt` is the portal's.
   */
  function newFacts (tables, now, statusAt) {
    var counts = tables.map(function (table) { return table.count })
    var facts = { counts: counts, count: counts[0] + (counts[1] || 0), columns: {}, spans: {} }
    Object.keys(MOMENTS).forEach(function (name) {
      var own = tables.map(function (table) { return table.columns[name] })
      facts[MOMENTS[name]] = numbers(facts, own, function (value) { return value })
    })
    facts.columns.status = statusColumn(facts, now, statusAt)
    return facts
  }

  /** Add a facet's column: its table for the current rows, and for those that are over. `steps` are keys of a range. */
  function addColumn (facts, name, tables, steps) {
    if (steps) {
      var span = facts.spans[name] = {
        low: numbers(facts, tables, function (value) { return value[0] }),
        high: numbers(facts, tables, function (value) { return value[1] === null ? Infinity : value[1] })
      }
      facts.columns[name] = stepColumn(span, steps)
      return
    }
    var column = newColumn(facts.count)
    tables.forEach(function (given, part) { readValues(given, facts.counts[part], name === 'modality', column) })
    facts.columns[name] = column.done()
  }

  finder.newFacts = newFacts
  finder.addColumn = addColumn
})()
