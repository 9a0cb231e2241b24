/* Write: a record as YAML, in the order of its schema, as portal/write/emit.py writes it: the same bytes.
 *
 * Lengths are counted in characters. No page is needed for it. */
(function () {
  'use strict'

  var form = window.portal.form
  var lengthOf = form.lengthOf
  var WIDTH = 100
  var BODY = 'description'
  var BIG = 8
  var SHORT = 24
  var WORDS = ['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']
  var SIGNED = /^[-?:,[\]{}#&*!|>'"%@`=<~+.\s]/
  var UNCLEAR = /: | #|[:\s]$/
  var NUMBER = /^[0-9][0-9_.,:eExXoObB+-]*$/
  var DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
  var NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/
  var ESCAPED = new RegExp(
    '[\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u200b\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff' +
      '\\u{e0000}-\\u{e007f}]', 'u'
  )
  var PIECES = /[^ ]+(?: {2,}[^ ]+)*/g
  var SHORT_ESCAPES = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }

  function isObject (value) { return value !== null && typeof value === 'object' && !Array.isArray(value) }

  /** Whether `value` is an object or a list with something in it. */
  function isFilled (value) {
    return value !== null && typeof value === 'object' && Object.keys(value).length > 0
  }

  /** Whether `values` has `name` itself, and not from what every object has. */
  function owns (values, name) { return Object.prototype.hasOwnProperty.call(values, name) }

  // --- texts, numbers and words -----------------------------------------------------------------------

  /** Whether `text` is read as itself without quotes, here and by other readers of YAML. */
  function isPlain (text) {
    if (!text || SIGNED.test(text) || UNCLEAR.test(text) || ESCAPED.test(text)) return false
    return WORDS.indexOf(text.toLowerCase()) < 0 && (!NUMBER.test(text) || DATE.test(text))
  }

  /** Whether `text` can stand between brackets, and is short enough for it. */
  function isWord (text, code) {
    return typeof text === 'string' && (code || lengthOf(text) <= SHORT) && isPlain(text) && !/[,[\]{}:?]/.test(text)
  }

  /** The lines of a text, number, true, false or nothing after `start`; further lines are indented by `indent`. */
  function scalar (start, value, indent) {
    if (typeof value !== 'string') return [start + ' ' + word(value)]
    if (value.indexOf('\n') >= 0) return severalLines(start, value, indent)
    var line = start + ' ' + (isPlain(value) ? value : quoted(value))
    return lengthOf(line) <= WIDTH || !folds(value) ? [line] : [start + ' >-'].concat(folded(value, indent))
  }

  function word (value) {
    if (isObject(value)) return '{}'
    return Array.isArray(value) ? '[]' : String(value)
  }

  /** A text of several lines as it stands or, where that would lose something, between quotation marks. */
  function severalLines (start, text, indent) {
    var words = text.replace(/\n$/, '')
    var hides = ESCAPED.test(text.replace(/[\n\t]/g, ''))
    if (/^( |\n|$)/.test(words[0] || '') || /\n$/.test(words) || /^ *\t/m.test(text) || hides) {
      return [start + ' ' + quoted(text)]
    }
    return [start + (words === text ? ' |-' : ' |')].concat(words.split('\n').map(function (line) {
      return line ? indent + line : ''
    }))
  }

  /** Whether a long text can go over several lines, each break of which is one space. */
  function folds (text) {
    return !/^ | $/.test(text) && (text.match(PIECES) || []).length > 1 && !ESCAPED.test(text)
  }

  function folded (text, indent) {
    var lines = []
    var line = ''
    text.match(PIECES).forEach(function (piece) {
      if (line && indent.length + lengthOf(line) + 1 + lengthOf(piece) > WIDTH) {
        lines.push(indent + line)
        line = piece
      } else line = line ? line + ' ' + piece : piece
    })
    return lines.concat(indent + line)
  }

  /** `text` between quotation marks: single ones if it has double ones or backslashes and nothing to escape. */
  function quoted (text) {
    if (!ESCAPED.test(text) && /["\\]/.test(text)) return "'" + text.replace(/'/g, "''") + "'"
    var escaped = text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')
    var signs = Array.from(escaped, function (sign) { return ESCAPED.test(sign) ? escape(sign) : sign })
    return '"' + signs.join('') + '"'
  }

  function escape (sign) {
    var code = sign.codePointAt(0)
    var hex = code.toString(16)
    if (SHORT_ESCAPES[sign]) return SHORT_ESCAPES[sign]
    if (code < 0x100) return '\\x' + hex.padStart(2, '0')
    return code < 0x10000 ? '\\u' + hex.padStart(4, '0') : '\\U' + hex.padStart(8, '0')
  }

  // --- comments ---------------------------------------------------------------------------------------

  function commented (lines, indent) {
    return lines.join('\n').split('\n').map(function (words) { return (indent + '# ' + words).replace(/\s+$/, '') })
  }

  function step (name) { return name.replace(/~/g, '~0').replace(/\//g, '~1') }

  function stepsOf (pointer) {
    return pointer.split('/').slice(1).map(function (step) { return step.replace(/~1/g, '/').replace(/~0/g, '~') })
  }

  /** Whether `pointer` leads to something in `values`. */
  function leads (pointer, values) {
    return stepsOf(pointer).every(function (name) {
      if (values === null || typeof values !== 'object' || name === 'length' || !owns(values, name)) return false
      values = values[name]
      return true
    })
  }

  /** The comments, each at what there still is of its place. */
  function settled (comments, values) {
    var found = Object.create(null)
    Object.keys(comments).forEach(function (path) {
      var pointer = path
      while (pointer !== '' && pointer !== '/-' && !leads(pointer, values)) {
        pointer = pointer.slice(0, pointer.lastIndexOf('/')) || '/-'
      }
      found[pointer] = (found[pointer] || []).concat(comments[path])
    })
    return found
  }

  /** Where the item at `place` of the list `before` stands in `after`: by its id, else as it is; -1 if it is gone. */
  function placeOf (before, place, after) {
    var item = before[place]
    var id = isObject(item) ? item.id : undefined
    var same = JSON.stringify(item)
    var now = after.findIndex(function (other) {
      return id === undefined ? JSON.stringify(other) === same : isObject(other) && other.id === id
    })
    return now < 0 && before.length === after.length ? place : now
  }

  /** The comments that `form.read` gave for the values `before`, as they belong to `after`: items may have moved. */
  function carried (comments, before, after) {
    var found = Object.create(null)
    Object.keys(comments).forEach(function (path) {
      var pointer = carriedTo(path, before, after)
      found[pointer] = (found[pointer] || []).concat(comments[path])
    })
    return found
  }

  function carriedTo (path, before, after) {
    var pointer = ''
    var steps = stepsOf(path)
    for (var number = 0; number < steps.length; number++) {
      var name = steps[number]
      if (Array.isArray(before) && Array.isArray(after)) {
        name = placeOf(before, Number(name), after)
        if (name < 0) return pointer || '/-'
      }
      pointer += '/' + step(String(name))
      before = isFilled(before) ? before[steps[number]] : undefined
      after = isFilled(after) ? after[name] : undefined
    }
    return pointer
  }

  /** Every comment on a field in a schema, added to `notes`. */
  function notesIn (node, notes) {
    if (node === null || typeof node !== 'object') return notes
    if (typeof node['x-comment'] === 'string') notes.push(node['x-comment'])
    Object.keys(node).forEach(function (key) { notesIn(node[key], notes) })
    return notes
  }

  /** The lines that `each` gives for each of `values`, in one list. */
  function linesOf (values, each) {
    var lines = []
    values.forEach(function (value, place) { Array.prototype.push.apply(lines, each(value, place)) })
    return lines
  }

  // --- fields and items -------------------------------------------------------------------------------

  /** Writes one record; each method that writes something hands back its lines. */
  function Writer (schema, comments) {
    this.schema = schema
    this.comments = comments
    this.known = Object.keys(comments).length ? notesIn(schema, []) : []
    this.noted = []
  }

  Writer.prototype = {
    lines: function (values, comment) {
      var modeline = '# yaml-language-server: $schema=../../schema/' + this.schema.title.toLowerCase() + '.schema.json'
      var head = (comment ? commented([comment], '') : []).concat(this.above('', ''))
      return [modeline].concat(head, head.length ? [''] : [], this.blocks(values), this.above('/-', ''))
    },

    /** The fields of the record, with a blank line around each that is big. */
    blocks: function (values) {
      var lines = []
      var before = 0
      this.inOrder(values, this.schema).forEach(function (name) {
        var block = this.field(name, values[name], this.part(this.schema, name), '/' + step(name), '')
        if (before && Math.max(before, block.length) > BIG) lines.push('')
        lines = lines.concat(block)
        before = block.length
      }, this)
      return lines
    },

    resolved: function (node) {
      return node.$ref ? Object.assign({}, this.schema.$defs[node.$ref.slice('#/$defs/'.length)], node) : node
    },

    /** What the schema says of the field `name` of `node`; nothing if it does not know it. */
    part: function (node, name) {
      var fields = node.properties || {}
      return this.resolved(owns(fields, name) ? fields[name] : {})
    },

    /** The names in the schema's order, and those that it does not know after them. */
    inOrder: function (values, node) {
      var known = Object.keys(node.properties || {}).filter(function (name) { return owns(values, name) })
      return known.concat(Object.keys(values).filter(function (name) { return known.indexOf(name) < 0 }))
    },

    fields: function (values, node, pointer, indent) {
      var writer = this
      return linesOf(this.inOrder(values, node), function (name) {
        return writer.field(name, values[name], writer.part(node, name), pointer + '/' + step(name), indent)
      })
    },

    field: function (name, value, node, pointer, indent) {
      var start = indent + (NAME.test(name) ? name : quoted(name)) + ':'
      return this.note(node, indent).concat(
        this.above(pointer, indent), this.value(start, value, node, pointer, indent)
      )
    },

    /** The value after `start`, the words that its first line begins with; `indent` is that of its owner. */
    value: function (start, value, node, pointer, indent) {
      if (!isFilled(value)) return scalar(start, value, indent + '  ')
      if (!Array.isArray(value)) return [start].concat(this.fields(value, node, pointer, indent + '  '))
      var line = this.onOneLine(start, value, node, pointer)
      return line ? [line] : [start].concat(this.items(value, node, pointer, indent + '  '))
    },

    items: function (values, node, pointer, indent) {
      var inside = this.resolved(node.items || {})
      var writer = this
      return linesOf(values, function (value, place) {
        return writer.item(value, inside, pointer + '/' + place, indent)
      })
    },

    item: function (value, node, pointer, indent) {
      var above = this.above(pointer, indent)
      if (!isFilled(value)) return above.concat(scalar(indent + '-', value, indent + '  '))
      var lines = Array.isArray(value)
        ? this.items(value, node, pointer, indent + '  ')
        : this.fields(value, node, pointer, indent + '  ')
      // A comment on the first field stands above the dash.
      var first = lines.findIndex(function (line) { return line.trim()[0] !== '#' })
      return above.concat(
        lines.slice(0, first).map(function (line) { return line.slice(2) }),
        indent + '- ' + lines[first].replace(/^ +/, ''),
        lines.slice(first + 1)
      )
    },

    /** A list of codes or short words between brackets, if they fit there; else nothing. */
    onOneLine: function (start, values, node, pointer) {
      var noted = Object.keys(this.comments).some(function (path) { return path.startsWith(pointer + '/') })
      var codes = 'enum' in this.resolved(node.items || {})
      if (noted || !values.every(function (value) { return isWord(value, codes) })) return ''
      var line = start + ' [' + values.join(', ') + ']'
      return lengthOf(line) <= WIDTH ? line : ''
    },

    /** The comments that were given for `pointer`, without those that the house writes itself. */
    above: function (pointer, indent) {
      var known = this.known
      var lines = (this.comments[pointer] || []).filter(function (line) {
        return known.indexOf(line) < 0 && !line.startsWith('yaml-language-server:')
      })
      return lines.length ? commented(lines, indent) : []
    },

    /** The schema's comment on a field, above the first such field. */
    note: function (node, indent) {
      var note = node['x-comment']
      if (!note || this.noted.indexOf(note) >= 0) return []
      this.noted.push(note)
      return commented([note], indent)
    }
  }

  form.isObject = isObject
  form.isFilled = isFilled
  form.owns = owns

  /** `data` as the text of its file: YAML or, for a `path` that ends in `.md`, front matter and body.
   *
   * `options`: `comments` as `portal.form.read` gives them, `before` for the values that it gave with them if they were
   * changed since, `comment` for a further line above all, `path`. */
  form.write = function (data, schema, options) {
    var given = options || {}
    var markdown = /\.md$/.test(given.path || '')
    var values = Object.assign(Object.create(null), data)
    var body = ''
    if (markdown && typeof values[BODY] === 'string') {
      body = values[BODY].trim()
      delete values[BODY]
    }
    var comments = given.comments || {}
    if (given.before) comments = carried(comments, given.before, values)
    var lines = new Writer(schema, settled(comments, values)).lines(values, given.comment)
    if (markdown) lines = ['---'].concat(lines, '---', body ? ['', body] : [])
    return lines.join('\n') + '\n'
  }

  // What a text is amended with.
  Object.assign(form.write, {
    WIDTH: WIDTH, Writer: Writer, scalar: scalar, isPlain: isPlain, isWord: isWord, carried: carried, notesIn: notesIn,
    isVisible: function (text) { return !ESCAPED.test(text) }
  })
})()
