/* Leaves: the fields for one value each. What was loaded stays as it was until somebody changes its field. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var FEW = 4 // so many values of a vocabulary stand as buttons; of more there is a list to choose from
  var SHORT = 120 // a text that may be longer gets a field of several lines
  var NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)$/

  function example (node) {
    var first = (node.examples || [])[0]
    return first === undefined || typeof first === 'object' ? '' : String(first)
  }

  function helpOf (node, id) {
    return node.description && make('p', { class: 'form-field__help', id: id }, ui.rich(node.description))
  }

  function needed () {
    return make('span', { class: 'form-field__needed' }, ' (needed)')
  }

  /**
   * A field in its frame: the label, the help, the control and the messages. `read()` gives the value of the control,
   * `put(value)` shows one. What the control showed when a value was put in stands for that value, exactly.
   */
  function leaf (node, control, parts) {
    var help = ui.newId()
    var wrong = ui.wrongPlace(function () { return [control] })
    var kept = { value: undefined, shown: control.value }
    if (!control.id) control.id = ui.newId()
    control.setAttribute('aria-describedby', (node.description ? help + ' ' : '') + wrong.element.id)
    if (parts.required) control.setAttribute('aria-required', 'true')
    return {
      element: make('div', { class: 'form-field' + (parts.small ? ' form-field--small' : '') },
        make('label', { class: 'form-field__label', for: control.id }, node.title || '', parts.required ? needed() : ''),
        helpOf(node, help), control, parts.after, wrong.element),
      control: control,
      get: function () { return control.value === kept.shown ? kept.value : parts.read(control.value) },
      set: function (value) {
        parts.put(value)
        kept = { value: value === null ? undefined : value, shown: control.value }
        if (parts.changed) parts.changed()
      },
      at: function () { return null },
      focus: function () { control.focus() },
      wrong: wrong.show
    }
  }

  function put (control) {
    return function (value) { control.value = Array.isArray(value) ? value.map(ui.shown).join('\n') : ui.shown(value) }
  }

  function input (node, attributes) {
    var hint = example(node)
    return make('input', Object.assign({
      class: 'form-field__input', type: 'text', autocomplete: 'off', placeholder: hint && 'for example ' + hint
    }, attributes))
  }

  function text (node, required) {
    var long = node['x-format'] || !(node.maxLength <= SHORT)
    var control = long
      ? make('textarea', { class: 'form-field__input', rows: node['x-format'] ? 4 : node.maxLength > 400 ? 3 : 2, placeholder: example(node) && 'for example ' + example(node) })
      : input(node, { inputmode: node.format === 'email' ? 'email' : null, spellcheck: node.pattern ? 'false' : null })
    return leaf(node, control, {
      required: required,
      put: put(control),
      small: !long && node.maxLength <= 20,
      read: function (typed) { return (long ? typed.replace(/\s+$/, '') : typed.trim()) || undefined }
    })
  }

  function day (node, required) {
    var control = make('input', {
      class: 'form-field__input', type: 'text', autocomplete: 'off', inputmode: 'numeric', placeholder: 'year-month-day', spellcheck: 'false'
    })
    return leaf(node, control, {
      required: required, small: true, put: put(control), read: function (typed) { return typed.trim() || undefined }
    })
  }

  function figure (node, required) {
    var control = input(node, { inputmode: node.type === 'integer' ? 'numeric' : 'decimal' })
    return leaf(node, control, {
      required: required,
      small: true,
      put: put(control),
      read: function (typed) {
        var plain = typed.trim()
        return NUMBER.test(plain) ? Number(plain) : plain || undefined
      }
    })
  }

  /** Several short texts, one on each line. */
  function lines (node, required) {
    var control = make('textarea', { class: 'form-field__input', rows: 2, placeholder: 'one on each line' })
    return leaf(node, control, {
      required: required,
      put: put(control),
      after: make('p', { class: 'form-field__note' }, 'One on each line.'),
      read: function (typed) {
        var found = typed.split('\n').map(function (line) { return line.trim() }).filter(Boolean)
        return found.length ? found : undefined
      }
    })
  }

  function termOf (node, value) {
    return (node['x-terms'] || {})[value] || { label: String(value) }
  }

  /** A list to choose one value from; the help of the value that is chosen stands below. */
  function choice (node, required) {
    var control = make('select', { class: 'form-field__input', autocomplete: 'off' })
    var help = make('p', { class: 'form-field__note' })
    control.append(make('option', { value: '' }, required ? 'Choose…' : 'Not given'))
    node.enum.forEach(function (value) { control.append(make('option', { value: value }, termOf(node, value).label)) })

    function changed () { help.textContent = control.value ? termOf(node, control.value).help || '' : '' }

    control.addEventListener('change', changed)
    return leaf(node, control, {
      required: required,
      after: help,
      changed: changed,
      put: function (value) {
        var words = ui.shown(value)
        var there = Array.from(control.options).some(function (option) { return option.value === words })
        if (!there) control.append(make('option', { value: words }, words + ' (as it stands)'))
        control.value = words
      },
      read: function (chosen) { return chosen || undefined }
    })
  }

  /** Buttons or boxes under one legend: the frame of several controls. `parts` has `get`, `set` and the `inputs`. */
  function several (node, parts) {
    var help = ui.newId()
    var wrong = ui.wrongPlace(function () { return [] })
    var all = parts.inputs
    return {
      element: make('fieldset', { class: 'form-field form-field--several', 'aria-describedby': (node.description ? help + ' ' : '') + wrong.element.id },
        make('legend', { class: 'form-field__label' }, node.title || '', parts.required ? needed() : ''),
        helpOf(node, help), parts.body, wrong.element),
      get: parts.get,
      set: parts.set,
      at: function () { return null },
      focus: function () { (all().find(function (one) { return one.checked }) || all()[0]).focus() },
      wrong: wrong.show
    }
  }

  function option (type, name, value, label, help) {
    var control = make('input', { class: 'form-option__' + type, type: type, name: name, value: value, autocomplete: 'off' })
    return {
      control: control,
      element: make('label', { class: 'form-option' }, control,
        make('span', {}, label, help ? make('span', { class: 'form-option__help' }, help) : ''))
    }
  }

  /** One of a few values: `values` are `[value, label, help]`; the last button stands for nothing. */
  function buttons (node, values, none, required) {
    var name = ui.newId()
    var kept
    var options = values.map(function (one) { return option('radio', name, String(one[0]), one[1], one[2]) })
    var nothing = option('radio', name, '', none)
    var body = make('div', { class: 'form-options' })
    options.concat(nothing).forEach(function (one) { body.append(one.element) })
    nothing.control.checked = true

    function pressed () { return values[options.findIndex(function (one) { return one.control.checked })] }

    body.addEventListener('change', function () { kept = undefined })
    return several(node, {
      required: required,
      body: body,
      inputs: function () { return options.concat(nothing).map(function (one) { return one.control }) },
      get: function () { return kept !== undefined ? kept : (pressed() || [])[0] },
      set: function (value) {
        var place = values.findIndex(function (one) { return one[0] === value })
        ;(options[place] || nothing).control.checked = true
        kept = place < 0 && value !== null ? value : undefined
      }
    })
  }

  function truth (node) {
    return buttons(node, [[true, 'Yes'], [false, 'No']], 'Not said')
  }

  function few (node, required) {
    var values = node.enum.map(function (value) { return [value, termOf(node, value).label, termOf(node, value).help] })
    return buttons(node, values, required ? 'Not chosen yet' : 'Not given', required)
  }

  /** Boxes for the values of a vocabulary, in the order in which the record has them. */
  function boxes (node, items, only) {
    var order = []
    var body = make('div', { class: 'form-options form-options--boxes' })
    var all = []
    var raw

    function add (value, label, help) {
      var one = option('checkbox', null, ui.shown(value), label, help)
      one.value = value
      all.push(one)
      body.append(one.element)
      one.control.addEventListener('change', function () {
        raw = undefined
        order = order.filter(function (other) { return other !== value })
        if (one.control.checked) order.push(value)
        if (!loaded) order.sort(function (a, b) { return items.enum.indexOf(a) - items.enum.indexOf(b) })
      })
    }

    var loaded = false
    ;(only || items.enum).forEach(function (value) { add(value, termOf(items, value).label, items.title === 'Fact' ? '' : termOf(items, value).help) })
    var field = several(node, {
      body: body,
      inputs: function () { return all.map(function (one) { return one.control }) },
      get: function () { return raw !== undefined ? raw : order.length ? order.slice() : undefined },
      set: function (value) {
        var given = Array.isArray(value) ? value : []
        raw = value !== undefined && value !== null && (!Array.isArray(value) || new Set(given).size < given.length) ? value : undefined
        order = given.slice()
        loaded = given.length > 0
        given.forEach(function (one) {
          if (!all.some(function (other) { return other.value === one })) add(one, ui.shown(one) + ' (as it stands)')
        })
        all.forEach(function (one) { one.control.checked = given.indexOf(one.value) >= 0 })
      }
    })
    return field
  }

  /** The field for a node of the schema that holds one value, or a list of words; null for any other node. */
  function leafFor (node, items, required) {
    if (node.type === 'array' && items.enum) return boxes(node, items)
    if (node.type === 'array' && items.type === 'string') return lines(node, required)
    if (node.enum) return node.enum.length > FEW || node.grows ? choice(node, required) : few(node, required)
    if (node.type === 'boolean') return truth(node)
    if (node.type === 'number' || node.type === 'integer') return figure(node, required)
    if (node.type === 'string') return node.format === 'date' ? day(node, required) : text(node, required)
    return null
  }

  ui.leafFor = leafFor
  ui.boxes = boxes
  ui.helpOf = helpOf
})()
