/* Values: the tokens of a text as plain values that know their places. What may not stand there is refused by name. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var MAX_DEPTH = 32
  var MAX_NODES = 20000
  var INTEGER = /^-?(0|[1-9][0-9]{0,17})$/
  var DECIMAL = /^-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}$/
  var WORDS = {
    '': null, '~': null, null: null, Null: null, NULL: null,
    true: true, True: true, TRUE: true, false: false, False: false, FALSE: false
  }

  /** What is thrown where reading further could not help: too deep, too large, or an entry lost in the text above. */
  function GiveUp () {}

  function placeAt (mark) { return { mark: mark, keys: Object.create(null), parts: Object.create(null) } }

  /** Walks the tokens of one text. What reads a node hands back `{ value, place }`. */
  function Reader (source, text, firstLine) {
    this.source = source
    this.shift = firstLine
    this.scanner = new form.Scanner(text)
    this.diagnostics = []
    this.nodes = 0
  }

  Reader.prototype = {
    peek: function () { return this.scanner.peek() },

    take: function () { return this.scanner.take() },

    /** Whether the next token is of one of these kinds. */
    is: function () {
      var kind = this.peek().kind
      for (var place = 0; place < arguments.length; place++) if (arguments[place] === kind) return true
      return false
    },

    mark: function (start, end) {
      return [start.line + this.shift, start.column, end.line + this.shift, end.column]
    },

    refuse: function (rule, mark, message, help, label) {
      this.diagnostics.push(form.diagnostic(this.source.path, rule, message, mark, label, help))
    },

    fail: function (problem, start) { throw new form.Problem(problem, this.peek().start, start) },

    // --- documents ---

    document: function () {
      var read = { value: null, place: placeAt([this.shift, 0, this.shift, 0]) }
      var bare = !this.is('directive', 'document', 'end')
      if (this.is('end')) return read
      if (!bare) this.start(false)
      if (bare || !this.is('directive', 'document', 'document-end', 'end')) read = this.node(1, true)
      else read = this.read(this.blank(this.peek().start), 1)
      while (this.is('document-end')) this.take()
      if (!this.is('end')) this.start(true)
      return read
    },

    /** The directives and the marker with which a document starts. */
    start: function (second) {
      var first = this.peek().start
      var directives = 0
      var seen = {}
      while (this.is('directive')) {
        var token = this.take()
        if (token.name === 'YAML' && seen.YAML) throw new form.Problem('found duplicate %YAML directive', token.start)
        if (token.name === 'YAML' && this.scanner.incompatible) {
          throw new form.Problem('found incompatible YAML document', token.start)
        }
        seen[token.name] = true
        directives++
      }
      if (!this.is('document')) this.fail('did not find expected <document start>')
      var mark = this.mark(first, this.take().end)
      if (directives) {
        this.refuse(
          'directive', mark, 'a YAML directive (a line that begins with `%`) cannot stand here', 'delete the line'
        )
      }
      if (second) {
        this.refuse(
          'second-document', mark, 'a file holds one record, and this starts a second',
          'delete this line, or move what follows into a file of its own'
        )
      }
    },

    // --- nodes ---

    /** A value that is left out at `mark`. */
    blank: function (mark) { return { kind: 'text', start: mark, end: mark, value: '', style: '' } },

    /** What begins at the next token, as an event: where it starts and ends, and what it is. */
    event: function (block, indentless) {
      var token = this.peek()
      var event = { start: token.start, end: token.start }
      if (token.kind === 'alias') {
        this.take()
        return { kind: 'alias', name: token.name, start: token.start, end: token.end }
      }
      this.properties(event)
      var next = this.peek()
      event.kind = this.kindOf(next, block, indentless)
      if (!event.kind) {
        if (!event.anchor && !event.tag) {
          this.fail('did not find expected node content', event.start)
        }
        return Object.assign(event, { kind: 'text', value: '', style: '' })
      }
      event.end = next.end
      if (event.kind === 'text') {
        event.value = next.value
        event.style = next.style
      }
      event.opened = next.start
      if (event.kind !== 'indentless') this.take()
      return event
    },

    kindOf: function (token, block, indentless) {
      if (indentless && token.kind === '-') return 'indentless'
      if (token.kind === 'text' || token.kind === '[' || token.kind === '{') return token.kind
      return block && /^block-(list|map)$/.test(token.kind) ? token.kind : ''
    },

    properties: function (event) {
      while ((this.is('anchor') && !event.anchor) || (this.is('tag') && !event.tag)) {
        var token = this.take()
        if (token.kind === 'anchor') event.anchor = token.name
        else {
          if (!/^!!?$/.test(token.handle) && token.handle) event.unknown = true
          event.tag = true
        }
        event.end = token.end
      }
      if (event.unknown) throw new form.Problem('found undefined tag handle', event.start, event.start)
    },

    node: function (depth, block, indentless) { return this.read(this.event(block, indentless), depth) },

    read: function (event, depth) {
      var mark = this.mark(event.start, event.end)
      this.count(mark, depth)
      if (event.kind === 'alias') {
        this.refuse(
          'alias', mark, 'an alias (`*' + form.shown(event.name) + '`) cannot stand in a record',
          'write the value out; if it is text that begins with `*`, put it in quotes'
        )
        return { value: null, place: placeAt(mark) }
      }
      this.anchorAndTag(event, mark)
      return event.kind === 'text' ? this.scalar(event) : this.collection(event, depth)
    },

    /** Counts a value, and gives up where they are too deep or too many. */
    count: function (mark, depth) {
      this.nodes++
      if (depth > MAX_DEPTH) {
        this.refuse(
          'nested-too-deep', mark, 'this is nested more than ' + MAX_DEPTH + ' deep',
          'write it flatter: no record needs so many levels'
        )
        throw new GiveUp()
      }
      if (this.nodes > MAX_NODES) {
        this.refuse(
          'too-many-values', mark, 'this file holds more than 20,000 values', 'split it: one file, one record'
        )
        throw new GiveUp()
      }
    },

    anchorAndTag: function (event, mark) {
      if (event.anchor) {
        this.refuse(
          'anchor', mark, 'an anchor (`&' + form.shown(event.anchor) + '`) cannot stand in a record',
          'delete it; if it is text that begins with `&`, put it in quotes'
        )
      }
      if (event.tag) {
        this.refuse(
          'tag', mark, 'a tag (a word that begins with `!`) cannot stand in a record',
          'delete it; if it is text that begins with `!`, put it in quotes'
        )
      }
    },

    collection: function (event, depth) {
      var place = placeAt(this.mark(event.start, event.end))
      if (event.kind === 'block-list') return this.list(place, depth, this.blockItems, event.opened)
      if (event.kind === 'indentless') return this.list(place, depth, this.indentlessItems)
      if (event.kind === '[') return this.list(place, depth, this.flowItems, event.opened)
      return this.map(place, depth, event.kind === '{' ? this.flowPairs : this.blockPairs, event.opened)
    },

    // --- lists ---

    list: function (place, depth, items, start) {
      var values = []
      items.call(this, depth + 1, start, function (read) {
        place.parts[values.length] = read.place
        values.push(read.value)
      })
      return { value: values, place: place }
    },

    blockItems: function (depth, start, add) {
      while (this.is('-')) {
        var end = this.take().end
        add(this.is('-', 'block-end') ? this.read(this.blank(end), depth) : this.node(depth, true))
      }
      if (!this.is('block-end')) this.fail("did not find expected '-' indicator", start)
      this.take()
    },

    indentlessItems: function (depth, start, add) {
      while (this.is('-')) {
        var end = this.take().end
        add(this.is('-', '?', ':', 'block-end') ? this.read(this.blank(end), depth) : this.node(depth, true))
      }
    },

    flowItems: function (depth, start, add) {
      for (var first = true; !this.is(']'); first = false) {
        if (!first) {
          if (!this.is(',')) this.fail("did not find expected ',' or ']'", start)
          this.take()
        }
        if (this.is('?')) add(this.pair(depth))
        else if (!this.is(']')) add(this.node(depth))
        else break
      }
      this.take()
    },

    /** A single field among the items of a list between brackets. */
    pair: function (depth) {
      var token = this.take()
      var mark = this.mark(token.start, token.end)
      var reader = this
      this.count(mark, depth)
      return this.map(placeAt(mark), depth, function (deeper, start, add) {
        var key = reader.is(':', ',', ']') ? reader.blank(reader.take().end) : reader.event()
        add(key, function () { return reader.pairValue(deeper) })
      })
    },

    pairValue: function (depth) {
      if (this.is(':')) {
        this.take()
        if (!this.is(',', ']')) return this.node(depth)
      }
      return this.read(this.blank(this.peek().start), depth)
    },

    // --- fields ---

    /** `pairs` hands over the event of each key, and what reads the value after it. */
    map: function (place, depth, pairs, start) {
      var reader = this
      var values = Object.create(null)
      var known = Object.create(null)
      var names = []
      var again = []
      pairs.call(this, depth + 1, start, function (event, readValue) {
        var key = reader.key(event, depth)
        var read = readValue()
        if (key === null) return
        var folded = key.normalize('NFKC').trim()
        if (!(folded in known)) known[folded] = key
        var first = known[folded]
        if (first in values) again.push({ event: event, name: first, mark: read.place.mark })
        else {
          values[key] = read.value
          place.parts[key] = read.place
          place.keys[key] = reader.mark(event.start, event.end)
          names.push(key)
        }
      })
      this.repeats(again, place, names, depth)
      return { value: values, place: place }
    },

    key: function (event, depth) {
      var mark = this.mark(event.start, event.end)
      if (event.kind !== 'text') {
        this.refuse(
          'key-not-text', mark, 'a field name must be one word', 'put text that begins with `{`, `[` or `?` in quotes'
        )
        this.read(event, depth + 1)
        return null
      }
      this.anchorAndTag(event, mark)
      if (event.value === '<<' && !event.style) {
        this.refuse('merge-key', mark, 'a merge key (`<<`) cannot stand in a record', 'write the fields out')
        return null
      }
      return event.value
    },

    blockPairs: function (depth, start, add) {
      var reader = this
      function value () {
        if (!reader.is(':')) return reader.read(reader.blank(reader.peek().start), depth)
        var end = reader.take().end
        if (reader.is('?', ':', 'block-end')) return reader.read(reader.blank(end), depth)
        return reader.node(depth, true, true)
      }
      while (this.is('?')) {
        var end = this.take().end
        add(this.is('?', ':', 'block-end') ? this.blank(end) : this.event(true, true), value)
      }
      if (!this.is('block-end')) this.fail('did not find expected key', start)
      this.take()
    },

    flowPairs: function (depth, start, add) {
      var reader = this
      function value () {
        if (reader.is(':')) {
          reader.take()
          if (!reader.is(',', '}')) return reader.node(depth)
        }
        return reader.read(reader.blank(reader.peek().start), depth)
      }
      function none () { return reader.read(reader.blank(reader.peek().start), depth) }
      for (var first = true; !this.is('}'); first = false) {
        if (!first) {
          if (!this.is(',')) this.fail("did not find expected ',' or '}'", start)
          this.take()
        }
        if (this.is('?')) {
          this.take()
          add(this.is(':', ',', '}') ? this.blank(this.peek().start) : this.event(), value)
        } else if (!this.is('}')) add(this.event(), none)
        else break
      }
      this.take()
    },

    /** Refuses the fields that are given twice: one by one or, where they are a second entry or record, as one. */
    repeats: function (again, place, names, depth) {
      if (!again.length) return
      var event = again[0].event
      var name = again[0].name
      var mark = this.mark(event.start, event.end)
      var firstLine = place.keys[name][0]
      var text = this.source.line(mark[0] + 1)
      var startsAnew = name === names[0] && again.length > 1
      var label = '`' + name + '` is already on line ' + (firstLine + 1)
      if (startsAnew && depth === 1 && again.length >= Math.min(3, names.length)) {
        this.refuse(
          'repeated-key', mark, 'from line ' + (mark[0] + 1) + ' on, the record is repeated',
          'delete everything from here on, if it is the same; else move it to a file of its own', label
        )
      } else if (startsAnew && this.source.line(firstLine + 1).trim()[0] === '-') {
        this.refuse(
          'repeated-key', mark, 'a second entry begins here without its dash',
          form.typed('- ' + text.trim(), 'put a dash before it') +
            ': the dash stands below the one on line ' + (firstLine + 1),
          label
        )
      } else if (again.length > 1 && names.indexOf(name) < names.indexOf(again[1].name) && this.isEntry(names, place)) {
        this.refuse(
          'repeated-key', mark, 'a new entry begins here, and its first line is missing',
          'put ' + this.firstLineOf(names, place) + ' above it', label
        )
      } else again.forEach(this.repeated.bind(this, place, names))
    },

    isEntry: function (names, place) {
      return this.source.line(place.keys[names[0]][0] + 1).trim()[0] === '-'
    },

    /** The words for a line that begins another entry, as the one at `place` does. */
    firstLineOf: function (names, place) {
      var line = place.keys[names[0]][0] + 1
      return '`- ' + form.shown(names[0]) + ': …`, with the dash below the one on line ' + line + ','
    },

    repeated: function (place, names, again) {
      var mark = this.mark(again.event.start, again.event.end)
      var firstLine = place.keys[again.name][0] + 1
      var help = 'keep one of the two'
      if (again.name !== names[0] && this.isEntry(names, place)) {
        help += '; or, if a new entry begins here, put ' + this.firstLineOf(names, place) + ' above this one'
      }
      if (again.mark[0] > mark[0]) {
        help = 'move the lines below it under the first `' + form.shown(again.name) + '`, on line ' + firstLine +
          ', or delete this one'
      }
      this.refuse(
        'repeated-key', mark, '`' + form.shown(again.event.value) + '` is given twice', help,
        'first given on line ' + firstLine
      )
    },

    // --- texts, numbers and words ---

    scalar: function (event) {
      var text = event.value
      var mark = this.mark(event.start, event.end)
      var read = { value: text, place: placeAt(mark) }
      if (!event.style) {
        this.commentCutsText(text, mark)
        this.swallowedEntry(mark)
        if (Object.prototype.hasOwnProperty.call(WORDS, text)) read.value = WORDS[text]
        else if (INTEGER.test(text) || DECIMAL.test(text)) read.value = Number(text) + 0
      } else if (event.style === '"') {
        var diagnostics = this.diagnostics
        var path = this.source.path
        form.forbidden(text, 1, function (rule, run) {
          // An escape such as "\u202e" makes a character that the file's own text does not show.
          diagnostics.push(form.misplacedCharacter(path, rule, run, mark, ''))
        })
      }
      return read
    },

    swallowedEntry: function (mark) {
      var swallowed = form.swallowedEntry(this.source, mark, this.shift)
      if (!swallowed) return
      this.diagnostics.push(swallowed)
      throw new GiveUp() // what else is wrong may only follow from it
    },

    commentCutsText: function (value, mark) {
      var line = this.source.line(mark[2] + 1)
      if (line.indexOf('#') < 0) return
      var text = Array.from(line)
      var rest = text.slice(mark[3]).join('')
      // Two spaces before `#` are how people write a comment; one is how they write "Flat #3" or "Band 5 # senior",
      // and directly before a word it is the sign of a number.
      if (!(value ? /^ #/ : /^ +#[^\s#]/).test(rest)) return
      var start = mark[3] + rest.indexOf('#')
      var parts = form.valueOn(line)
      // One word before a `#` with a space after it is a date, a figure or a code: quotes would spoil it.
      var comment = /^ # /.test(rest) && !/\s/.test(value)
      var keep = value ? ', or leave two spaces before the `#` if it begins a comment' : ''
      var whole = form.typed(parts.name + form.inQuotes(parts.value), 'put the whole value in quotes') + keep
      this.diagnostics.push(form.diagnostic(
        this.source.path, 'comment-cuts-text', 'everything from `#` on is a comment, not part of the value',
        [mark[2], start, mark[2], text.length], 'readers will not see this',
        comment ? 'leave two spaces before the `#`' : whole, 'warning'
      ))
    }
  }

  form.YamlReader = Reader
  form.GiveUp = GiveUp
  form.placeAt = placeAt
})()
