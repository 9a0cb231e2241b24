/* Fields: the form of a schema's node, whatever it is: one value, several in a frame, a list, a choice of kinds. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  /** The node itself or, if it refers to a definition, that definition with the node's own words on top. */
  function resolve (schema, node) {
    if (!node || !node.$ref) return node
    var definition = schema.$defs[node.$ref.replace('#/$defs/', '')]
    return Object.assign({}, definition, node, { $ref: undefined })
  }

  /** The field of `node`. `how`: `required`, and `open` for one that is not folded away. */
  function field (schema, node, how) {
    var whole = resolve(schema, node)
    var items = whole.type === 'array' && resolve(schema, whole.items)
    var leaf = ui.leafFor(whole, items, how)
    if (leaf) return leaf
    if (whole.type === 'array') return listed(schema, whole, items, how)
    return whole.properties ? group(schema, whole, how) : freeKeys(schema, whole, how)
  }

  /**
   * A frame with a legend or, for what is seldom needed, one that unfolds. `tell(value)` puts what it holds on the line
   * of one that is folded.
   */
  function frame (schema, node, how, wrong) {
    var help = ui.newId()
    var content = make('div', { class: 'form-frame__body' })
    var title = ui.titleOf(node)
    function still () {}
    if (how.bare) return { element: make('div', { class: 'form-bare' }, wrong.element, content), content: content, open: still, tell: still }
    if (how.open || (how.required && !how.within)) {
      return {
        element: make('fieldset', { class: 'form-frame', 'aria-describedby': ui.wordsOf(node) && help },
          make('legend', { class: how.titled ? 'visually-hidden' : 'form-frame__legend' }, title), ui.helpOf(node, help), wrong.element, content),
        content: content,
        open: still,
        tell: still
      }
    }
    var line = make('span', { class: 'form-fold__line' })
    var details = make('details', { class: 'form-fold' },
      make('summary', { class: 'form-fold__summary' }, title, line), ui.helpOf(node, help), wrong.element, content)
    return {
      element: details,
      content: content,
      details: details,
      open: function () { details.open = true },
      tell: function (value) {
        var words = ui.summary(schema, node, value)
        line.textContent = words && ': ' + words
      }
    }
  }

  /** Work that is done once, when it is first needed: what is folded is made when it is unfolded. */
  function once (work) {
    var done = false
    return function () {
      if (done) return
      done = true
      work()
    }
  }

  /** What is carried from entry to entry, if it is one of a few values: its key, its title and the values with their labels. */
  function carried (schema, items) {
    var key = (((items || {})['x-form'] || {}).carry || [])[0]
    var whole = key && resolve(schema, items.properties[key])
    if (!whole || !whole.enum) return null
    var common = (whole['x-form'] || {}).common || whole.enum
    return { key: key, title: ui.titleOf(whole), values: common.map(function (value) { return [value, ((whole['x-terms'] || {})[value] || {}).label || value] }) }
  }

  function listed (schema, node, items, how) {
    var wrong = ui.wrongPlace(function () { return [] })
    var outer = frame(schema, node, how, wrong)
    var list = ui.list(node, items, {
      carried: carried(schema, items),
      makeField: function () { return field(schema, node.items, { bare: true, required: true }) },
      summary: function (value) { return ui.summary(schema, items, value) },
      called: function (value) { return ui.called(schema, items, value) }
    })
    outer.content.append(list.body)
    list.body.addEventListener('change', function () { outer.tell(list.get()) })
    return {
      element: outer.element,
      get: list.get,
      set: function (value) {
        list.set(value)
        outer.tell(value)
      },
      at: list.entry,
      focus: function () {
        outer.open()
        list.focus()
      },
      wrong: wrong.show
    }
  }

  /** An object whose keys are free: a list of keys with their words. */
  function freeKeys (schema, node, how) {
    var pair = {
      title: 'Letter',
      type: 'object',
      properties: {
        key: { title: 'Letter', type: 'string', maxLength: 3 },
        value: { title: 'Stands for', type: 'string', maxLength: 60 }
      }
    }
    var inner = listed(schema, { title: node.title, description: node.description, type: 'array', items: pair }, pair, how)
    var raw
    return Object.assign({}, inner, {
      get: function () {
        var pairs = inner.get()
        if (!Array.isArray(pairs)) return raw
        var found = Object.create(null)
        pairs.forEach(function (one) { found[one.key === undefined ? '' : one.key] = one.value === undefined ? null : one.value })
        return found
      },
      set: function (value) {
        raw = ui.isObject(value) || value === null ? undefined : value
        inner.set(ui.isObject(value) ? Object.keys(value).map(function (key) { return { key: key, value: value[key] } }) : undefined)
      },
      at: function (key) {
        return inner.at((inner.get() || []).findIndex(function (one) { return one.key === key }))
      }
    })
  }

  /**
   * Several fields, each made when it is needed; `names` in order. What the schema does not know is kept as it is.
   * `places(name)` is the element that a field goes into, `made(name, field)` is told of each.
   */
  function fieldsOf (schema, node, names, made) {
    var fields = Object.create(null)
    var rest = Object.create(null)
    var raw
    var required = node.required || []

    function need (name, how) {
      if (!fields[name]) {
        fields[name] = field(schema, node.properties[name], Object.assign({ required: required.indexOf(name) >= 0 }, how))
        made(name, fields[name])
      }
      return fields[name]
    }

    return {
      need: need,
      made: function (name) { return fields[name] },
      names: names,
      rest: function () { return rest },
      forget: function (name) { delete rest[name] },
      get: function () {
        var values = Object.create(null)
        names.forEach(function (name) {
          var value = fields[name] && fields[name].get()
          if (value !== undefined) values[name] = value
        })
        Object.assign(values, rest)
        return Object.keys(values).length ? values : raw
      },
      /** Take the values in; the names of those that there are. */
      set: function (value, reach) {
        var given = ui.isObject(value) ? value : {}
        raw = value === undefined || value === null || ui.isObject(value) ? undefined : value
        rest = Object.create(null)
        Object.keys(given).forEach(function (name) { if (names.indexOf(name) < 0) rest[name] = given[name] })
        names.forEach(function (name) {
          var there = given[name] !== undefined && given[name] !== null
          if (there) reach(name)
          if (there || fields[name]) need(name).set(there ? given[name] : undefined)
          if (given[name] === null) rest[name] = null
        })
      }
    }
  }

  /** The line that names what a frame keeps although it has no field for it. */
  function keptNote (fields, changed) {
    var note = make('div', { class: 'form-kept', hidden: '' })
    return {
      element: note,
      show: function () {
        var names = Object.keys(fields.rest())
        note.hidden = !names.length
        note.replaceChildren.apply(note, names.map(function (name) {
          var drop = make('button', { class: 'form-button', type: 'button' }, 'Remove ' + name)
          drop.addEventListener('click', function () {
            fields.forget(name)
            drop.parentElement.remove()
            changed(note)
          })
          return make('p', {}, 'Kept as it stands: ', make('code', {}, name + ': ' + ui.shown(fields.rest()[name])), ' ', drop)
        }))
      }
    }
  }

  /** Fields that fold away: `those` are `{name, title}`. One that has a value is taken out, and stands before it. */
  function moreOf (title, those) {
    var names = make('span', { class: 'form-more__names' })
    var words = make('span', { class: 'form-more__title' })
    var element = make('details', { class: 'form-more' }, make('summary', { class: 'form-more__summary' }, words, names))

    function tell () {
      var titles = those.map(function (one) { return one.title })
      var few = titles.length < 4
      words.textContent = few ? titles.map(function (one, place) { return place ? one.charAt(0).toLowerCase() + one.slice(1) : one }).join(', ') : title
      names.textContent = few ? '' : titles.join(', ')
      element.hidden = !those.length
    }

    tell()
    return {
      element: element,
      has: function (name) { return those.some(function (one) { return one.name === name }) },
      takeOut: function (name, slot) {
        if (!those.some(function (one) { return one.name === name })) return
        those = those.filter(function (one) { return one.name !== name })
        element.before(slot)
        tell()
      }
    }
  }

  function group (schema, node, how) {
    var names = Object.keys(node.properties)
    var hints = node['x-form'] || {}
    var kinds = hints.one_of || []
    var first = hints.first || names.filter(function (name) { return kinds.indexOf(name) < 0 })
    var more = names.filter(function (name) { return first.indexOf(name) < 0 && kinds.indexOf(name) < 0 })
    var wrong = ui.wrongPlace(function () { return [] })
    var outer = frame(schema, node, how, wrong)
    var slots = {}
    var chooser = kinds.length ? kindChooser(schema, node, kinds, function (name) { show(name) }) : null
    var fields = fieldsOf(schema, node, names, function (name, made) {
      slots[name].append(made.element)
      propose(name, made)
    })
    var kept = keptNote(fields, function (place) { place.dispatchEvent(new Event('change', { bubbles: true })) })
    var within = how.required || how.bare ? '' : ui.titleOf(node).toLowerCase()
    var fold = more.length && moreOf('More on ' + ui.titleOf(node).toLowerCase(), more.map(function (name) {
      return { name: name, title: ui.titleOf(resolve(schema, node.properties[name])) }
    }))

    names.forEach(function (name) { slots[name] = make('div', { class: 'form-slot', hidden: kinds.indexOf(name) >= 0 ? '' : null }) })
    outer.content.append.apply(outer.content, [chooser && chooser.element]
      .concat(kinds.concat(first).map(function (name) { return slots[name] }), [kept.element, fold && fold.element]).filter(Boolean))

    function need (name) {
      var folded = ((resolve(schema, node.properties[name]) || {})['x-form'] || {}).fold
      return fields.need(name, { open: !folded && (first.indexOf(name) >= 0 || kinds.indexOf(name) >= 0), within: within })
    }

    var makeFirst = once(function () { first.forEach(need) })
    var makeMore = once(function () {
      more.forEach(function (name) {
        if (fold.has(name)) fold.element.append(slots[name])
        need(name)
      })
    })

    function show (name) {
      kinds.forEach(function (kind) {
        var made = fields.made(kind)
        slots[kind].hidden = kind !== name && !(made && made.get() !== undefined)
      })
      if (!name) return
      need(name)
      slots[name].hidden = false
    }

    function from (name) { return (node.properties[name]['x-form'] || {}).from }

    /** Where an id is made from the words of the field `name`: it follows them while they are first typed, and then stays. */
    function propose (name, made) {
      var id = names.find(function (other) { return from(other) === name })
      if (!id) return
      var following

      function follow () {
        if (need(id).get() !== undefined && need(id).get() !== following) return
        need(id).set(undefined)
        if (made.get() !== undefined) need(id).set(ui.freeId(ui.slug(made.get(), 4), made.element))
        following = need(id).get()
      }

      function stay () { following = undefined }

      made.control.addEventListener('input', follow)
      made.control.addEventListener('change', function () {
        follow()
        stay()
      })
      made.control.addEventListener('blur', stay)
    }

    if (outer.details) outer.details.addEventListener('toggle', function () { if (outer.details.open) makeFirst() })
    else makeFirst()
    if (fold) fold.element.addEventListener('toggle', function () { if (fold.element.open) makeMore() })
    outer.content.addEventListener('change', function () { if (outer.details) outer.tell(fields.get()) })

    /** Make the field of a name that has a value; one that is folded away comes out alone. */
    function reach (name) {
      makeFirst()
      if (more.indexOf(name) >= 0) {
        need(name)
        // An id is there in every criterion, which need not show it.
        if (!from(name)) fold.takeOut(name, slots[name])
      }
      if (kinds.indexOf(name) >= 0) {
        need(name)
        slots[name].hidden = false
        chooser.set(name)
      }
    }

    return {
      element: outer.element,
      get: fields.get,
      set: function (value) {
        fields.set(value, reach)
        outer.tell(value)
        if (chooser && !kinds.some(function (kind) { return fields.made(kind) && fields.made(kind).get() !== undefined })) chooser.set('')
        kept.show()
      },
      at: function (name) {
        if (!window.portal.form.owns(node.properties, name)) return null
        makeFirst()
        if (more.indexOf(name) >= 0) makeMore()
        return kinds.indexOf(name) >= 0 && !fields.made(name) ? null : need(name)
      },
      unfold: function () {
        outer.open()
        makeFirst()
      },
      focus: function () {
        outer.open()
        makeFirst()
        if (chooser) chooser.focus()
        else need(first[0]).focus()
      },
      wrong: wrong.show
    }
  }

  /** The list of kinds of which an entry has one. */
  function kindChooser (schema, node, kinds, chosen) {
    var id = ui.newId()
    var control = make('select', { class: 'form-field__input', id: id, autocomplete: 'off' }, make('option', { value: '' }, 'Choose…'))
    kinds.forEach(function (name) {
      control.append(make('option', { value: name }, ui.titleOf(resolve(schema, node.properties[name]))))
    })
    control.addEventListener('change', function () { chosen(control.value) })
    return {
      element: make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: id }, 'What kind of requirement'), control),
      set: function (name) { control.value = name },
      focus: function () { control.focus() }
    }
  }

  ui.resolve = resolve
  ui.field = field
  ui.fieldsOf = fieldsOf
  ui.keptNote = keptNote
  ui.once = once
  ui.moreOf = moreOf
})()
