/* Facts: the build's compact tables as arrays to count by. Nothing here knows the page. */
(function () {
  'use strict'

  var ROLES = ['essential', 'desirable', 'delivered', 'mentioned']
  var VALUES = ['region', 'town', 'work-mode', 'employer', 'sector', 'band', 'contract', 'pattern', 'modality', 'body',
    'population', 'supervision', 'trainees', 'sponsorship']
  var STATUSES = ['open', 'closing-soon', 'upcoming', 'closed']
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
  function readValues (table, name, column) {
    var given = table.columns[name]
    var own = given ? given.values.map(column.code) : []
    var place = 0
    for (var row = 0; row < table.count; row++) {
      while (given) {
        var number = numberAt(given.rows, place++)
        if (number >= 0) column.add(own[number], name === 'modality' ? +given.rows[place++] : undefined)
        if (number < 0 || !given.many) break
      }
      column.endRow()
    }
  }

  function valueColumn (tables, name, count) {
    var column = newColumn(count)
    tables.forEach(function (table) { readValues(table, name, column) })
    return column.done()
  }

  /** What `read(value)` makes of each row's one value; NaN where it has none. */
  function numbers (tables, name, count, read) {
    var found = new Float64Array(count).fill(NaN)
    tables.forEach(function (table) {
      var given = table.columns[name]
      for (var row = 0; given && row < table.count; row++) {
        var number = numberAt(given.rows, row)
        if (number >= 0) found[table.first + row] = read(given.values[number])
      }
    })
    return found
  }

  function spans (tables, name, count) {
    return {
      low: numbers(tables, name, count, function (value) { return value[0] }),
      high: numbers(tables, name, count, function (value) { return value[1] === null ? Infinity : value[1] })
    }
  }

  /** The two ends of "30000-34999" or "60000-up"; null for another key. */
  function ends (key) {
    var found = /^(\d+)-(\d+|up)$/.exec(key)
    return found && { from: +found[1], to: found[2] === 'up' ? Infinity : +found[2] }
  }

  /** Which of the bands each row's span touches; those without a span have `not-stated`. */
  function bandColumn (span, keys) {
    var column = newColumn(span.low.length)
    var bands = keys.map(function (key) { return { code: column.code(key), ends: ends(key) } })
    for (var row = 0; row < span.low.length; row++) {
      bands.forEach(function (band) {
        var stated = !isNaN(span.low[row])
        if (stated && band.ends ? span.low[row] <= band.ends.to && span.high[row] >= band.ends.from : !stated && !band.ends) {
          column.add(band.code)
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
    var codes = STATUSES.map(column.code)
    var row
    function moment (code) { return facts[code][row] * MINUTE }
    for (row = 0; row < facts.count; row++) {
      var status = row < facts.current ? statusAt(facts.open[row] > 0 ? 'upcoming' : 'open', moment, now) : 'closed'
      column.add(codes[status === 'withdrawn' ? 3 : STATUSES.indexOf(status)])
      if (status === 'open' && facts.closed[row] <= soon) column.add(codes[1])
      column.endRow()
    }
    return column.done()
  }

  /**
   * The tables, current rows and perhaps those that are over, as one.
   * `bands` are the keys of the bands of pay and age; `statusAt` is the portal's.
   */
  function decode (tables, bands, now, statusAt) {
    var count = tables.reduce(function (sum, table) { return sum + table.count }, 0)
    function plain (value) { return value }
    var facts = {
      count: count,
      current: tables[0].count,
      open: numbers(tables, 'opens', count, plain),
      closed: numbers(tables, 'closes', count, plain),
      withdrawn: numbers(tables, 'withdrawn', count, plain),
      posted: numbers(tables, 'posted', count, plain),
      spans: { pay: spans(tables, 'pay', count), age: spans(tables, 'age', count) },
      columns: {}
    }
    VALUES.forEach(function (name) { facts.columns[name] = valueColumn(tables, name, count) })
    Object.keys(facts.spans).forEach(function (name) { facts.columns[name] = bandColumn(facts.spans[name], bands[name] || []) })
    facts.columns.status = statusColumn(facts, now, statusAt)
    return facts
  }

  window.portal.finder = { decode: decode, ends: ends, roles: ROLES }
})()
