/* Shape: a record against its schema, of which it knows the keywords in use. As portal/validate/{shape,faults}.py. */
(function () {
  'use strict'

  var form = window.portal.form
  var owns = form.owns
  var UNSEEN = new RegExp('^[\\s\\x1c-\\x1f\\x85\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f' +
    '\\u200b-\\u200f\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0]+$')
  var PART = "[\\w.~!$&'()*+,;=-]|%[\\da-f]{2}"
  var ADDRESS = new RegExp('^https?://(?:\\[[\\da-f:.]+\\]|(?:' + PART + ')*)(?::\\d*)?' +
    '(?:[/?](?:[:@/?]|' + PART + ')*)?(?:#(?:[:@/?]|' + PART + ')*)?$', 'i')
  var MAILBOX = /^(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(.{1,253})$/
  var HOST = /^(?!-)[A-Za-z0-9-]{1,63}(?:\.(?!-)[A-Za-z0-9-]{1,63})+$/
  var MOST_SHOWN = 12 // so many entries are printed as they are to be typed
  var patterns = {}
  var listed = new WeakMap()

  /**
   * Every way in which the record's data is not as the schema says. `schema` is that of a vacancy, and the record has
   * `data`, `place`, `path`, `kind` and `lines`.
   */
  function shape (record, schema) {
    var told = new Set()
    var found = []
    broken(schema, schema, record.data, []).forEach(function (breach) {
      // Whatever else such a value breaks, a rule says what is wrong.
      if (isBlank(breach.value) || isToFillIn(breach.value)) return
      WORDS[breach.keyword](faultOf(breach, record, schema)).forEach(function (diagnostic) {
        // A value can break two keywords that mean the same: an address its format and its pattern.
        var mark = [diagnostic.rule, diagnostic.line, diagnostic.column, diagnostic.message].join('\n')
        if (!told.has(mark)) found.push(diagnostic)
        told.add(mark)
      })
    })
    return found
  }

  /** Whether `text` is a text, not empty, of which nothing is to be seen. */
  function isBlank (text) {
    return typeof text === 'string' && UNSEEN.test(text)
  }

  /** Whether `text` stands for a value that is still to come, in a record that `build.py new` began. */
  function isToFillIn (text) {
    return typeof text === 'string' && text.trim() === 'FILL IN'
  }

  // --- the schema ------------------------------------------------------------------------------------

  /** The node or, if it refers to a definition, that definition. */
  function resolved (schema, node) {
    return node.$ref ? Object.assign({}, schema.$defs[node.$ref.replace('#/$defs/', '')], node) : node
  }

  /** Every field of the schema as `{ path, name, field }`, where `[]` stands for the items of a list. */
  function fieldsOf (schema) {
    if (!listed.has(schema)) listed.set(schema, fieldsBelow(schema, schema, [], []))
    return listed.get(schema)
  }

  function fieldsBelow (schema, node, path, entered) {
    var found = []
    Object.keys(node.properties || {}).forEach(function (name) {
      var field = resolved(schema, node.properties[name])
      var here = path.concat(name)
      found.push({ path: here, name: name, field: field })
      var inside = field.items ? resolved(schema, field.items) : field
      var title = inside.title || ''
      // A definition that refers to itself is entered once.
      if (!inside.properties || entered.indexOf(title) >= 0) return
      var below = fieldsBelow(schema, inside, field.items ? here.concat('[]') : here, entered.concat(title))
      found = found.concat(below)
    })
    return found
  }

  // --- what is broken --------------------------------------------------------------------------------

  /** Each keyword of `node` that `value` breaks, and those below, as `{ keyword, limit, value, path, field }`. */
  function broken (schema, node, value, path) {
    if (node.$ref) return broken(schema, schema.$defs[node.$ref.replace('#/$defs/', '')], value, path)
    var found = []
    function tell (keyword, limit) {
      found.push({ keyword: keyword, limit: limit, value: value, path: path, field: node })
    }
    function goDown (part, step) {
      found = found.concat(broken(schema, part, value[step], path.concat(step)))
    }
    if (node.type && !isOf(value, node.type)) tell('type', node.type)
    if (node.enum && node.enum.indexOf(value) < 0) tell('enum', node.enum)
    if (typeof value === 'string') inText(node, value, tell)
    if (typeof value === 'number') inNumber(node, value, tell)
    if (Array.isArray(value)) inList(node, value, tell, goDown)
    else if (value !== null && typeof value === 'object') inFields(schema, node, value, tell, goDown)
    return found
  }

  function isOf (value, type) {
    if (type === 'integer') return Number.isInteger(value)
    if (type === 'array') return Array.isArray(value)
    if (type === 'object') return value !== null && typeof value === 'object' && !Array.isArray(value)
    return type === typeof value // string, number, boolean
  }

  function inText (node, text, tell) {
    var length = Array.from(text).length
    if (length < node.minLength) tell('minLength', node.minLength)
    if (length > node.maxLength) tell('maxLength', node.maxLength)
    if (node.pattern && !patternOf(node.pattern).test(text)) tell('pattern', node.pattern)
    if (node.format && !FORMATS[node.format](text)) tell('format', node.format)
  }

  function patternOf (pattern) {
    patterns[pattern] = patterns[pattern] || new RegExp(pattern, 'u')
    return patterns[pattern]
  }

  var FORMATS = {
    date: function (text) { return form.isDate(text) },
    uri: function (text) { return ADDRESS.test(text) },
    email: function (text) {
      var host = (MAILBOX.exec(text) || [])[1] || ''
      return HOST.test(host) && !/-(\.|$)/.test(host)
    }
  }

  function inNumber (node, number, tell) {
    if (number < node.minimum) tell('minimum', node.minimum)
    if (number > node.maximum) tell('maximum', node.maximum)
  }

  function inList (node, items, tell, goDown) {
    if (items.length < node.minItems) tell('minItems', node.minItems)
    if (items.length > node.maxItems) tell('maxItems', node.maxItems)
    if (node.uniqueItems && new Set(items.map(function (item) { return sameAs(item) })).size < items.length) {
      tell('uniqueItems')
    }
    if (node.items) items.forEach(function (_, step) { goDown(node.items, step) })
  }

  /** A text that two values share if they are alike. With `loosely`, as for Python, `true` is 1. */
  function sameAs (value, loosely) {
    if (loosely && typeof value === 'boolean') return String(Number(value))
    if (value === null || typeof value !== 'object') return JSON.stringify(value)
    return JSON.stringify(Object.keys(value).sort().map(function (key) { return [key, sameAs(value[key], loosely)] })) +
      (Array.isArray(value) ? ' list' : '')
  }

  function inFields (schema, node, fields, tell, goDown) {
    var names = Object.keys(fields)
    var known = node.properties || {}
    if (names.length < node.minProperties) tell('minProperties', node.minProperties)
    ;(node.required || []).forEach(function (name) { if (!owns(fields, name)) tell('required', name) })
    if (node.propertyNames) {
      names.forEach(function (name) {
        if (!patternOf(node.propertyNames.pattern).test(name)) tell('propertyNames', name)
      })
    }
    var more = names.filter(function (name) { return !owns(known, name) })
    if (node.additionalProperties === false && more.length) tell('additionalProperties', more)
    names.forEach(function (name) {
      if (owns(known, name)) goDown(known[name], name)
      else if (node.additionalProperties) goDown(node.additionalProperties, name)
    })
    var fits = !node.anyOf || node.anyOf.some(function (option) { return !broken(schema, option, fields, []).length })
    if (!fits) tell('anyOf')
  }

  // --- a fault, and what its message says ------------------------------------------------------------

  /** What is broken, with what is needed to word it. */
  function faultOf (breach, record, schema) {
    var names = breach.path.filter(function (step) { return typeof step === 'string' })
    var name = names.length ? names[names.length - 1] : record.kind
    var inList = typeof breach.path[breach.path.length - 1] === 'number'
    return Object.assign({
      record: record,
      schema: schema,
      name: name,
      inList: inList,
      subject: inList ? 'an entry of `' + name + '`' : '`' + name + '`',
      example: exampleOf(breach.field)
    }, breach)
  }

  function exampleOf (field) {
    return form.asYaml([].concat(field.examples || [], field.enum || [], '…')[0])
  }

  function spanOf (fault, step, key) {
    return form.span(fault.record, step === undefined ? fault.path : fault.path.concat(step), { key: key })
  }

  function says (fault, rule, message, label, help) {
    return [form.found(rule, message, spanOf(fault), label, help)]
  }

  /** The value as a message or a record has it: its numbers as they were typed. */
  function typedIn (fault, value, steps) {
    var place = fault.path.concat(steps || []).reduce(function (here, step) {
      return here && here.parts && here.parts[step]
    }, fault.record.place)
    return form.asYaml(value, place, fault.record.lines)
  }

  /** The schema of the value that `step` leads to. */
  function below (node, step) {
    var part = typeof step === 'number' ? node.items : (node.properties || {})[step]
    return part || node.additionalProperties || {}
  }

  /** Whether the record cannot do without the value. */
  function isRequired (fault) {
    var last = fault.path.length - 1
    var node = fault.path.slice(0, last).reduce(function (node, step) {
      return resolved(fault.schema, below(node, step))
    }, fault.schema)
    return (node.required || []).indexOf(fault.path[last]) >= 0
  }

  function whole (fault) {
    return fault.path.length ? fault.subject : 'a ' + fault.record.kind
  }

  // --- fields ----------------------------------------------------------------------------------------

  function unknownFields (fault) {
    var known = Object.keys(fault.field.properties || {})
    return fault.limit.map(function (name) {
      var other = form.tables.otherWords
      var likely = owns(other, name.toLowerCase()) ? other[name.toLowerCase()] : name
      return form.found(
        'unknown-field',
        '`' + form.shown(name) + '` is not a field of ' + whole(fault),
        spanOf(fault, name, true),
        'no field has this name here',
        partedFigure(fault, name) || belongs(fault, name) || form.didYouMean(likely, known) ||
          '`docs/record.md` lists the fields of ' + whole(fault) +
            (/ /.test(name) ? '; delete the line if it is no part of the record' : '')
      )
    })
  }

  /** Help with the end of a figure that a comma between braces made a field of its own; empty for any other. */
  function partedFigure (fault, name) {
    var keys = form.reading.keys(fault.record, fault.path)
    var before = keys[keys.indexOf(name) - 1]
    var figure = before === undefined ? null : fault.value[before]
    if (!/^[0-9]{1,3}$/.test(name) || fault.value[name] !== null || typeof figure !== 'number') return ''
    var typed = typedIn(fault, figure, before)
    if (!/^-?[0-9]+$/.test(typed)) return ''
    if (name.length < 3 && (fault.field.properties[before] || {})['x-unit'] === 'pounds') {
      return 'a comma within a figure parts it in two: write it without, and look for a digit that is missing'
    }
    return 'write `' + before + ': ' + typed + (name.length === 3 ? '' : '.') + name + '`: a comma within a figure parts it in two'
  }

  /** Where a field that stands in the wrong place belongs. */
  function belongs (fault, name) {
    var fields = fieldsOf(fault.schema)
    var here = fault.path.filter(function (step) { return typeof step === 'string' }).join('\n')
    var homes = fields
      .filter(function (one) { return one.name === name })
      .map(function (one) { return one.path.slice(0, -1) })
      .filter(function (home) { return home.join('\n') !== here })
    if (!homes.length) return ''
    // A home that stands in the record and still wants the field is likelier than the first of the schema.
    var home = homes.filter(function (path) { return wants(fault, path, name) })[0] || homes[0]
    if (!home.length) return '`' + name + '` belongs at the top, without indentation'
    var named = home.filter(function (step) { return step !== '[]' }).join('.')
    if (home[home.length - 1] !== '[]') return '`' + name + '` belongs under `' + named + '`'
    var list = home.slice(0, -1).join('\n')
    var field = fields.filter(function (one) { return one.path.join('\n') === list })[0].field
    var entry = resolved(fault.schema, field.items)
    var others = (entry.required || []).concat(Object.keys(entry.properties))
    var beside = others.filter(function (other) { return other !== name })[0]
    return '`' + name + '` belongs inside an entry of `' + named + '`, beside its `' + beside + '`'
  }

  /** Whether the record has something at `home`, and there is no `name` in it. */
  function wants (fault, home, name) {
    var here = home.reduce(function (here, step) {
      return isOf(here, 'object') && owns(here, step) ? here[step] : null
    }, fault.record.data)
    return isOf(here, 'object') && !owns(here, name)
  }

  function missingField (fault) {
    var name = fault.limit
    var known = Object.keys(fault.field.properties || {})
    var isMisspelt = Object.keys(fault.value).some(function (key) {
      return known.indexOf(key) < 0 && form.meant(key, known) === name
    })
    if (isMisspelt) return [] // which has a message of its own
    var field = resolved(fault.schema, fault.field.properties[name])
    var message = whole(fault) + ' needs `' + name + '`'
    if (fault.inList && owns(fault.value, 'id') && typeof fault.value.id === 'string') {
      message = 'the ' + (form.tables.singular[fault.name] || 'entry') + ' `' + form.shown(fault.value.id) +
        '` has no `' + name + '`'
    }
    var label = (field.description || '').split('. ')[0].replace(/\.+$/, '')
    return [form.found('missing-field', message, spanOf(fault, undefined, true), label, lineFor(fault, name, field))]
  }

  /** Help to add the field `name`: of the record itself, above its first line. */
  function lineFor (fault, name, field) {
    var example = exampleOf(field)
    var first = fault.path.length ? undefined : form.reading.keys(fault.record, [])[0]
    if (first === undefined) return 'add a line such as `' + name + ': ' + example + '`'
    var help = 'add `' + name + ': …` as a line above `' + form.shown(first) + '`'
    if (example === '…' || Array.from(example).length >= 60) return help
    return help + ', such as `' + name + ': ' + example + '`'
  }

  function noFields (fault) {
    return [empty(fault)]
  }

  function badKey (fault) {
    var message = '`' + form.shown(fault.limit) + '` does not have the form of a key of `' + fault.name + '`'
    var help = 'write it like `' + fault.example + '`'
    return [form.found('wrong-form', message, spanOf(fault, fault.limit, true), 'not the form expected here', help)]
  }

  function oneOfFields (fault) {
    var names = fault.field.anyOf.reduce(function (all, option) { return all.concat(option.required) }, [])
    var help = 'add `' + names[0] + ': …`, or delete the entry'
    return says(fault, 'missing-field', fault.subject + ' needs ' + form.quoted(names), 'has only a heading', help)
  }

  // --- types -----------------------------------------------------------------------------------------

  function wrongType (fault) {
    var wanted = fault.limit
    if (fault.value === null) return [empty(fault)]
    var isLonger = wanted === 'array' || wanted === 'object'
    var slip = isLonger && typeof fault.value === 'string' ? slipIn(fault) : null
    if (slip) return [slip]
    var text = typeof fault.value === 'string' ? fault.value : typedIn(fault, fault.value)
    // A year alone, or a date without its hyphens.
    if (fault.field.format === 'date' && typeof fault.value === 'number') return notADate(fault, text)
    var given = form.tables.types[typeOf(fault.value, text)]
    var message = fault.subject + ' is ' + given + ', and must be ' + form.tables.types[wanted]
    if (wanted === 'object' && fault.inList) {
      var entry = namesIn(fault.field).map(function (name) { return name + ': …' }).join('\n  ')
      return says(fault, 'wrong-type', message, 'expected fields', 'write its fields, one a line:\n- ' + entry)
    }
    if (wanted === 'object') message = '`' + fault.name + '` is ' + given + ', and needs lines of its own below it'
    var label = wanted === 'object' ? 'expected fields' : 'expected ' + form.tables.types[wanted]
    var help = asEntry(fault) || form.withoutFigure(fault.value, wanted, fault.path) || asEntries(fault) || retypedIn(fault, text) || 'write it like `' + fault.example + '`'
    return says(fault, 'wrong-type', message, label, help)
  }

  /** Help to make fields the one entry of the list that is wanted; empty if they are no such fields. */
  function asEntry (fault) {
    var names = fault.limit === 'array' && isOf(fault.value, 'object') ? form.reading.keys(fault.record, fault.path) : []
    return names.length ? 'put `- ` before `' + names[0] + '`, and two more spaces before each line below it' : ''
  }

  /**
   * Help to make each line of a text, which stands below its field, an entry of the list that is wanted; empty if there
   * is but one.
   */
  function asEntries (fault) {
    if (fault.limit !== 'array' || typeof fault.value !== 'string') return ''
    var span = spanOf(fault)
    var lines = fault.value.split('\n')
    if (span.line > spanOf(fault, undefined, true).line) {
      lines = fault.record.lines.slice(span.line - 1, lastLineOf(span))
    }
    var entries = []
    lines.map(function (line) { return line.trim() }).filter(Boolean).forEach(function (line) {
      // A sentence goes on.
      if (entries.length && /^\p{Lu}/u.test(entries[0]) && /^\p{Ll}/u.test(line)) {
        entries.push(entries.pop() + ' ' + line)
      } else entries.push(line)
    })
    if (entries.length < 2 || /^\s*['">|]/.test(lines[0])) return ''
    if (entries.length > MOST_SHOWN) return 'begin each entry below `' + fault.name + '` with `- `, on a line of its own'
    return ['begin each entry with `- `:', fault.name + ':'].concat(entries.map(function (entry) {
      return '  - ' + form.asYaml(entry)
    })).join('\n')
  }

  /** The last line that a text at `span` stands on: it may end where the next one begins. */
  function lastLineOf (span) {
    return Math.max(span.line, span.endLine - (span.endColumn === 1 ? 1 : 0))
  }

  function namesIn (field) {
    return (field.required || Object.keys(field.properties || {})).slice(0, 3)
  }

  function retypedIn (fault, text) {
    var items = fault.field.items ? resolved(fault.schema, fault.field.items) : {}
    var value = fault.value
    var keys = isOf(value, 'object') ? Object.keys(value) : []
    if (keys.length === 1) text = typedIn(fault, value[keys[0]], keys)
    return form.retyped(value, fault.limit, fault.field, fault.name, items.enum || [], text, besides(fault))
  }

  /** The fields that may stand beside that of the fault. */
  function besides (fault) {
    var home = fault.path.slice(0, -1).map(function (step) { return typeof step === 'string' ? step : '[]' }).join('\n')
    return fieldsOf(fault.schema)
      .filter(function (one) { return one.path.slice(0, -1).join('\n') === home })
      .map(function (one) { return one.name })
  }

  function typeOf (value, text) {
    if (typeof value === 'number') return /[.e]/.test(text) ? 'number' : 'integer'
    return Array.isArray(value) ? 'array' : typeof value
  }

  /** What is wrong with the lines of a text that was meant to be more: a dash without its space, say. */
  function slipIn (fault) {
    var span = spanOf(fault)
    if (span.line === spanOf(fault, undefined, true).line) return null
    var first = /\.md$/.test(fault.record.path) ? 1 : 0
    return form.slipBefore(fault.record.lines, fault.record.path, first, lastLineOf(span) - 1, span.line - 1)
  }

  function empty (fault) {
    var help = 'write a value, such as `' + fault.example + '`' + (isRequired(fault) ? '' : ', or delete the line')
    var isFact = form.tables.facts.indexOf(fault.path[0]) >= 0 && fault.path.length === 1
    if (isFact || fault.path.join('.') === 'applying.method') {
      help += '\nif the source does not say, delete it and add `' + fault.path[0] + '` to `not_stated`'
    }
    var label = fault.inList ? 'nothing after the dash' : 'nothing after the colon'
    if (fault.value !== null) label = 'there is nothing in it'
    return form.found('empty-value', fault.subject + ' has no value', spanOf(fault, undefined, true), label, help)
  }

  // --- values ----------------------------------------------------------------------------------------

  function unknownValue (fault) {
    if (fault.value === null) return [empty(fault)]
    if (typeof fault.value !== 'string') return [] // its type is wrong, and has been told
    var message = '`' + form.shown(fault.value) + '` is not a value of `' + fault.name + '`'
    var help = helpWithValue(fault, fault.value, fault.limit) || form.didYouMean(fault.value, fault.limit, true) ||
      'use one of ' + form.quoted(fault.limit.map(function (option) { return form.asYaml(option) }))
    return says(fault, 'unknown-value', message, 'not one of the words allowed here', help)
  }

  function helpWithValue (fault, value, allowed) {
    var several = (value.match(/[\p{L}\p{N}_]+/gu) || []).filter(function (word) { return allowed.indexOf(word) >= 0 })
    if (fault.inList && several.length > 1) return 'make each an entry of its own: write `' + several.join(', ') + '`'
    var home = noValueHere(fault, value)
    if (home) return home
    var likely = form.meantValue(value, fault.name, allowed)
    home = likely ? '' : homeOfValue(fault, value)
    likely = likely || (home ? '' : form.labelled(value, fault.field['x-terms'] || {}))
    return likely ? 'did you mean `' + likely + '`?' : home
  }

  /** What to say of a word that only looks like a mistyped value: a field that is no fact, or a region too wide. */
  function noValueHere (fault, given) {
    var word = form.lower(given.trim())
    var isField = fault.schema.required.indexOf(word) < 0 &&
      fieldsOf(fault.schema).some(function (one) { return one.name === word })
    if (['not_stated', 'fact'].indexOf(fault.name) >= 0 && isField) {
      return '`' + word + '` is no fact of this list: ' +
        'delete the entry; a field that the source does not give is left out'
    }
    if (fault.name === 'region' && form.tables.tooWide.indexOf(word) >= 0) {
      return 'this is more than one region: use one of ' + form.quoted(fault.limit)
    }
    return ''
  }

  /** Where a word belongs that is a value of another list of words, beside this one. */
  function homeOfValue (fault, given) {
    var word = form.lower(given.trim()).replace(/[ -]/g, '_')
    var home = fieldsOf(fault.schema).filter(function (one) {
      var options = resolved(fault.schema, one.field.items || one.field).enum || []
      return one.path.length === 1 && one.name !== fault.name && options.indexOf(word) >= 0
    })[0]
    return home ? '`' + word + '` belongs under `' + home.name + '`' : ''
  }

  function notADate (fault, text) {
    var words = form.dateWords(text)
    var closing = fault.path.join('\n') === 'closing_date' ? form.closingWords(text) : ''
    return says(fault, 'not-a-date', '`' + form.shown(text) + '` is not a date', words[0], closing || words[1])
  }

  function wrongForm (fault) {
    var text = fault.value
    var what = '`' + form.shown(text) + '` '
    var like = '`' + fault.example + '`'
    if (fault.field.format === 'date') return notADate(fault, text)
    if (fault.field.format === 'uri') {
      var help = form.betterAddress(text) || 'write the whole address, such as ' + like
      var label = 'expected https://… and no user name in it'
      return says(fault, 'not-an-address', what + 'is not a web address', label, help)
    }
    if (fault.field.format === 'email') {
      what += 'is not an e-mail address'
      return says(fault, 'not-an-email', what, 'expected name@host', 'write it like ' + like)
    }
    what += 'does not have the form of `' + fault.name + '`'
    var better = form.betterForm(text, fault.field.pattern) || 'write it like ' + like
    return says(fault, 'wrong-form', what, 'expected a form like ' + fault.example, better)
  }

  // --- sizes -----------------------------------------------------------------------------------------

  function tooShort (fault) {
    if (!fault.value) return [empty(fault)]
    if (!form.fits(fault.value, fault.field.pattern)) return [] // which says more
    var label = 'expected at least ' + fault.limit + ' characters'
    return says(fault, 'too-short', fault.subject + ' is too short', label, 'say more, such as `' + fault.example + '`')
  }

  function tooLong (fault) {
    if (!form.fits(fault.value, fault.field.pattern)) return []
    var length = Array.from(fault.value).length
    var message = fault.subject + ' is ' + grouped(length) + ' characters long'
    var help = 'shorten it by ' + grouped(length - fault.limit)
    return says(fault, 'too-long', message, 'expected at most ' + grouped(fault.limit), help)
  }

  function grouped (number) {
    return form.reading.grouped(String(number))
  }

  function outOfRange (fault) {
    var bound = fault.keyword === 'minimum' ? 'at least ' : 'at most '
    var message = '`' + fault.name + '` is ' + form.shown(typedIn(fault, fault.value))
    var help = 'write a number such as `' + fault.example + '`' + (fault.value === 0 ? ', or delete the line' : '')
    return says(fault, 'out-of-range', message, 'expected ' + bound + grouped(fault.limit), help)
  }

  function listLength (fault) {
    var count = fault.value.length
    if (!count) return [empty(fault)]
    var message = '`' + fault.name + '` has ' + count
    if (fault.keyword === 'maxItems') {
      message += ' entries'
      return says(fault, 'too-many', message, 'expected at most ' + fault.limit, 'put some of them together')
    }
    message += ' of the ' + fault.limit + ' it needs'
    var help = 'add the others, or write it without the list'
    return says(fault, 'too-few', message, 'expected at least ' + fault.limit, help)
  }

  function repeatedItem (fault) {
    var items = fault.value.map(function (item) { return sameAs(item, true) })
    return items.reduce(function (found, item, number) {
      var first = items.indexOf(item)
      if (first === number) return found
      var typed = form.shown(typedIn(fault, fault.value[number], number))
      var message = '`' + typed + '` stands twice in `' + fault.name + '`'
      var label = 'first on line ' + spanOf(fault, first).line
      return found.concat(form.found('repeated-item', message, spanOf(fault, number), label, 'delete one of the two'))
    }, [])
  }

  var WORDS = {
    additionalProperties: unknownFields,
    required: missingField,
    type: wrongType,
    enum: unknownValue,
    pattern: wrongForm,
    format: wrongForm,
    minLength: tooShort,
    maxLength: tooLong,
    minimum: outOfRange,
    maximum: outOfRange,
    minItems: listLength,
    maxItems: listLength,
    uniqueItems: repeatedItem,
    minProperties: noFields,
    propertyNames: badKey,
    anyOf: oneOfFields
  }

  form.isBlank = isBlank
  form.isToFillIn = isToFillIn
  form.shape = shape
})()
