/* Reading: what the rules ask of a record that may be badly shaped, and where it stands. Nothing here knows the page. */
(function () {
  'use strict'

  var form = window.portal.form
  var owns = form.owns
  var isMapping = form.isObject
  var FIRST_YEAR = 2000
  var LAST_YEAR = 2100
  var DAY = 24 * 60 * 60 * 1000

  // --- values: of the type asked for, or nothing -----------------------------------------------------

  /** The value at `path`, whatever it is; null where there is none. */
  function value (record, path) {
    var here = record.data
    for (var number = 0; number < path.length; number++) {
      var step = path[number]
      var fits = typeof step === 'number' ? Array.isArray(here) : isMapping(here)
      if (!fits || !owns(here, step)) return null
      here = here[step]
    }
    return here === undefined ? null : here
  }

  function text (record, path) {
    var found = value(record, path)
    return typeof found === 'string' ? found : null
  }

  function number (record, path) {
    var found = value(record, path)
    return typeof found === 'number' ? found : null
  }

  /** The mapping at `path`; empty where there is none. */
  function fields (record, path) {
    var found = value(record, path)
    return isMapping(found) ? found : {}
  }

  /** The list at `path`; empty where there is none. */
  function items (record, path) {
    var found = value(record, path)
    return Array.isArray(found) ? found : []
  }

  /** The keys of the mapping at `path`, in the order of the file: an object would put `1` before `A`. */
  function keys (record, path) {
    var marks = placeAt(record, path).here.keys || {}
    return Object.keys(fields(record, path)).sort(function (one, other) {
      return marks[one] && marks[other] ? marks[one][0] - marks[other][0] || marks[one][1] - marks[other][1] : 0
    })
  }

  /** Every text of the record, as `{ path, words }`; with `names` only those of these fields. */
  function texts (record, names) {
    var found = []
    function look (part, path) {
      if (typeof part === 'string') found.push({ path: path, words: part })
      else if (part !== null && typeof part === 'object') {
        Object.keys(part).forEach(function (key) { look(part[key], path.concat(Array.isArray(part) ? +key : key)) })
      }
    }
    (names || Object.keys(record.data)).forEach(function (name) {
      if (owns(record.data, name)) look(record.data[name], [name])
    })
    return found
  }

  /** Whether the vacancy has the field `name`, be it without a value or under a misspelt name. */
  function has (record, name, context) {
    if (owns(record.data, name)) return true
    var known = fieldsOf(context)
    return Object.keys(record.data).some(function (key) {
      return known.indexOf(key) < 0 && form.meant(key, known) === name
    })
  }

  function fieldsOf (context) {
    return ['slug', 'path'].concat(Object.keys(context.schema.properties))
  }

  /** Whether the vacancy says that its closing date is stated, and has none. */
  function wantsDate (record, context) {
    return ['stated', 'in_title'].indexOf(text(record, ['closing_basis'])) >= 0 && !has(record, 'closing_date', context)
  }

  /** Whether a rule on dates tells how to mend that there is no closing date. */
  function endIsTold (record, context) {
    return !has(record, 'closing_date', context) && (wantsDate(record, context) || !has(record, 'review_by', context))
  }

  // --- dates: texts such as 2026-03-31, which stand in the order of their days -----------------------

  /** The date at `path`; null where there is none, it is not a date, or it is of no year to reckon with. */
  function day (record, path) {
    var found = anyDay(record, path)
    return found && isYear(+found.slice(0, 4)) ? found : null
  }

  /** The date at `path`, whatever its year. The forms are those of ISO 8601 that Python reads too. */
  function anyDay (record, path) {
    var words = text(record, path) || ''
    var parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words) || /^(\d{4})(\d\d)(\d\d)$/.exec(words)
    if (parts) return ofMonth(+parts[1], +parts[2], +parts[3])
    parts = /^(\d{4})-W(\d\d)(?:-(\d))?$/.exec(words) || /^(\d{4})W(\d\d)(\d)?$/.exec(words)
    return parts ? ofWeek(+parts[1], +parts[2], parts[3] === undefined ? 1 : +parts[3]) : null
  }

  function ofMonth (year, month, date) {
    var found = midnight(year, month, date)
    var right = year > 0 && found.getUTCMonth() === month - 1 && found.getUTCDate() === date
    return right ? iso(found) : null
  }

  function ofWeek (year, week, weekday) {
    var fourth = midnight(year, 1, 4)
    var monday = fourth.getTime() - (fourth.getUTCDay() + 6) % 7 * DAY
    var thursday = new Date(monday + (week * 7 - 4) * DAY)
    var right = year > 0 && week > 0 && weekday > 0 && weekday < 8 && thursday.getUTCFullYear() === year
    return right ? iso(new Date(monday + (week * 7 - 8 + weekday) * DAY)) : null
  }

  function midnight (year, month, date) {
    var found = new Date(0)
    found.setUTCFullYear(year, month - 1, date)
    return found
  }

  function iso (moment) {
    return moment.toISOString().slice(0, 10)
  }

  function isYear (year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR
  }

  // --- figures, as a message writes them -------------------------------------------------------------

  /** The number at `path` with a comma between thousands. What was typed with a point keeps one: 40.0 stays 40.0. */
  function figure (record, path) {
    var parts = String(number(record, path)).split('.')
    if (parts.length < 2 && typed(record, path).indexOf('.') >= 0) parts.push('0')
    return grouped(parts.join('.'))
  }

  /** The value at `path` as it stands on its line. */
  function typed (record, path) {
    var at = span(record, path)
    return Array.from(record.lines[at.line - 1] || '').slice(at.column - 1, at.endColumn - 1).join('')
  }

  /** `digits` with a comma between thousands. */
  function grouped (digits) {
    var whole = /^-?\d+/.exec(digits)[0]
    return whole.replace(/\B(?=(\d{3})+$)/g, ',') + digits.slice(whole.length)
  }

  // --- places ----------------------------------------------------------------------------------------

  /** The deepest place on `path` that exists, its parent, and the step that led to it. */
  function placeAt (record, path) {
    var found = { here: record.place, parent: null, step: null }
    path.every(function (step) {
      var parts = found.here.parts || {}
      if (!owns(parts, step)) return false
      found = { here: parts[step], parent: found.here, step: step }
      return true
    })
    return found
  }

  /** The span of a mark, which counts from 0. */
  function spanAt (record, mark) {
    return { path: record.path, line: mark[0] + 1, column: mark[1] + 1, endLine: mark[2] + 1, endColumn: mark[3] + 1 }
  }

  /**
   * The span of the value at `path`, of its key with `{ key: true }`, or of the first words in it with
   * `{ within: words }`; of the nearest part that exists.
   */
  function span (record, path, asked) {
    if (asked && asked.within !== undefined) return spanWithin(record, path, asked.within)
    var at = placeAt(record, path)
    var marks = at.parent && at.parent.keys || {}
    if (asked && asked.key && owns(marks, at.step)) return spanAt(record, marks[at.step])
    if (!at.parent && !path.length) return spanAt(record, firstField(record) || [0, 0, 0, 0])
    return spanAt(record, at.here.mark)
  }

  /** Of the whole record its first field is shown, and not a comment above it. */
  function firstField (record) {
    var marks = record.place.keys || {}
    return Object.keys(marks).map(function (key) { return marks[key] }).sort(function (one, other) {
      return one[0] - other[0] || one[1] - other[1]
    })[0]
  }

  function spanWithin (record, path, words) {
    var whole = span(record, path)
    var last = bodyLine(record) === whole.line ? record.lines.length : Math.max(whole.line, whole.endLine)
    for (var number = whole.line; number <= last; number++) {
      var line = record.lines[number - 1]
      if (line === undefined) break
      var from = number === whole.line ? Array.from(line).slice(0, whole.column - 1).join('').length : 0
      var start = line.indexOf(words, from)
      if (start >= 0) {
        var column = characters(line.slice(0, start)) + 1
        var end = column + characters(words)
        return { path: record.path, line: number, column: column, endLine: number, endColumn: end }
      }
    }
    return whole
  }

  /** The span of the first of several `choices` of words that stands in the value at `path`; of all of it if none does. */
  function firstWithin (record, path, choices) {
    var whole = span(record, path)
    return choices.map(function (words) { return spanWithin(record, path, words) }).filter(function (at) {
      return JSON.stringify(at) !== JSON.stringify(whole)
    })[0] || whole
  }

  /** The span of `words` in the text at `path`, or of as many of the first as stand together on one line. */
  function spanOfWords (record, path, words) {
    var parts = words.split(/\s+/).filter(Boolean)
    return firstWithin(record, path, parts.map(function (_, number) { return parts.slice(0, parts.length - number).join(' ') }))
  }

  /** The line on which the text of an `.md` file begins, counted from 1; 0 if it has none. The text has no key. */
  function bodyLine (record) {
    var place = record.place.parts && record.place.parts.description
    return place && !owns(record.place.keys || {}, 'description') ? place.mark[0] + 1 : 0
  }

  /** How many characters `words` has: an emoji is one. */
  function characters (words) {
    return Array.from(words).length
  }

  // --- what every rule hands back --------------------------------------------------------------------

  /** A diagnostic: one mistake, as `portal/cellar/diagnostics.py` has it. */
  function found (rule, message, at, label, help, severity) {
    return {
      rule: rule,
      severity: severity || 'error',
      message: message,
      label: label || '',
      help: help || '',
      path: at.path,
      line: at.line,
      column: at.column,
      endLine: at.endLine,
      endColumn: at.endColumn
    }
  }

  /** The places of the list at `path`: 0, 1, 2 … */
  function places (record, path) {
    return items(record, path).map(function (_, place) { return place })
  }

  /** The path of every criterion. */
  function criteria (record) {
    return places(record, ['person_specification', 'groups']).reduce(function (all, group) {
      var path = ['person_specification', 'groups', group, 'criteria']
      return all.concat(places(record, path).map(function (place) { return path.concat(place) }))
    }, [])
  }

  // --- patterns --------------------------------------------------------------------------------------

  var WORD = '\\p{L}\\p{N}_'
  var KEPT = '^$\\.*+?()[]{}|/dsSDnt'
  var patterns = new Map()

  /** The pattern that Python writes as `source`: there letters of any alphabet are letters. It is made once. */
  function pattern (source, flags) {
    var mark = flags + source
    if (!patterns.has(mark)) patterns.set(mark, new RegExp(translated(source), flags + 'u'))
    patterns.get(mark).lastIndex = 0
    return patterns.get(mark)
  }

  function translated (source) {
    var within = false
    return source.replace(/\\([^])|[[\]]/g, function (all, sign) {
      if (sign === undefined) within = all === '['
      else if (sign === 'w') return within ? WORD : '[' + WORD + ']'
      else if (sign === 'W' && !within) return '[^' + WORD + ']'
      else if (sign === 'Z') return '$'
      else if (sign === 'b') return '(?:(?<![' + WORD + '])(?=[' + WORD + '])|(?<=[' + WORD + '])(?![' + WORD + ']))'
      else if (KEPT.indexOf(sign) < 0 && !(within && sign === '-')) return sign
      return all
    })
  }

  /** `words` for comparing: neither capitals nor the length of spaces count. */
  function folded (words) {
    return form.lower(words).split(/\s+/).filter(Boolean).join(' ')
  }

  form.span = span
  form.found = found
  form.reading = {
    YEARS: [FIRST_YEAR, LAST_YEAR],
    owns: owns,
    isMapping: isMapping,
    value: value,
    text: text,
    number: number,
    fields: fields,
    items: items,
    places: places,
    criteria: criteria,
    firstWithin: firstWithin,
    spanOfWords: spanOfWords,
    pattern: pattern,
    keys: keys,
    texts: texts,
    has: has,
    wantsDate: wantsDate,
    endIsTold: endIsTold,
    day: day,
    anyDay: anyDay,
    isYear: isYear,
    figure: figure,
    typed: typed,
    grouped: grouped,
    folded: folded
  }
})()
