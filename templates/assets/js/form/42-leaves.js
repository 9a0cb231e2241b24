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
    return ui.wordsOf(node) && make('p', { class: 'form-field__help', id: id }, ui.rich(ui.wordsOf(node)))
  }

  /** Said of what must be there: always or, in a part that may be left out, `within`, once that part is begun. */
  function needed (how) {
    if (!how.required) return ''
    return make('span', { class: 'form-field__needed' }, how.within ? ' (needed if you give ' + how.within + ')' : ' (needed)')
  }

  function capital (words) { return words.charAt(0).toUpperCase() + words.slice(1) }

  /**
   * A field in its frame: the label, the help, the control and the messages. `read()` gives the value of the control,
   * `put(value)` shows one. What the control showed when a value was put in stands for that value, exactly.
   * `parts.meant(text)` is the value that somebody meant who wrote another: it is put in when the field is left.
   */
  function leaf (node, control, parts) {
    var help = ui.newId()
    var wrong = ui.wrongPlace(function () { return [control] }, control.nodeName === 'TEXTAREA' ? null : write)
    var told = parts.meant && make('p', { class: 'form-field__note form-field__told', role: 'status' })
    var kept = { value: undefined, shown: control.value }
    if (!control.id) control.id = ui.newId()
    control.setAttribute('aria-describedby', (ui.wordsOf(node) ? help + ' ' : '') + wrong.element.id)
    if (parts.how.required && !parts.how.within) control.setAttribute('aria-required', 'true')

    /** Write a value as if somebody had typed it. */
    function write (value) {
      control.value = value
      control.dispatchEvent(new Event('input', { bubbles: true }))
      control.dispatchEvent(new Event('change', { bubbles: true }))
      control.focus()
    }

    function understand () {
      var typed = control.value.trim()
      var meant = parts.meant(typed)
      var other = meant && meant !== typed
      if (other) control.value = meant
      told.textContent = other ? '“' + typed + '” is written as ' + meant + (parts.spoken ? ', ' + parts.spoken(meant) : '') + '.' : ''
    }

    if (told) control.addEventListener('change', understand)
    return {
      element: make('div', { class: 'form-field' + (parts.small ? ' form-field--small' : '') },
        make('label', { class: 'form-field__label', for: control.id }, ui.titleOf(node), needed(parts.how)),
        helpOf(node, help), parts.beside ? make('div', { class: 'form-field__row' }, control, parts.beside(write)) : control,
        parts.after, told, wrong.element),
      control: control,
      get: function () { return control.value === kept.shown ? kept.value : parts.read(control.value) },
      set: function (value) {
        parts.put(value)
        kept = { value: value === null ? undefined : value, shown: control.value }
        if (parts.changed) parts.changed()
        if (told) told.textContent = ''
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

  /** How what is written in a text of this kind is read, where there is another way to write it. */
  function meantBy (node) {
    if (node.format === 'uri' || (node['x-form'] || {}).web) return ui.readings.web
    if (node.format === 'email') return ui.readings.mail
    var sample = example(node)
    if (/^\d\d:\d\d$/.test(sample)) return ui.readings.time
    return node.pattern && ui.readings.postcode(sample) === sample ? ui.readings.postcode : null
  }

  function text (node, how) {
    var long = node['x-format'] || !(node.maxLength <= SHORT)
    var control = long
      ? make('textarea', { class: 'form-field__input', rows: node['x-format'] ? 4 : node.maxLength > 400 ? 3 : 2, placeholder: example(node) && 'for example ' + example(node) })
      : input(node, { inputmode: node.format === 'email' ? 'email' : null, spellcheck: node.pattern ? 'false' : null })
    return leaf(node, control, {
      how: how,
      put: put(control),
      meant: long ? null : meantBy(node),
      small: !long && node.maxLength <= 20,
      read: function (typed) { return (long ? typed.replace(/\s+$/, '') : typed.trim()) || undefined }
    })
  }

  /** A button beside a day: "Today", or the browser's own calendar where it has one. */
  function dayButtons (node, write) {
    var words = ui.titleOf(node).charAt(0).toLowerCase() + ui.titleOf(node).slice(1)
    var buttons = []

    function besides () { return make('span', { class: 'visually-hidden' }, ' for ' + words) }

    if ((node['x-form'] || {}).today) {
      var today = make('button', { class: 'form-button', type: 'button' }, 'Today', besides())
      today.addEventListener('click', function () {
        write(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(window.portal.now()))
      })
      buttons.push(today)
    }
    if ('showPicker' in window.HTMLInputElement.prototype) {
      var calendar = make('input', { class: 'form-day__calendar', type: 'date', tabindex: '-1', 'aria-hidden': 'true' })
      var pick = make('button', { class: 'form-button', type: 'button' }, 'Calendar', besides())
      pick.addEventListener('click', function () {
        var typed = pick.closest('.form-field').querySelector('input').value
        calendar.value = ui.readings.day(typed)
        calendar.showPicker()
      })
      // Of the calendar's own events the record hears nothing: it hears of what is written.
      calendar.addEventListener('input', function (event) { event.stopPropagation() })
      calendar.addEventListener('change', function (event) {
        event.stopPropagation()
        if (calendar.value) write(calendar.value)
      })
      buttons.push(make('span', { class: 'form-day' }, pick, calendar))
    }
    return make('span', { class: 'form-field__buttons' }, ...buttons)
  }

  function day (node, how) {
    var control = make('input', {
      class: 'form-field__input', type: 'text', autocomplete: 'off', placeholder: 'such as 31/03/2027', spellcheck: 'false'
    })
    return leaf(node, control, {
      how: how,
      small: true,
      put: put(control),
      meant: ui.readings.day,
      spoken: ui.readings.spoken,
      beside: function (write) { return dayButtons(node, write) },
      read: function (typed) { return typed.trim() || undefined }
    })
  }

  function figure (node, how) {
    var control = input(node, { inputmode: node.type === 'integer' ? 'numeric' : 'decimal' })
    return leaf(node, control, {
      how: how,
      small: true,
      put: put(control),
      meant: function (typed) { return ui.readings.figure(typed, node['x-unit']) },
      read: function (typed) {
        var plain = typed.trim()
        return NUMBER.test(plain) ? Number(plain) : plain || undefined
      }
    })
  }

  /** Several short texts, one on each line. */
  function lines (node, how) {
    var control = make('textarea', { class: 'form-field__input', rows: 2, placeholder: 'one on each line' })
    return leaf(node, control, {
      how: how,
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
  function choice (node, how) {
    var control = make('select', { class: 'form-field__input', autocomplete: 'off' })
    var help = make('p', { class: 'form-field__note' })
    control.append(make('option', { value: '' }, how.required ? 'Choose…' : 'Not given'))
    node.enum.forEach(function (value) { control.append(make('option', { value: value }, capital(termOf(node, value).label))) })

    function changed () { help.textContent = control.value ? termOf(node, control.value).help || '' : '' }

    /** Have a value among the others, under its label, and chosen. */
    function offer (value, label) {
      var there = Array.from(control.options).find(function (option) { return option.value === value })
      if (there) there.textContent = label
      else control.append(make('option', { value: value }, label))
      control.value = value
    }

    control.addEventListener('change', changed)
    return Object.assign(leaf(node, control, {
      how: how,
      after: help,
      changed: changed,
      put: function (value) {
        var words = ui.shown(value)
        var there = Array.from(control.options).some(function (option) { return option.value === words })
        if (!there) control.append(make('option', { value: words }, words + ' (as it stands)'))
        control.value = words
      },
      read: function (chosen) { return chosen || undefined }
    }), { offer: offer })
  }

  /** Buttons or boxes under one legend: the frame of several controls. `parts` has `get`, `set` and the `inputs`. */
  function several (node, parts) {
    var help = ui.newId()
    var wrong = ui.wrongPlace(function () { return [] })
    var all = parts.inputs
    return {
      element: make('fieldset', { class: 'form-field form-field--several', 'aria-describedby': (ui.wordsOf(node) ? help + ' ' : '') + wrong.element.id },
        make('legend', { class: 'form-field__label' }, ui.titleOf(node), needed(parts.how || {})),
        helpOf(node, help), parts.body, wrong.element),
      get: parts.get,
      set: parts.set,
      at: function () { return null },
      focus: function () {
        // What stands behind “Other…” is not to be seen, and cannot have the focus.
        var shown = all().filter(function (one) { return !one.closest('.form-option').hidden })
        ;(shown.find(function (one) { return one.checked }) || shown[0]).focus()
      },
      wrong: wrong.show
    }
  }

  function option (type, name, value, label, help) {
    var control = make('input', { class: 'form-option__' + type, type: type, name: name, value: value, autocomplete: 'off' })
    return {
      control: control,
      element: make('label', { class: 'form-option' }, control,
        make('span', {}, capital(label), help ? make('span', { class: 'form-option__help' }, help) : ''))
    }
  }

  /**
   * One of a few values: `values` are `[value, label, help]`; the last button stands for nothing, and is left out
   * without a word for it. Those that the schema names as `common` stand in one row, with the others behind a button.
   */
  function buttons (node, values, none, how) {
    var name = ui.newId()
    var kept
    var common = (node['x-form'] || {}).common
    var options = values.map(function (one) { return option('radio', name, String(one[0]), one[1], common ? '' : one[2]) })
    var nothing = option('radio', name, '', none)
    var body = make('div', { class: 'form-options' })
    var rare = options.filter(function (one, place) { return common && common.indexOf(values[place][0]) < 0 })
    var other = make('button', { class: 'form-button', type: 'button' }, 'Other…')
    options.concat(none ? nothing : []).forEach(function (one) { body.append(one.element) })
    nothing.control.checked = true
    if (rare.length) {
      if (none) rare.push(nothing)
      body.append(other)
      unfold(false)
      other.addEventListener('click', function () {
        unfold(true)
        rare[0].control.focus()
      })
    }

    function unfold (all) {
      other.hidden = all
      rare.forEach(function (one) { one.element.hidden = !all })
    }

    function pressed () { return values[options.findIndex(function (one) { return one.control.checked })] }

    body.addEventListener('change', function () { kept = undefined })
    return several(node, {
      how: how,
      body: body,
      inputs: function () { return options.concat(none ? nothing : []).map(function (one) { return one.control }) },
      get: function () { return kept !== undefined ? kept : (pressed() || [])[0] },
      set: function (value) {
        var place = values.findIndex(function (one) { return one[0] === value })
        options.forEach(function (one) { one.control.checked = false })
        ;(options[place] || nothing).control.checked = true
        kept = place < 0 && value !== null ? value : undefined
        if (rare.indexOf(options[place]) >= 0) unfold(true)
      }
    })
  }

  /** Yes or no; what is needed has no third answer, for the box "The advert does not say" is that. */
  function truth (node, how) {
    return buttons(node, [[true, 'Yes'], [false, 'No']], how.required ? '' : 'Leave out', how)
  }

  function few (node, how) {
    var values = node.enum.map(function (value) { return [value, termOf(node, value).label, termOf(node, value).help] })
    return buttons(node, values, how.required ? 'Not chosen yet' : 'Leave out', how)
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
  function leafFor (node, items, how) {
    if (node.type === 'array' && items.enum) return boxes(node, items)
    if (node.type === 'array' && items.type === 'string') return lines(node, how)
    if (node.enum) return node.enum.length > FEW || node.grows ? choice(node, how) : few(node, how)
    if (node.type === 'boolean') return truth(node, how)
    if (node.type === 'number' || node.type === 'integer') return figure(node, how)
    if (node.type === 'string') return node.format === 'date' ? day(node, how) : text(node, how)
    return null
  }

  ui.leafFor = leafFor
  ui.helpOf = helpOf
})()
