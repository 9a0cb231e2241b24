/* Problems: what the scanner says of a text that it cannot read, in words for people, as the build says it. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}

  var PROBLEMS = [
    ['did not find expected key', 'this line does not line up with those above it',
      'give it as many spaces as the lines it belongs with'],
    ["could not find expected ':'", 'no field name and colon',
      'if it goes on with the text above, put it at the end of that line; if it is no part of the record, delete it; ' +
        'else write `name: …`'],
    ["did not find expected '-' indicator", 'this line is not an item of the list above it',
      'begin it with `- ` under the other items, or take it out of the list'],
    ["did not find expected ',' or ']'", 'a list that is opened with `[` and not closed',
      'close it with `]`; if the bracket belongs to the text, put the whole value in quotes'],
    ["did not find expected ',' or '}'", 'something that is opened with `{` and not closed',
      'if the brace belongs to the text, put the whole value in quotes'],
    ['invalid Unicode character escape code', 'an escape that stands for no character',
      'write the character itself instead'],
    ['found unknown escape character', 'a backslash in "…" followed by a character that it cannot escape',
      "use '…' instead of \"…\", where a backslash is a backslash"],
    ['did not find expected <document start>', 'this line does not go on with what stands above it',
      'begin each field at the margin, with its name and a colon: `name: …`; delete what is no part of the record']
  ]
  var NO_PART = 'this line is no part of the record'
  // Where the parser noticed these is of no use: what began there is what an editor must look at.
  var MEND_AT_THE_START = ['end of stream', "could not find expected ':'", "did not find expected ','"]
  var MERGED = [
    'two versions of the file were merged and not settled',
    'keep one version, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`'
  ]
  // A text that begins with a sign which has a meaning of its own.
  var CANNOT_BEGIN = [
    'cannot start any token', 'did not find expected alphabetic or numeric character',
    'block sequence entries are not allowed', 'mapping keys are not allowed', 'expected comment or line break',
    'expected chomping or indentation'
  ]
  // A line that cannot be read where it stands: a slip on it or shortly before it is likelier than anything else.
  var OUT_OF_PLACE = [
    'mapping values are not allowed', 'did not find expected key', "could not find expected ':'",
    "did not find expected '-' indicator"
  ].concat(CANNOT_BEGIN)

  function isAny (problem, known) { return known.some(function (words) { return problem.indexOf(words) >= 0 }) }

  /** The diagnostic for two versions of a file that git merged and nobody settled; null if there are none. */
  function unsettledMerge (source) {
    // `=======`, which parts them, may underline a heading.
    var line = source.lines.findIndex(function (line) { return /^ *(?:<{7}|>{7}) /.test(line) })
    return line < 0 ? null : cannotRead(source, line, /^ */.exec(source.lines[line])[0].length, MERGED[0], MERGED[1])
  }

  /** The diagnostic for the scanner's `problem` in a text whose first line is `firstLine`, counted from 0. */
  function syntaxProblem (problem, source, firstLine) {
    var words = problem.problem
    var mark = problem.start && isAny(words, MEND_AT_THE_START) ? problem.start : problem.mark
    var gaveUp = firstLine + problem.mark.line
    var line = mark.line + firstLine
    var column = mark.column
    while (line > firstLine && !source.line(line + 1).trim()) {
      line--
      column = 0
    }
    if (/^(<<<<<<<|=======|>>>>>>>)/.test(source.line(line + 1))) {
      return cannotRead(source, line, column, MERGED[0], MERGED[1])
    }
    if (words.indexOf('end of stream') >= 0) return quoteNotClosed(source, line, column)
    var likely = aroundTheFields(words, source, firstLine, line, gaveUp)
    if (likely) return likely
    likely = isAny(words, OUT_OF_PLACE) && outOfPlace(words, source, firstLine, line, column, gaveUp)
    if (likely) return likely
    var row = PROBLEMS.find(function (known) { return words.indexOf(known[0]) >= 0 }) ||
      ['', form.shown(words, 120), 'compare the line with `content/vacancies/_template.yaml`']
    return cannotRead(source, line, column, row[1], row[2])
  }

  function outOfPlace (words, source, firstLine, line, column, gaveUp) {
    // Where something began and what ended it can be far apart: the slip is next to the one or the other.
    var lines = [line, Math.min(gaveUp, source.lines.length - 1)].sort(function (one, other) { return one - other })
    return slipUpTo(source, firstLine, lines[0]) || slipUpTo(source, firstLine, lines[1]) ||
      wantingQuotes(words, source, line, column)
  }

  /**
   * What all the lines around `line` tell of a mistake that was noticed on `lastLine`; null if they tell nothing: an
   * open quotation mark, lines with numbers, a first field that is indented, words before or after the fields.
   */
  function aroundTheFields (words, source, firstLine, line, lastLine) {
    var opened = form.tables && form.tables.fields ? form.openedQuote(source.lines, firstLine, lastLine) : -1
    if (opened >= 0) {
      var text = source.line(opened + 1)
      return quoteNotClosed(source, opened, width(text.slice(0, text.indexOf(valueOn(text).value))))
    }
    if (isNumbered(source, lastLine)) {
      var help = 'delete the number at the beginning of every line, or copy the text anew without them'
      return cannotRead(source, lastLine, 0, 'the number of the line was copied with it', help)
    }
    if (words.indexOf("could not find expected ':'") >= 0 && standsBelow(source, line, lastLine)) {
      help = source.line(line + 2).trim() ? 'delete it, and what stands below it' : 'delete it'
      return cannotRead(source, line, 0, 'it stands below the last field', help, NO_PART)
    }
    return aboveTheFields(words, source, firstLine, lastLine)
  }

  /** A first field that is indented, or words before it; null if neither is there above the field on `lastLine`. */
  function aboveTheFields (words, source, firstLine, lastLine) {
    var said = []
    for (var number = firstLine; number < Math.min(lastLine, source.lines.length); number++) {
      if (!/^ *(?:#.*|---.*)?$/.test(source.line(number + 1))) said.push(number)
    }
    if (!said.length || !/^[\p{L}\p{N}_-]+ *:(?: |$)/u.test(source.line(lastLine + 1))) return null
    if (words.indexOf('<document start>') >= 0) return indentedFirst(source, said)
    var begins = said.some(function (number) { return form.beginsAnything(source.line(number + 1)) })
    if (words.indexOf('mapping values') < 0 || begins || slipUpTo(source, firstLine, lastLine)) return null
    var help = 'delete it' + (said.length > 1 ? ', and the lines between it and the first field' : '')
    return cannotRead(source, said[0], 0, 'it stands before the first field', help, NO_PART)
  }

  /** Whether `line` is at the margin below an empty one, and nothing that could be a field follows up to the last. */
  function standsBelow (source, line, lastLine) {
    if (!line || source.line(line).trim() || source.line(line + 1)[0] === ' ') return false
    for (var number = line; number <= lastLine; number++) {
      if (form.beginsAnything(source.line(number + 1))) return false
    }
    return true
  }

  /** Whether `line` and the one above it begin with their own numbers, as an editor or a web page shows them. */
  function isNumbered (source, line) {
    return line > 0 && [line, line + 1].every(function (number) {
      return new RegExp('^ *' + number + '(?:[.:|)]|\\s|$)').test(source.line(number))
    })
  }

  /** A record whose first `lines` are indented, and whose other fields stand at the margin; null if they are not. */
  function indentedFirst (source, lines) {
    var text = source.line(lines[0] + 1)
    var indent = /^ */.exec(text)[0].length
    if (!indent) return null
    var first = form.shown(text.trim().split(/\s+/)[0].replace(/:+$/, ''))
    var help = 'delete ' + form.counted(indent) + ' before `' + first + '`' +
      (lines.length > 1 ? ', and the same before the lines below it that stand as far right' : '')
    var message = 'this line begins with ' + form.counted(indent) + ', and the fields below it with none'
    return cannotRead(source, lines[0], 0, 'too far right', help, message)
  }

  /** A slip can be told from other lines only where the names of fields are known. */
  function slipUpTo (source, firstLine, lastLine, since) {
    if (!form.tables || !form.tables.fields) return null
    return form.slipBefore(source.lines, source.path, firstLine, lastLine, since)
  }

  /**
   * The diagnostic for a text without quotes at `mark` that goes on with a line which begins with a dash; null if it
   * does not. An entry that stands too far right is to YAML no entry, but more of the text above it.
   * A slip where the text begins, such as a bullet for a dash, is told instead: the dashes below it are right.
   */
  function swallowedEntry (source, mark, firstLine) {
    var dashes = []
    for (var line = mark[0] + 1; line <= mark[2]; line++) {
      if (/^ *-(?: |$)/.test(source.line(line + 1))) dashes.push(line)
    }
    if (!dashes.length) return null
    var slip = slipUpTo(source, firstLine, mark[0], mark[0])
    if (slip) return slip
    var dash = source.line(dashes[0] + 1).indexOf('-')
    var before = Array.from(source.line(mark[0] + 1)).slice(0, mark[1]).join('')
    var above = /^( *(?:- +)*)- +$/.exec(before)
    var help = 'if this is an entry of a list, begin the first on a line of its own, with `- ` before it; ' +
      'if the dash belongs to the text, move it to the end of the line above'
    if (above) {
      var spaces = dash - above[1].length
      help = 'delete ' + spaces + ' space' + (spaces > 1 ? 's' : '') + ' before the dash, to put it below the one on line ' +
        (mark[0] + 1) + (dashes.length > 1 ? '; the lines below begin with a dash too, and belong there as well' : '')
    }
    var message = 'this dash begins no entry: it is read as part of the text above'
    var label = above ? 'it stands too far right' : 'no entry can begin here'
    return cannotRead(source, dashes[0], dash, label, help, message)
  }

  function cannotRead (source, line, column, label, help, message) {
    return {
      rule: 'yaml-syntax', severity: 'error', message: message || 'this line cannot be read', label: label, help: help,
      path: source.path, line: line + 1, column: column + 1, endLine: line + 1, endColumn: column + 2
    }
  }

  /** A text whose quotation mark is not closed, or is closed by a curly one, which does not count. */
  function quoteNotClosed (source, line, column) {
    var on = valueOn(source.line(line + 1))
    var value = on.value
    var text = Array.from(value).slice(1).join('').replace(/[“”‘’'"]+$/, '')
    var label = 'a quotation mark that is opened and not closed'
    var help = 'close it at the end of the text'
    var below = source.line(line + 2)
    // Else the text goes on there.
    if (!below.trim() || form.beginsAnything(below)) help = form.typed(on.name + form.inQuotes(text), help)
    if (/[”’]$/.test(value)) {
      label = '`' + Array.from(value)[0] + '` opens it, and `' + value.slice(-1) +
        '` does not close it: that is another character'
    } else if (value[0] === "'") {
      var double = form.typed(on.name + form.inQuotes(value), 'put the whole text between double quotation marks')
      help += ', or ' + double + ' to keep it'
    }
    return cannotRead(source, line, column, label, help)
  }

  /** A text that needs quotation marks around the whole of it, for it begins with a sign or holds a colon. */
  function wantingQuotes (problem, source, line, column) {
    var text = source.line(line + 1)
    var on = valueOn(text)
    var begins = on.value ? on.value.trim().split(/\s+/)[0] : on.name
    var help = form.typed(
      on.name + form.inQuotes(on.value),
      'put `"` before `' + form.shown(begins) + '` and another at the end of the text'
    )
    if (problem.indexOf('mapping values') >= 0) {
      if (!on.name) help = 'put quotes around the whole text, from where it begins on a line above to its end'
      return cannotRead(
        source, line, column, 'this colon belongs to the text', help, 'this text has a colon in it, so it needs quotes'
      )
    }
    if (on.value.indexOf('```') === 0) {
      return cannotRead(
        source, line, column, 'a fence, which Markdown puts around code',
        'delete this line, and the one that closes it at the end', NO_PART
      )
    }
    var field = form.strip(on.name, ' -:')
    if (form.strip(on.name, ' -') && /^(?:[>|][-+]|\|)\s+[^\s#]/.test(on.value)) {
      var above = '`' + form.shown(on.value.split(/\s+/)[0]) + '`'
      return cannotRead(
        source, line, column, 'the text goes below this sign',
        'put the text on the next line, two spaces further right than `' + field + '`, or delete ' + above,
        'text stands on the same line as its sign ' + above
      )
    }
    if (isAny(problem, CANNOT_BEGIN)) {
      var sign = on.value[0] === '`' ? 'a backtick' : '`' + form.shown(Array.from(on.value).slice(0, 1).join('')) + '`'
      var start = width(text.slice(0, text.indexOf(on.value)))
      return cannotRead(source, line, start, 'unless it is in quotes', help, 'text cannot begin with ' + sign)
    }
    return goesOn(source, line, column, on, help)
  }

  function goesOn (source, line, column, on, help) {
    var signs = Array.from(source.line(line + 1))
    var whole = signs.slice(0, column).join('')
    var before = whole.replace(/\s+$/, '')
    if (!/['"\]}]$/.test(before)) return null
    var message = 'text goes on after the closing ' + (/['"]$/.test(before) ? 'quotation mark' : 'bracket')
    if (before === whole && /[\p{L}\p{N}_]'$/u.test(before) && /^[\p{L}\p{N}_]/u.test(signs[column] || '')) {
      message = 'an apostrophe ends the text too early'
      help = form.typed(
        on.name + '"' + on.value.replace(/^'+|'+$/g, '') + '"', "put `\"` instead of `'` at both ends of the text"
      )
    }
    return cannotRead(source, line, column, 'the text goes on here', help, message)
  }

  /** What stands before the value of a line, without its indentation, and the value. */
  function valueOn (line) {
    var match = /^ *((?:- +)*(?:[\p{L}\p{N}_-]+ *: +)?)(.*?)\s*$/u.exec(line)
    return match ? { name: match[1], value: match[2] } : { name: '', value: line.trim() }
  }

  function width (text) { return Array.from(text).length }

  form.syntaxProblem = syntaxProblem
  form.swallowedEntry = swallowedEntry
  form.unsettledMerge = unsettledMerge
  form.valueOn = valueOn
})()
