/* Amend: other values written into the text of a record, so that whoever reviews the change sees it and nothing else.
 *
 * What did not change keeps its very bytes: layout, comments, quotation marks, empty lines and order. Where that is not
 * clear, the smallest block around the change is written anew, and in the last resort the whole record.
 * Lines and columns count from 0, as in places. No page is needed for it. */
(function () {
  'use strict'

  var form = window.portal.form
  var isFilled = form.isFilled
  var owns = form.owns
  var lengthOf = form.lengthOf
  var pointerTo = form.pointerTo
  var BODY = 'description'
  var BIG = 8
  var FENCE = /^---[ \t]*$/
  var MARKER = /^(---|\.\.\.)(\s|$)/
  var MODELINE = /^# yaml-language-server:/
  var GAP = /^\s*(#|$)/
  var BESIDE = /^\s+#.*$/
  var PIECES = /[^ ]+(?: {2,}[^ ]+)*/g
  var NARROWEST = 60

  function isBlank (line) { return !line.trim() }

  function blanks (count) { return ' '.repeat(count) }

  function indentOf (line) { return line.search(/\S|$/) }

  /** The rest of a line from a column on, which counts characters. */
  function cut (line, column) {
    return /[\ud800-\udfff]/.test(line) ? Array.from(line).slice(column).join('') : line.slice(column)
  }

  function words (line) { return line.trim().replace(/^# ?/, '') }

  /** Whether two values are the same; the order of fields does not matter. */
  function same (one, other) {
    if (one === other) return true
    if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false
    if (Array.isArray(one) !== Array.isArray(other)) return false
    var names = Object.keys(one)
    return names.length === Object.keys(other).length && names.every(function (name) {
      return owns(other, name) && same(one[name], other[name])
    })
  }

  /** What is thrown where the text is laid out in a way that is not looked into. */
  function Unclear () {}

  // --- long texts -------------------------------------------------------------------------------------

  /** The words of a text, each with the gap before it, a space or breaks; null if it cannot go over several lines. */
  function wordsOf (text) {
    var found = []
    var gap = ''
    var fits = text.split(/(\n+)/).every(function (part, place) {
      if (place % 2) gap = part
      else {
        (part.match(PIECES) || []).forEach(function (word) {
          found.push({ gap: gap, word: word })
          gap = ' '
        })
      }
      return part && (place % 2 || (!/^ | $/.test(part) && form.write.isVisible(part)))
    })
    return fits ? found : null
  }

  /** How many words two texts share at the start, and at the end behind these. */
  function shared (one, other) {
    var most = Math.min(one.length, other.length)
    var first = 0
    var last = 0
    while (first < most && one[first].word === other[first].word && one[first].gap === other[first].gap) first++
    while (last < most - first) {
      var before = one[one.length - last]
      var after = other[other.length - last]
      if (last && before.gap !== after.gap) break
      if (one[one.length - last - 1].word !== other[other.length - last - 1].word) break
      last++
    }
    return { first: first, last: last }
  }

  /** Words over lines of at most `width` characters; the first line begins with `start`, the others with `indent`. */
  function fold (found, start, indent, width) {
    var lines = []
    var line = ''
    var lead = start
    function end () {
      lines.push(lead + line)
      lead = indent
      line = ''
    }
    found.forEach(function (piece, place) {
      if (place && piece.gap !== ' ') {
        end()
        lines = lines.concat(Array.from(piece.gap, function () { return '' }))
      } else if (line && lengthOf(lead + line) + 1 + lengthOf(piece.word) > width) end()
      line = line ? line + ' ' + piece.word : piece.word
    })
    if (line) end()
    return lines
  }

  // --- lists ------------------------------------------------------------------------------------------

  /** How alike two items are that are not the same: 0 is not at all. */
  function likeness (one, other) {
    if (typeof one === 'string' && typeof other === 'string') {
      var common = shared(wordsOf(one) || [], wordsOf(other) || [])
      return (common.first + common.last) / Math.max(one.split(' ').length, other.split(' ').length)
    }
    if (!isFilled(one) || !isFilled(other) || Array.isArray(one) !== Array.isArray(other)) return 0
    var names = Object.keys(one)
    return names.filter(function (name) { return same(one[name], other[name]) }).length / names.length
  }

  /** For each item of `after` the place in `before` of what it was, or -1: by id, as it is, or as the most alike. */
  function origins (before, after) {
    var taken = before.map(function () { return false })
    var found = after.map(function () { return -1 })
    function take (place, of) {
      taken[of] = true
      found[place] = of
    }
    function pair (fits) {
      after.forEach(function (item, place) {
        if (found[place] >= 0) return
        var of = before.findIndex(function (other, at) { return !taken[at] && fits(other, item, at, place) })
        if (of >= 0) take(place, of)
      })
    }
    pair(function (other, item) { return isFilled(item) && item.id !== undefined && isFilled(other) && other.id === item.id })
    pair(same)
    after.forEach(function (item, place) {
      var best = 0.3
      var of = -1
      if (found[place] < 0) {
        before.forEach(function (other, at) {
          var how = taken[at] ? 0 : likeness(other, item)
          if (how > best) {
            best = how
            of = at
          }
        })
      }
      if (of >= 0) take(place, of)
    })
    if (before.length === after.length) pair(function (other, item, at, place) { return at === place })
    return found
  }

  // --- the text ---------------------------------------------------------------------------------------

  /** Writes into one text. `isFine` keeps the layout of long texts and short lists too. */
  function Amender (text, reading, schema, isFine) {
    this.raw = text.match(/[^\r\n]*(\r\n|\r|\n)|[^\r\n]+$/g) || []
    this.end = (/[\r\n]+$/.exec(this.raw[0] || '') || ['\n'])[0]
    this.isBare = this.raw.length > 0 && !/[\r\n]$/.test(this.raw[this.raw.length - 1])
    if (this.isBare) this.raw[this.raw.length - 1] += this.end
    this.text = this.raw.map(function (line) { return line.replace(/[\r\n]+$/, '') })
    this.reading = reading
    this.schema = schema
    this.isFine = isFine
    this.notes = form.write.notesIn(schema, [])
    var comments = reading.comments
    var known = Object.keys(comments).reduce(function (all, pointer) { return all.concat(comments[pointer]) }, [])
    this.noted = this.notes.filter(function (note) { return known.indexOf(note) >= 0 })
  }

  Amender.prototype = {
    /** The whole text with the fields `values` and, if it has changed, the `body` of an `.md` file. */
    whole: function (values, body) {
      var bounds = this.bounds()
      var fields = this.block(this.reading.data, this.reading.place, values, this.schema, '', bounds.from, bounds.to)
      if (!fields) throw new Unclear()
      var lines = this.raw.slice(0, bounds.from).concat(fields.body)
        .concat(body === undefined ? this.raw.slice(bounds.to) : this.bodied(body, bounds.to))
      var last = lines.length - 1
      if (this.isBare && lines[last] === this.raw[this.raw.length - 1]) lines[last] = lines[last].replace(/[\r\n]+$/, '')
      return lines.join('')
    },

    /** Where the lines of the fields begin, without what is said of the whole above them, and where they end. */
    bounds: function () {
      var text = this.text
      var from = this.reading.place.mark[0]
      while (from && /^#/.test(text[from - 1]) && !MODELINE.test(text[from - 1])) from--
      var start = this.endOf(this.reading.data, this.reading.place)
      var isEnd = isMarkdown(this.reading.path) ? FENCE : MARKER
      var to = text.findIndex(function (line, number) { return number >= start && isEnd.test(line) })
      return { from: from, to: to < 0 ? text.length : to }
    },

    /** The lines from `to` on with another body, or with none. */
    bodied: function (body, to) {
      if (!body) return this.raw.slice(to, to + 1)
      var lines = this.added(body.split('\n'))
      if (!this.reading.bodyLine || this.reading.data[BODY] === undefined) {
        return this.raw.slice(to, to + 1).concat(this.end, lines)
      }
      var last = this.text.length
      while (isBlank(this.text[last - 1])) last--
      return this.raw.slice(to, this.reading.bodyLine - 1).concat(lines, this.raw.slice(last))
    },

    added: function (lines) {
      var end = this.end
      return lines.map(function (line) { return line + end })
    },

    // --- where things stand ---

    /** The line after the last that is certainly of a value. */
    endOf: function (value, place) {
      if (!isFilled(value)) return this.endOfText(place.mark)
      // The body of an `.md` file has no key.
      var steps = Object.keys(Array.isArray(value) ? value : place.keys)
      var ends = steps.map(function (step) { return this.endOf(value[step], place.parts[step]) }, this)
      return Math.max.apply(null, ends.concat(place.mark[0] + 1))
    },

    /** A text below its field ends before the empty lines behind it, unless it keeps them. */
    endOfText: function (mark) {
      var end = mark[3] ? mark[2] + 1 : Math.max(mark[2], mark[0] + 1)
      var opening = /^[|>][-+0-9]*/.exec(cut(this.text[mark[0]] || '', mark[1]))
      if (!opening || opening[0].indexOf('+') >= 0) return end
      while (end > mark[0] + 1 && this.text[end - 1] === '') end--
      return end
    },

    /** The fields or items of a block in the order of their lines, each `{ name, start, content, end, lead }`: its first
     * line, those after its content and after what else is its own, and the first of the lines above it. */
    entriesOf: function (value, place, from, to) {
      var column = place.mark[1]
      var steps = Array.isArray(value) ? Object.keys(value) : Object.keys(place.keys)
      if (!steps.length || /^[[{]/.test(this.text[place.mark[0]].slice(column))) return null
      var entries = steps.map(function (name) {
        var part = place.parts[name]
        return { name: name, key: place.keys[name], place: part, value: value[name], start: this.startOf(place, name, column) }
      }, this).sort(function (one, other) { return one.start - other.start })
      entries.forEach(function (entry, number) {
        var next = entries[number + 1]
        this.settle(entry, next ? next.start : to, column)
        entry.lead = number ? entries[number - 1].end : from
        if (number && !isBlank(this.text[entry.start].slice(0, column))) throw new Unclear()
        if (next && next.start <= entry.start) throw new Unclear()
      }, this)
      return entries
    },

    startOf: function (place, name, column) {
      var key = place.keys[name]
      if (key) {
        if (key[1] !== column || key[0] !== key[2]) throw new Unclear()
        return key[0]
      }
      var line = place.parts[name].mark[0]
      while (line >= place.mark[0] && !/^-(\s|$)/.test(this.text[line].slice(column))) line--
      if (line < place.mark[0]) throw new Unclear()
      return line
    },

    /** Finds where the content of an entry ends before `limit`, and the comments that are indented below it. */
    settle: function (entry, limit, column) {
      var floor = Math.max(entry.start + 1, this.endOf(entry.value, entry.place))
      var end = limit
      while (end > floor && GAP.test(this.text[end - 1])) end--
      entry.content = entry.end = end
      for (var number = end; number < limit; number++) {
        if (!isBlank(this.text[number]) && indentOf(this.text[number]) > column) entry.end = number + 1
      }
    },

    // --- blocks ---

    /** A block with other values: its lines, and those that go above the line on which it begins if there is a dash. */
    block: function (old, place, value, node, pointer, from, to) {
      var entries = this.entriesOf(old, place, from, to)
      if (!entries) return null
      var column = place.mark[1]
      var last = entries[entries.length - 1]
      var of = Array.isArray(old) && origins(entries.map(function (entry) { return entry.value }), value)
      var left = this.leads(entries, function (entry, number) { return of ? of.indexOf(number) < 0 : !owns(value, entry.name) })
      var pieces = of
        ? this.items(entries, of, value, node, pointer, column)
        : this.fields(entries, value, node, pointer, column)
      var start = this.text[entries[0].start].slice(0, column)
      var above = []
      if (!isBlank(start)) {
        above = pieces[0].lead
        pieces[0].lead = []
        pieces[0].body[0] = start + pieces[0].body[0].slice(column)
      }
      var lines = pieces.reduce(function (all, piece) { return all.concat(piece.lead, piece.body) }, [])
      return { above: above, body: lines.concat(left, this.raw.slice(last.end, to)) }
    },

    /** Gives each entry the lines above it, and those above the ones before it that are gone, but for their own comments;
     * hands back what is left of these at the end. */
    leads: function (entries, isGone) {
      var waiting = []
      entries.forEach(function (entry, number) {
        var lead = this.raw.slice(entry.lead, entry.start)
        if (isGone(entry, number)) {
          while (lead.length && !isBlank(lead[lead.length - 1])) lead.pop()
          waiting = waiting.concat(lead)
          return
        }
        while (lead.length && waiting.length && isBlank(lead[0]) && isBlank(waiting[waiting.length - 1])) waiting.pop()
        entry.above = waiting.concat(lead)
        waiting = []
      }, this)
      while (waiting.length && isBlank(waiting[waiting.length - 1])) waiting.pop()
      return waiting
    },

    fields: function (entries, values, node, pointer, column) {
      var writer = this.writer({})
      var pieces = entries.filter(function (entry) { return owns(values, entry.name) }).map(function (entry) {
        return this.piece(entry, values[entry.name], writer.part(node, entry.name), pointer, column)
      }, this)
      var present = entries.map(function (entry) { return entry.name })
      writer.inOrder(values, node).forEach(function (name) {
        if (present.indexOf(name) >= 0) return
        var lines = writer.field(name, values[name], writer.part(node, name), '', blanks(column))
        this.insert(pieces, this.parted(lines, name), node, column)
      }, this)
      return pieces
    },

    /** Lines that the writer gave, and the comments above them. */
    parted: function (lines, name) {
      var first = lines.findIndex(function (line) { return line.trim()[0] !== '#' })
      return { name: name, lead: this.added(lines.slice(0, first)), body: this.added(lines.slice(first)) }
    },

    /** Puts a new field where most of the others stand on their side of it, as the schema orders them. */
    insert: function (pieces, piece, node, column) {
      var order = Object.keys(node.properties || {})
      function rank (one) { return order.indexOf(one.name) < 0 ? order.length : order.indexOf(one.name) }
      var own = rank(piece)
      var score = 0
      var best = 0
      var at = 0
      pieces.forEach(function (other, number) {
        score += rank(other) <= own ? 1 : -1
        if (score > best) {
          best = score
          at = number + 1
        }
      })
      if (!column) this.setOff(pieces[at - 1], piece, pieces[at])
      pieces.splice(at, 0, piece)
    },

    /** An empty line around a big field of the record, as the writer has it. */
    setOff: function (before, piece, after) {
      function isBig (one) { return one && one.body.length > BIG }
      if (after && after.lead.length && isBlank(after.lead[0])) {
        if (isBig(before) && !isBig(after) && !isBig(piece)) piece.lead.unshift(after.lead.shift())
      } else if (after && (isBig(after) || isBig(piece))) after.lead.unshift(this.end)
      if (before && (isBig(before) || isBig(piece)) && !(piece.lead.length && isBlank(piece.lead[0]))) {
        piece.lead.unshift(this.end)
      }
    },

    /** `of` tells for each of the values which entry it was, or -1. */
    items: function (entries, of, values, node, pointer, column) {
      var inside = this.writer({}).resolved(node.items || {})
      var pieces = values.map(function (value, place) {
        if (of[place] >= 0) return this.piece(entries[of[place]], value, inside, pointer, column)
        var writer = this.writer({})
        writer.noted = this.notes.slice()
        return this.parted(writer.item(value, inside, '', blanks(column)), place)
      }, this)
      if (of[0] !== 0) this.changeFirst(entries[0], pieces[0], pieces[of.indexOf(0)])
      return pieces
    },

    /** The lines above the first item of a list that are not its own stay first: the schema's notes, and no empty one
     * where there was none. `old` is what is now the piece of `entry`, if it is still there. */
    changeFirst: function (entry, first, old) {
      var notes = this.notes
      var lead = this.raw.slice(entry.lead, entry.start)
      var stays = lead.filter(function (line) { return notes.indexOf(words(line)) >= 0 })
      var empty = []
      if (!lead.length || !isBlank(lead[0])) {
        while (first.lead.length && isBlank(first.lead[0])) empty.push(first.lead.shift())
      }
      if (old) old.lead = empty.concat(old.lead.filter(function (line) { return stays.indexOf(line) < 0 }))
      first.lead = stays.filter(function (line) { return first.lead.indexOf(line) < 0 }).concat(first.lead)
    },

    // --- entries ---

    /** The lines of an entry with another value, and those above it. */
    piece: function (entry, value, node, pointer, column) {
      var made = same(entry.value, value)
        ? { above: [], body: this.raw.slice(entry.start, entry.end) }
        : this.inside(entry, value, node, pointer) || this.rewritten(entry, value, node, pointer, column)
      made.body[0] = blanks(column) + made.body[0].slice(column)
      var above = made.above.map(function (line) { return blanks(column) + line.replace(/^ +/, '') })
      return { name: entry.name, lead: entry.above.concat(above), body: made.body }
    },

    /** A block whose entries are looked into one by one; null if it is not such a block, before or after. */
    inside: function (entry, value, node, pointer) {
      var old = entry.value
      if (!isFilled(old) || !isFilled(value) || Array.isArray(old) !== Array.isArray(value)) return null
      var from = entry.place.mark[0] === entry.start ? entry.start : entry.start + 1
      try {
        var made = this.block(old, entry.place, value, node, pointerTo(pointer, entry.name), from, entry.end)
        return made && { above: made.above, body: this.raw.slice(entry.start, from).concat(made.body) }
      } catch (problem) {
        if (problem instanceof Unclear) return null
        throw problem
      }
    },

    writer: function (comments) {
      var writer = new form.write.Writer(this.schema, comments)
      writer.noted = this.noted.slice()
      return writer
    },

    /** An entry written anew; a comment beside its value stays on its first line. */
    rewritten: function (entry, value, node, pointer, column) {
      var head = this.headOf(entry, column)
      var beside = this.beside(entry, head)
      var fine = this.isFine && this.inItsLayout(entry, value, head, beside.words, column)
      if (fine) return { above: [], body: fine.concat(this.raw.slice(entry.content, entry.end)) }
      var writer = this.writer(this.commentsIn(entry, value, pointer))
      writer.noted = this.notes.slice()
      var made = this.parted(entry.key
        ? writer.value(head, value, node, '', blanks(column))
        : writer.item(value, node, '', blanks(column)))
      if (beside.words) made.body[0] = made.body[0].replace(/[\r\n]+$/, '') + beside.words + this.end
      return { above: beside.above.concat(made.lead), body: made.body.concat(this.raw.slice(entry.content, entry.end)) }
    },

    /** What an entry begins with: its key and colon, or its dash. */
    headOf: function (entry, column) {
      if (!entry.key) return blanks(column) + '-'
      var line = this.text[entry.start]
      var colon = /^\s*:(?=\s|$)/.exec(cut(line, entry.key[3]))
      if (!colon) throw new Unclear()
      return blanks(column) + cut(line, column).slice(0, -cut(line, entry.key[3]).length) + colon[0]
    },

    /** The comments of an entry that stand beside it, or between its beginning and its value. */
    beside: function (entry, head) {
      var mark = entry.place.mark
      var isFlow = isFilled(entry.value) && /^[[{]/.test(this.text[mark[0]].slice(mark[1]))
      var found = []
      if (mark[0] > entry.start) found.push(cut(this.text[entry.start], lengthOf(head)))
      var between = this.raw.slice(entry.start + 1, Math.max(mark[0], entry.start + 1))
      if (!isFilled(entry.value)) found.push(this.after(mark))
      if (isFlow) between = []
      return {
        words: found.filter(function (rest) { return BESIDE.test(rest) }).join('').replace(/\s+$/, ''),
        above: between.filter(function (line) { return /^\s*#/.test(line) })
      }
    },

    /** What stands behind a text on its line or, if it stands below its field, behind the sign for that. */
    after: function (mark) {
      var opening = /^[|>][-+0-9]*/.exec(cut(this.text[mark[0]], mark[1]))
      if (opening) return cut(this.text[mark[0]], mark[1]).slice(opening[0].length)
      return cut(this.text[mark[2]], mark[3])
    },

    /** The comments on what is in an entry, by the pointers within its new value. */
    commentsIn: function (entry, value, pointer) {
      var start = pointerTo(pointer, entry.name) + '/'
      var given = this.reading.comments
      var found = Object.create(null)
      if (!isFilled(entry.value) || !isFilled(value)) return found
      Object.keys(given).forEach(function (path) {
        if (path.indexOf(start) === 0) found[path.slice(start.length - 1)] = given[path]
      })
      found = form.write.carried(found, entry.value, value)
      delete found['']
      delete found['/-']
      return found
    },

    // --- values in the layout that they had ---

    /** The lines of an entry whose value is laid out as before; null if that cannot be. */
    inItsLayout: function (entry, value, head, beside, column) {
      var old = entry.value
      if (Array.isArray(old) && Array.isArray(value)) return this.onOneLine(entry, value, head)
      if (typeof old !== 'string' || typeof value !== 'string' || entry.place.mark[0] !== entry.start) return null
      var opening = cut(this.text[entry.start], entry.place.mark[1])
      if (/^\|[-+]?(\s|$)/.test(opening)) return this.asItStands(entry, value, head, beside)
      if (/^>-?(\s|$)/.test(opening)) return this.refolded(entry, value, head, opening[1] !== '-', column)
      return /^[|>"']/.test(opening) || beside ? null : this.refoldedPlain(entry, value, head, column)
    },

    /** A short list between brackets stays between them, on a line that may be as long as it was. */
    onOneLine: function (entry, values, head) {
      var line = this.text[entry.start]
      var rest = line.slice(head.length)
      var isOne = entry.content === entry.start + 1 && /^ \[[^#]*\]\s*$/.test(rest)
      if (!isOne || !values.length || !values.every(function (value) { return form.write.isWord(value, true) })) return null
      var made = head + ' [' + values.join(', ') + ']'
      return lengthOf(made) <= Math.max(form.write.WIDTH, lengthOf(line)) ? this.added([made]) : null
    },

    /** A text of several lines, as far indented as it was. */
    asItStands: function (entry, value, head, beside) {
      var first = this.text.slice(entry.start + 1, entry.content).find(function (line) { return !isBlank(line) })
      if (!first || value.indexOf('\n') < 0) return null
      var lines = form.write.scalar(head, value, blanks(indentOf(first)))
      lines[0] += beside
      return this.added(lines)
    },

    /** A folded text below its field, of which the lines without a change stay. */
    refolded: function (entry, value, head, endsInBreak, column) {
      var old = entry.value
      if (endsInBreak) {
        if (!/[^\n]\n$/.test(value)) return null
        value = value.slice(0, -1)
        old = old.replace(/\n$/, '')
      }
      var from = entry.start + 1
      var indent = blanks(indentOf(this.text[from] || ''))
      var lines = indent.length > column && this.folding(old, value, from, entry.content, 0, indent, indent)
      return lines && this.raw.slice(entry.start, from).concat(lines)
    },

    /** A long text on and below the line of its field, of which the lines without a change stay. */
    refoldedPlain: function (entry, value, head, column) {
      var isPlain = value.split('\n').every(function (line) { return !line || form.write.isPlain(line) })
      var next = this.text.slice(entry.start + 1, entry.content).find(function (line) { return !isBlank(line) })
      if (!isPlain || !next) return null
      var indent = blanks(Math.max(indentOf(next), column + 1))
      return this.folding(entry.value, value, entry.start, entry.content, entry.place.mark[1], head + ' ', indent)
    },

    /** The lines `from`..`to` of a text that goes over them, from the column `column` of the first on, with another
     * text in its place: the lines before and after the change stay. Null if that cannot be. */
    folding: function (old, value, from, to, column, start, indent) {
      var before = wordsOf(old)
      var after = wordsOf(value)
      var isShort = value.indexOf('\n') < 0 && lengthOf(start + value) <= NARROWEST
      if (!before || !after || isShort) return null
      var places = [] // the line of each word of the old text
      var width = to - from > 1 ? NARROWEST : form.write.WIDTH
      for (var number = from; number < to; number++) {
        var line = number === from ? cut(this.text[from], column) : this.text[number]
        width = Math.max(width, lengthOf(this.text[number].replace(/\s+$/, '')))
        ;(line.match(PIECES) || []).forEach(function () { places.push(number) })
      }
      if (places.length !== before.length) return null
      var common = shared(before, after)
      var top = this.topOfChange(places, common.first, after[common.first], from, to, width)
      var bottom = before.length - common.last
      while (bottom < places.length && this.isTouched(places, bottom, top, column && from)) bottom++
      var kept = places.filter(function (at) { return at < top }).length
      for (;;) {
        var rest = places.length - bottom
        var middle = fold(after.slice(kept, after.length - rest), top > from ? indent : start, indent, width)
        // A few words do not stay alone on a line.
        var isStub = middle.length > 1 && rest && before[bottom].gap === ' ' && lengthOf(middle[middle.length - 1]) < width / 3
        if (!isStub) break
        do bottom++; while (places[bottom - 1] === places[bottom])
      }
      var lines = this.raw.slice(from, top)
      if (middle.length) lines = lines.concat(this.breaks(after[kept], lines), this.added(middle))
      if (!rest) return lines
      return lines.concat(this.breaks(after[after.length - rest], lines), this.raw.slice(places[bottom], to))
    },

    /** Whether the line of a word behind the change cannot stay: it is above `top`, has other words before this one or
     * is the line `first`, on which the field itself begins. */
    isTouched: function (places, number, top, first) {
      var line = places[number]
      return line < top || places[number - 1] === line || (line === first && line === top)
    },

    /** The first line that a change touches; the one before it too if a word of the change has room on it. */
    topOfChange: function (places, first, word, from, to, width) {
      var top = first < places.length ? places[first] : to
      while (top > from && isBlank(this.text[top - 1])) top--
      var hasRoom = top > from && word && word.gap === ' ' &&
        lengthOf(this.text[top - 1]) + 1 + lengthOf(word.word) <= width
      return hasRoom ? top - 1 : top
    },

    /** The empty lines before a word that comes after `lines`. */
    breaks: function (word, lines) {
      var end = this.end
      return lines.length && word.gap !== ' ' ? Array.from(word.gap, function () { return end }) : []
    }
  }

  // --- records ----------------------------------------------------------------------------------------

  function isMarkdown (path) { return /\.md$/.test(path) }

  /** Whether the description of what was read is the body of an `.md` file, or would be. */
  function hasBody (reading, path) { return isMarkdown(path) && !owns(reading.place.keys, BODY) }

  /** The text with the values `data`, or null if what it is read as would not be these. */
  function attempt (text, reading, data, schema, path, isFine) {
    var amender = new Amender(text, reading, schema, isFine)
    var expected = data
    var values = data
    var body
    if (hasBody(reading, path) && reading.data[BODY] !== data[BODY]) {
      body = data[BODY] === undefined ? '' : data[BODY].trim()
      expected = Object.assign(Object.create(null), data)
      if (body) expected[BODY] = body + '\n'
    }
    if (hasBody(reading, path)) {
      values = Object.assign(Object.create(null), data)
      delete values[BODY]
    }
    var made = amender.whole(values, body)
    var again = form.read(made, path)
    return again.data && same(again.data, expected) && !hasErrors(again) ? made : null
  }

  function hasErrors (reading) {
    return reading.diagnostics.some(function (found) { return found.severity === 'error' })
  }

  /** The text of a record with other values: `text` as it is, but for what changed.
   *
   * `reading` is what `portal.form.read(text, …)` gave, `data` the values that the text shall have, `path` where it will
   * stand. What is made is read again: unless that gives `data`, the whole is written anew, with its comments. */
  form.amend = function (text, reading, data, schema, path) {
    var mark = text[0] === '\ufeff' ? text[0] : ''
    if (reading.data && !hasErrors(reading) && isMarkdown(path) === isMarkdown(reading.path)) {
      if (same(reading.data, data)) return text
      for (var turn = 0; turn < 2; turn++) {
        try {
          var made = attempt(text.slice(mark.length), reading, data, schema, path, turn === 0)
          if (made !== null) return mark + made
        } catch (problem) {
          if (!(problem instanceof Unclear)) throw problem
        }
      }
    }
    return form.write(data, schema, { comments: reading.comments, before: reading.data, path: path })
  }
})()
