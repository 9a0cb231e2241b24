/* Slips: what was probably mistyped on a line that cannot be read, or shortly before it. As portal/load/slips.py. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var NEAR = 3
  var FAR = 200
  var FIELD = /^( *)((?:- +)*)([\p{L}\p{N}_-]+) *:(?: +(.*))?$/u
  var ITEM = /^( *)((?:- +)*-)(?: +(.*))?$/
  var MARK = /^( *)((?:- +)*)([A-Za-z_]+)( ?[:：;=][ \u00a0\u2007\u202f]*| +|$)(.*)$/
  var DASH = new RegExp(
    '^( *)(-\\t+|-(?=[^\\s-])|[–—•·▪‣◦➢➤►▶✓✔✅☑■□●○❖⁃−§→»]\\ufe0f?\\s*|\\*\\s+|o\\s+|' +
    '\\(?(?:[0-9]{1,2}|[a-z]|[ivx]{2,4})[.)]\\s+)(\\S.*)$'
  )
  var BOLD = /^( *)((?:- +)*)\*\*([A-Za-z_]+)(?:\*\*:|:\*\*) *(.*)$/
  var SPACE = /^ *[\u00a0\u2000-\u200a\u202f\u3000]+\s*/
  var CLOSES = { '"': '"', "'": "'", '[': ']', '{': '}' }
  var COUNTS = ['no space', 'one space', 'two spaces', 'three spaces', 'four spaces']

  /** The field or the entry that a line holds, with the columns, counted from 0, of its parts; null for other lines. */
  function partsOf (line) {
    var match = FIELD.exec(line) || ITEM.exec(line)
    if (!match) return null
    var isField = match.length === 5
    var value = (isField ? match[4] : match[3]) || ''
    return {
      line: line,
      indent: match[1].length,
      dashes: match[2],
      dashesEnd: match[1].length + match[2].length,
      name: isField ? match[3] : '',
      value: value,
      valueAt: line.length - value.length
    }
  }

  function indentOf (line) {
    return /^ */.exec(line)[0].length
  }

  /** What is open at a line: the columns of the fields and of the dashes that a further line could join. */
  function Outline () {
    this.fields = []
    this.dashes = []
    this.before = []
    this.textWithin = -1 // in a text that is written below its field: the field's column
    this.until = '' // in a text or a list that goes over several lines: what closes it
  }

  /** Whether the line is blank, a comment, or part of a value that began above. */
  Outline.prototype.skips = function (line) {
    if (this.until) {
      if (line.indexOf(this.until) >= 0) this.until = ''
      return true
    }
    if (!line.trim() || /^\s*#/.test(line)) return true
    if (this.textWithin >= 0 && indentOf(line) > this.textWithin) return true
    this.textWithin = -1
    return false
  }

  Outline.prototype.last = function () {
    return this.before[this.before.length - 1]
  }

  /** Whether a field could stand at `column`. */
  Outline.prototype.joins = function (column) {
    var last = this.last()
    return this.fields.indexOf(column) >= 0 || !last || (!last.filled && column > last.column)
  }

  /** Whether a list item could begin at `column`. */
  Outline.prototype.takesDash = function (column) {
    var last = this.last()
    return this.dashes.indexOf(column) >= 0 || !last || (!last.filled && column >= last.column)
  }

  Outline.prototype.add = function (number, line) {
    var parts = partsOf(line)
    if (!parts) return
    var indent = parts.indent
    var dashed = parts.dashes !== ''
    var column = parts.name ? parts.dashesEnd : parts.value ? parts.valueAt : parts.dashesEnd + 1
    this.fields = this.fields.filter(function (known) { return known < indent || (known === indent && !dashed) })
    if (parts.name) this.fields.push(column)
    // A list may stand at the column of its own field.
    if (dashed && !parts.name && this.before.length && this.last().column === indent) this.fields.push(indent)
    this.dashes = this.dashes.filter(function (known) { return known < indent })
    for (var place = indent; place < parts.dashesEnd; place++) if (line[place] === '-') this.dashes.push(place)
    var filled = parts.value.trim() !== '' && parts.value[0] !== '#'
    this.before.push({ number: number, column: column, dashed: dashed, filled: filled, name: parts.name })
    if (this.before.length > FAR) this.before = this.before.slice(-FAR - 1)
    var closing = CLOSES[parts.value[0]]
    if (/^[>|][-+0-9]*\s*(#.*)?$/.test(parts.value)) this.textWithin = parts.name ? column : indent
    else if (closing && parts.value.slice(1).indexOf(closing) < 0) this.until = closing
  }

  /**
   * The likeliest slip on the lines from `first` up to `last`, all counted from 0, as a diagnostic; null if there is
   * none. It is on line `since` or later or, without that, near the last line.
   */
  function slipBefore (lines, path, first, last, since) {
    var outline = new Outline()
    var found = []
    var seen = [first]
    for (var number = since === undefined ? first : Math.max(first, since - FAR); number <= last; number++) {
      var line = lines[number] || ''
      if (outline.skips(line)) continue
      seen.push(number)
      var slip = spaces(line) || dash(line, outline, lines[number + 1] || '') || bold(line) ||
        mark(line, outline) || misplaced(line, outline)
      if (slip) found.push({ number: number, slip: slip })
      outline.add(number, line)
    }
    var earliest = since === undefined ? seen.slice(-NEAR)[0] : since
    var likeliest = found.filter(function (one) { return one.number >= earliest })[0]
    return likeliest ? diagnostic(likeliest.slip, path, likeliest.number) : null
  }

  /**
   * The line of the quotation mark, if there is one, that was to be closed on its own line or shortly after it, and is
   * closed by one on line `last`, which belongs to something else: a field or an entry begins between the two. Else -1.
   */
  function openedQuote (lines, first, last) {
    var outline = new Outline()
    var opened = first
    var swallowed = false
    for (var number = first; number <= last; number++) {
      var line = lines[number] || ''
      var until = outline.until
      if (until === "'" || until === '"') {
        var match = FIELD.exec(line)
        swallowed = swallowed || (match ? form.tables.fields.all.indexOf(match[3]) >= 0 : ITEM.test(line))
      }
      if (outline.skips(line)) {
        if (until && !outline.until && swallowed && number === last) return opened
        continue
      }
      outline.add(number, line)
      opened = number
      swallowed = false
    }
    return -1
  }

  function diagnostic (slip, path, number) {
    var line = (slip.line === undefined ? number : slip.line) + 1
    return {
      rule: 'yaml-syntax',
      severity: 'error',
      message: slip.message,
      label: slip.label,
      help: slip.help,
      path: path,
      line: line,
      column: slip.start + 1,
      endLine: line,
      endColumn: Math.max(slip.end, slip.start + 1) + 1
    }
  }

  /** A slip on a line: its columns, counted from 0, and the words for it; `line` if it is on another line. */
  function slipAt (start, end, message, label, help, line) {
    return { start: start, end: end, message: message, label: label, help: help, line: line }
  }

  function spaces (line) {
    var match = SPACE.exec(line)
    if (!match) return null
    var size = match[0].length
    var help = 'delete them and type ' + size + ' spaces'
    return slipAt(0, size, 'this line does not begin with plain spaces', 'spaces from a word processor', help)
  }

  function dash (line, outline, below) {
    var match = DASH.exec(line)
    if (!match || !(match[1] === '' || outline.before.length)) return null
    var indent = match[1].length
    if (!outline.takesDash(indent) || /^---/.test(line)) return null
    var help = form.typed('- ' + match[3], 'type `- `, a hyphen and a space, before the text')
    if (match[2][0] === '-') {
      var label = match[2].indexOf('\t') >= 0 ? 'a tab after the dash' : 'text directly after the dash'
      return slipAt(indent, indent + 1, 'there is no space after the dash', label, help)
    }
    var sign = match[2].trim()
    var again = DASH.exec(below)
    if (again && again[1].length === indent && again[2][0] !== '-') {
      help += ', and begin the lines below that are entries too with `- `'
    }
    var message = '`' + sign + '` is not the hyphen that begins an entry of a list'
    return slipAt(indent, indent + Array.from(sign).length, message, 'not a hyphen', help)
  }

  /** A known field name between the asterisks that Markdown puts around strong words. */
  function bold (line) {
    var match = BOLD.exec(line)
    if (!match || form.tables.fields.all.indexOf(match[3].toLowerCase()) < 0) return null
    var start = match[1].length + match[2].length
    var whole = (match[2] + match[3].toLowerCase() + ': ' + match[4]).trimEnd()
    var help = form.typed(whole, 'delete the asterisks around `' + match[3] + '`')
    return slipAt(start, start + 2, 'asterisks stand around a field name', 'not part of the name', help)
  }

  /** A known field name that is not followed by a colon and a space. */
  function mark (line, outline) {
    var match = MARK.exec(line)
    if (!match || form.tables.fields.all.indexOf(match[3].toLowerCase()) < 0 || FIELD.test(line)) return null
    var dashes = match[2]
    var name = match[3]
    var sign = match[4].trim()
    if (dashes && !sign && !match[5]) return null // an entry of one word, such as a fact under `not_stated`
    // The first word of a sentence, such as “Kind regards”.
    if (!match[1] && !sign && name !== name.toLowerCase()) return null
    var nameAt = match[1].length + dashes.length
    if (!outline.joins(nameAt) && !(dashes && outline.takesDash(match[1].length))) return null
    var start = nameAt + name.length
    var end = start + Math.max(match[4].length, 1)
    var whole = dashes + name + ': ' + match[5].trim()
    var other = 'put a colon and a space after `' + name + '`'
    var help = form.typed(whole.trimEnd(), other)
    if (!sign) return slipAt(nameAt, start, 'there is no colon after the field name', 'a field name', help)
    if (sign !== ':') {
      var message = '`' + sign + '` is not the colon that follows a field name'
      return slipAt(start, end, message, 'expected a colon', help)
    }
    if (!form.strip(match[4], ' :')) {
      return slipAt(start, end, 'there is no space after the colon', 'a space is missing here', help)
    }
    help = 'delete it and type a space: ' + form.typed(whole, other)
    var label = 'a space from a word processor, which looks like any other'
    return slipAt(start + 1, end, 'the space after the colon is not a plain space', label, help)
  }

  /** A field or an entry that stands out of line with its neighbours. */
  function misplaced (line, outline) {
    var parts = partsOf(line)
    if (!parts || !outline.before.length) return null
    var indent = parts.indent
    var dashed = parts.dashes !== ''
    if (dashed ? outline.takesDash(indent) : outline.joins(indent)) return null
    if (!dashed && outline.dashes.indexOf(indent) >= 0) return besideDashes(parts, outline)
    return leftBehind(indent, outline) || outOfLine(parts, dashed ? outline.dashes : outline.fields, outline)
  }

  /** The last line above for which `test` holds. */
  function lastLine (outline, test) {
    return outline.before.filter(test).pop()
  }

  /** A field that stands where the dashes of the entries above stand. */
  function besideDashes (parts, outline) {
    var name = parts.name
    var end = parts.indent + name.length
    var entry = lastLine(outline, function (line) { return line.dashed })
    if (entry && entry.name === name) {
      var help = form.typed('- ' + parts.line.trim(), 'put `- ` before `' + name + '`')
      var label = 'the entries above begin with a dash'
      return slipAt(parts.indent, end, 'a new entry begins here without its dash', label, help)
    }
    if (!entry || !entry.name) {
      help = 'put `- ` before it, if it is one of them; else let `' + name + '` begin where its own neighbours begin'
      return slipAt(parts.indent, end, '`' + name + '` stands among the entries of a list', 'has no dash', help)
    }
    var message = '`' + name + '` stands below the dash, not below the text after it'
    help = 'put ' + counted(entry.column - parts.indent) + ' before it'
    return slipAt(parts.indent, end, message, 'too far left', help)
  }

  /** The lines above that stand further left than they should, for this one is indented as if below them. */
  function linesLeft (indent, outline) {
    var left = []
    for (var number = outline.before.length - 1; number >= 0; number--) {
      var line = outline.before[number]
      if (line.column === indent) break
      if (!line.filled && left.length && line.column < indent) {
        return line.column < left[left.length - 1].column ? [] : left // they may stand below it as they should
      }
      if (line.dashed || form.tables.fields.top.indexOf(line.name) >= 0 || line.column > indent) return []
      left.push(line)
    }
    return left
  }

  function leftBehind (indent, outline) {
    var left = linesLeft(indent, outline)
    var first = left[left.length - 1]
    if (!first || first === outline.before[0]) return null
    var place = first.column === 0 ? 'at the margin' : 'after ' + counted(first.column)
    var help = 'put ' + counted(indent - first.column) + ' before `' + first.name + '`' +
      (left.length > 1 ? ', and the same before the lines below it' : '')
    var message = '`' + first.name + '` stands ' + place + ', and the lines around it are indented'
    var label = 'its neighbours begin with ' + counted(indent)
    return slipAt(first.column, first.column + first.name.length, message, label, help, first.number)
  }

  function outOfLine (parts, open, outline) {
    if (!open.length) return null
    var indent = parts.indent
    var fields = form.tables.fields
    var atMargin = fields.top.indexOf(parts.name) >= 0 && fields.nested.indexOf(parts.name) < 0
    function farness (place) {
      return Math.abs(place - indent) * 2 + (atMargin && place === 0 ? 0 : 1)
    }
    var wanted = open.slice().sort(function (one, two) { return farness(one) - farness(two) || two - one })[0]
    var less = indent - wanted
    var help = less > 0 ? 'delete ' + counted(less) : 'add ' + counted(-less)
    var message = 'this line begins with ' + counted(indent) + ', and its neighbours with ' + counted(wanted)
    var dashed = lastLine(outline, function (line) { return line.column === wanted && line.dashed && line.name })
    if (dashed) {
      message = 'this line begins with ' + counted(indent) + ', and `' + dashed.name +
        '`, which it belongs with, has ' + wanted + ' characters before it'
    }
    return slipAt(0, Math.max(indent, 1), message, 'out of line', help)
  }

  function counted (spaces) {
    return COUNTS[spaces] || spaces + ' spaces'
  }

  form.slipBefore = slipBefore
  form.openedQuote = openedQuote
  form.beginsAnything = function (line) { return partsOf(line) !== null }
  form.counted = counted
})()
