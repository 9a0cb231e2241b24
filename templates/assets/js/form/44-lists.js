/* Lists: entries that can be added, removed, put back and moved, by their buttons, the arrow keys or dragging. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  function article (word) {
    return (/^[aeiou]/i.test(word) ? 'an ' : 'a ') + word.charAt(0).toLowerCase() + word.slice(1)
  }

  function button (words, label, press) {
    var element = make('button', { class: 'form-button', type: 'button', 'aria-label': label }, words)
    element.addEventListener('click', press)
    return element
  }

  /** A list of `node`; `makeField()` gives the field of one more entry, `name` is what an entry is called. */
  function list (node, name, makeField) {
    var entries = []
    var raw
    var removed = null
    var body = make('ol', { class: 'form-list' })
    var add = make('button', { class: 'button form-list__add', type: 'button' }, 'Add ' + article(name))
    var back = make('button', { class: 'button button--plain', type: 'button', hidden: '' }, 'Put it back')
    var odd = make('p', { class: 'form-field__note', hidden: '' })

    function changed () { body.dispatchEvent(new Event('change', { bubbles: true })) }

    function named (entry) { return name.toLowerCase() + ' ' + (entries.indexOf(entry) + 1) }

    /** Number the entries, which the labels of their buttons tell too. */
    function number () {
      entries.forEach(function (entry, place) {
        var last = place === entries.length - 1
        entry.title.textContent = name + ' ' + (place + 1)
        entry.handle.setAttribute('aria-label', 'Drag ' + named(entry) + ', or move it with the arrow keys')
        entry.up.setAttribute('aria-label', 'Move ' + named(entry) + ' up')
        entry.down.setAttribute('aria-label', 'Move ' + named(entry) + ' down')
        entry.remove.setAttribute('aria-label', 'Remove ' + named(entry))
        // Not `disabled`: the focus would be lost on the way.
        entry.up.setAttribute('aria-disabled', String(place === 0))
        entry.down.setAttribute('aria-disabled', String(last))
      })
    }

    function place (entry, at) {
      entries.splice(entries.indexOf(entry), 1)
      entries.splice(at, 0, entry)
      var next = entries[at + 1]
      body.insertBefore(entry.element, next ? next.element : null)
      number()
    }

    /** Move an entry by `step`, keep the focus where it was, and say where the entry is now. */
    function move (entry, step, focus) {
      var at = entries.indexOf(entry) + step
      if (at < 0 || at >= entries.length) return ui.say(name + ' is already ' + (step < 0 ? 'first' : 'last') + '.')
      place(entry, at)
      focus.focus()
      ui.say(name + ' moved to place ' + (at + 1) + ' of ' + entries.length + '.')
      changed()
    }

    function takeOut (entry) {
      var at = entries.indexOf(entry)
      removed = { entry: entry, at: at }
      entries.splice(at, 1)
      entry.element.remove()
      number()
      back.hidden = false
      ;(entries[Math.min(at, entries.length - 1)] || { remove: add }).remove.focus()
      ui.say(name + ' ' + (at + 1) + ' removed. It can be put back below the list.')
      changed()
    }

    function putBack () {
      entries.push(removed.entry)
      body.append(removed.entry.element)
      place(removed.entry, removed.at)
      back.hidden = true
      removed.entry.remove.focus()
      ui.say(name + ' ' + (removed.at + 1) + ' is back.')
      changed()
    }

    function begin () {
      var entry = { field: makeField() }
      entry.title = make('span', { class: 'form-entry__title' })
      entry.handle = make('button', { class: 'form-button form-entry__handle', type: 'button' }, make('span', { 'aria-hidden': 'true' }, '⠿'))
      entry.up = button('↑', '', function () { move(entry, -1, entry.up) })
      entry.down = button('↓', '', function () { move(entry, 1, entry.down) })
      entry.remove = button('Remove', '', function () { takeOut(entry) })
      entry.handle.addEventListener('keydown', function (event) {
        var step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (!step) return
        event.preventDefault()
        move(entry, step, entry.handle)
      })
      drag(entry)
      entry.element = make('li', { class: 'form-entry' },
        make('fieldset', { class: 'form-entry__set' },
          make('legend', { class: 'form-entry__legend' }, entry.title),
          make('div', { class: 'form-entry__tools' }, entry.handle, entry.up, entry.down, entry.remove),
          entry.field.element))
      entries.push(entry)
      body.append(entry.element)
      return entry
    }

    /** While the handle is held, the entry goes where the pointer is. */
    function drag (entry) {
      var from = -1

      function over (event) {
        var others = entries.filter(function (other) { return other !== entry })
        var before = others.findIndex(function (other) {
          var box = other.element.getBoundingClientRect()
          return event.clientY < box.top + box.height / 2
        })
        return before < 0 ? others.length : before
      }

      function end () {
        if (from < 0) return
        entry.element.classList.remove('form-entry--held')
        var at = entries.indexOf(entry)
        if (at !== from) {
          ui.say(name + ' moved to place ' + (at + 1) + ' of ' + entries.length + '.')
          changed()
        }
        from = -1
      }

      entry.handle.addEventListener('pointerdown', function (event) {
        if (event.button) return
        from = entries.indexOf(entry)
        entry.handle.setPointerCapture(event.pointerId)
        entry.element.classList.add('form-entry--held')
      })
      entry.handle.addEventListener('pointermove', function (event) {
        if (from < 0) return
        var at = over(event)
        if (at === entries.indexOf(entry)) return
        place(entry, at)
        // What moves in the document lets go of the pointer.
        entry.handle.setPointerCapture(event.pointerId)
      })
      entry.handle.addEventListener('pointerup', end)
      entry.handle.addEventListener('pointercancel', end)
    }

    add.addEventListener('click', function () {
      raw = undefined
      var entry = begin()
      number()
      entry.field.focus()
      ui.say(named(entry) + ' added.')
      changed()
    })
    back.addEventListener('click', putBack)

    /** The entries that hold anything: the others are not in the record. */
    function live () {
      return entries.filter(function (entry) { return entry.field.get() !== undefined })
    }

    return {
      body: make('div', { class: 'form-list-whole' }, odd, body, make('div', { class: 'form-list__foot' }, add, back)),
      get: function () {
        var values = live().map(function (entry) { return entry.field.get() })
        return values.length ? values : raw
      },
      set: function (value) {
        var given = Array.isArray(value) ? value : []
        raw = value === undefined || value === null || given.length ? undefined : value
        odd.hidden = raw === undefined
        odd.textContent = raw === undefined ? '' : 'This is no list, and stays as it is until you add to it: ' + ui.shown(raw)
        entries = []
        removed = null
        back.hidden = true
        body.replaceChildren()
        given.forEach(function (one) { begin().field.set(one) })
        number()
      },
      entry: function (at) { return (live()[at] || {}).field || null },
      focus: function () { (entries[0] ? entries[0].field : add).focus() }
    }
  }

  ui.list = list
})()
