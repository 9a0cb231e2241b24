/* Lists: entries that can be added, removed, put back and moved, by their buttons, the arrow keys or dragging. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var MANY = 2 // in a list of more entries only the one at work is open

  function article (word) {
    return (/^[aeiou]/i.test(word) ? 'an ' : 'a ') + word.charAt(0).toLowerCase() + word.slice(1)
  }

  function button (words, label, press) {
    var element = make('button', { class: 'form-button', type: 'button', 'aria-label': label }, words)
    element.addEventListener('click', press)
    return element
  }

  /** Near an edge of the screen an entry that is dragged takes the page along. */
  function scrollAt (height) {
    var edge = 56
    if (height < edge) window.scrollBy({ top: -16, behavior: 'instant' })
    if (height > window.innerHeight - edge) window.scrollBy({ top: 16, behavior: 'instant' })
  }

  /**
   * A list of `node`, whose entries are of `items`; `makeField()` gives the field of one more entry. An entry folds to
   * one line that `summary(value)` tells, and its buttons name it by `called(value)`.
   */
  function list (node, items, how) {
    var name = ui.titleOf(items) || 'Entry'
    var hints = items['x-form'] || {}
    var entries = []
    var raw
    var body = make('ol', { class: 'form-list' })
    var add = make('button', { class: 'button form-list__add', type: 'button' }, 'Add ' + article(name))
    var odd = make('p', { class: 'form-field__note', hidden: '' })
    var carried = how.carried
    var fromHere = new Map() // the entries that have their value from the buttons for all
    var forAll = carried && make('p', { class: 'form-list__all', hidden: '' }, make('span', { 'aria-hidden': 'true' }, carried.title + ' of all:'),
      ...carried.values.map(function (one) {
        var words = one[1].charAt(0).toUpperCase() + one[1].slice(1)
        var press = make('button', { class: 'form-button', type: 'button' }, make('span', { class: 'visually-hidden' }, carried.title + ' of all: '), words)
        press.addEventListener('click', function () { giveAll(one[0], words) })
        return press
      }))

    /** Give a value to the entries that have none, or that have theirs from here; pressed again it is taken back. */
    function giveAll (value, words) {
      var those = live().filter(function (entry) {
        var has = entry.field.at(carried.key).get()
        return has === undefined || fromHere.get(entry) === has
      })
      var back = those.length && those.every(function (entry) { return entry.field.at(carried.key).get() === value })
      those.forEach(function (entry) {
        entry.field.at(carried.key).set(back ? undefined : value)
        fromHere.set(entry, value)
        tell(entry)
      })
      ui.say(!those.length ? 'Each has its ' + carried.title.toLowerCase() + ' already.'
        : ui.counted(those.length, 'entry', 'entries') + (back ? ' no longer ' : ' now ') + (those.length === 1 ? 'has' : 'have') +
          ' the ' + carried.title.toLowerCase() + ' “' + words + '”.')
      changed()
    }

    /** The pasted lines, with what a line “Essential:” above them, or “(essential)” at their end, says of them. */
    function sorted (lines) {
      var above
      var found = []
      lines.forEach(function (line) {
        var own
        var words = line
        var heading = carried && carried.values.find(function (one) { return new RegExp('^' + one[1] + '(?: criteria)?\\s*:?$', 'i').test(line) })
        if (heading) {
          above = heading[0]
          return
        }
        ;(carried ? carried.values : []).forEach(function (one) {
          var rest = line.replace(new RegExp('\\s*[([]\\s*' + one[1] + '\\s*[)\\]]\\s*[.,;]?$', 'i'), '')
          if (rest === line || !rest) return
          words = rest
          own = one[0]
        })
        found.push({ words: words, value: own === undefined ? above : own })
      })
      return found
    }

    function changed () { body.dispatchEvent(new Event('change', { bubbles: true })) }

    /** “Own caseload” or, of an entry without words, criterion 2. */
    function named (entry) {
      return entry.words ? '“' + entry.words + '”' : name.toLowerCase() + ' ' + (entries.indexOf(entry) + 1)
    }

    /** Tell on the entry's line, and in the labels of its buttons, what it holds. */
    function tell (entry) {
      var place = entries.indexOf(entry)
      var value = entry.field.get()
      entry.words = how.called(value)
      entry.line.textContent = how.summary(value)
      entry.called.textContent = entry.words
      entry.title.replaceChildren(make('span', { class: 'form-entry__word' }, name + ' '), place + 1 + '.')
      entry.legend.textContent = name + ' ' + (place + 1)
      entry.handle.setAttribute('aria-label', 'Drag ' + named(entry) + ', or move it with the arrow keys')
      entry.up.setAttribute('aria-label', 'Move ' + named(entry) + ' up')
      entry.down.setAttribute('aria-label', 'Move ' + named(entry) + ' down')
      entry.remove.setAttribute('aria-label', 'Remove ' + named(entry))
      // Not `disabled`: the focus would be lost on the way.
      entry.up.setAttribute('aria-disabled', String(place === 0))
      entry.down.setAttribute('aria-disabled', String(place === entries.length - 1))
    }

    function number () {
      entries.forEach(tell)
      if (forAll) forAll.hidden = entries.length < 2
    }

    function place (entry, at) {
      entries.splice(entries.indexOf(entry), 1)
      entries.splice(at, 0, entry)
      var next = entries[at + 1]
      body.insertBefore(entry.element, next ? next.element : null)
      number()
    }

    function foldOthers (entry) {
      entries.forEach(function (other) { if (other !== entry) other.fold.open = false })
    }

    function isAt (entry) {
      return (entry.words ? name + ' ' + named(entry) : name) + ' moved to place ' + (entries.indexOf(entry) + 1) + ' of ' + entries.length + '.'
    }

    /** Move an entry by `step`: the button that was pressed keeps the focus and its height on the screen. */
    function move (entry, step, focus) {
      var at = entries.indexOf(entry) + step
      if (at < 0 || at >= entries.length) return ui.say(name + ' is already ' + (step < 0 ? 'first' : 'last') + '.')
      ui.still(focus, function () {
        place(entry, at)
        focus.focus({ preventScroll: true })
      })
      ui.say(isAt(entry))
      changed()
    }

    /** A line in the list with a way back, which has the focus. */
    function wayBack (words, button, label, undo) {
      var line = make('li', { class: 'form-removed' }, make('span', {}, words), ' ')
      var press = make('button', { class: 'button button--plain', type: 'button', 'aria-label': label }, button)
      press.addEventListener('click', function () { undo(line) })
      line.append(press)
      line.take = function () { press.focus({ preventScroll: true }) }
      return line
    }

    function takeOut (entry) {
      var words = (entry.words ? named(entry) : name + ' ' + (entries.indexOf(entry) + 1)) + ' is removed.'
      var line = wayBack(words, 'Put it back', 'Put it back: ' + named(entry), function (there) { putBack(entry, there) })
      entries.splice(entries.indexOf(entry), 1)
      entry.element.replaceWith(line)
      line.take()
      number()
      ui.say(words)
      changed()
    }

    function putBack (entry, line) {
      var before = Array.from(body.children).slice(0, Array.from(body.children).indexOf(line))
      line.replaceWith(entry.element)
      entries.splice(before.filter(function (one) { return one.classList.contains('form-entry') }).length, 0, entry)
      number()
      entry.summary.focus({ preventScroll: true })
      ui.say(named(entry) + ' is back.')
      changed()
    }

    /** A new entry, after `other` if there is one, else at the end. */
    function begin (other) {
      var entry = { field: how.makeField(), words: '' }
      entry.legend = make('legend', { class: 'visually-hidden' })
      entry.title = make('span', { class: 'form-entry__title' })
      entry.called = make('span', { class: 'form-entry__called' })
      entry.line = make('span', { class: 'form-entry__line' })
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
      entry.summary = make('summary', { class: 'form-entry__summary' }, entry.title, ' ', entry.called, entry.line)
      entry.summary.addEventListener('click', function () {
        if (!entry.fold.open && entries.length > MANY) ui.still(entry.summary, function () { foldOthers(entry) })
      })
      entry.fold = make('details', { class: 'form-entry__fold' }, entry.summary, make('div', { class: 'form-entry__body' }, entry.field.element))
      entry.element = make('li', { class: 'form-entry' },
        make('fieldset', { class: 'form-entry__set' }, entry.legend,
          make('div', { class: 'form-entry__tools' }, entry.handle, entry.up, entry.down, entry.remove),
          entry.fold))
      entry.fold.addEventListener('input', function () { if (entries.indexOf(entry) >= 0) tell(entry) })
      entry.fold.addEventListener('change', function () { if (entries.indexOf(entry) >= 0) tell(entry) })
      entries.splice(other ? entries.indexOf(other) + 1 : entries.length, 0, entry)
      body.insertBefore(entry.element, other ? other.element.nextSibling : null)
      if (hints.line) asLines(entry)
      return entry
    }

    /** Begin an entry to write in: the others fold, so that what is at hand stays in sight. */
    function addAfter (other) {
      raw = undefined
      var entry = begin(other)
      entry.fold.open = true
      foldOthers(entry)
      number()
      entry.field.focus()
      ui.say(named(entry) + ' added.')
      changed()
    }

    /** Entries of one line of text: Enter begins the next, and of several lines that are pasted each is one. */
    function asLines (entry) {
      var field = entry.field.at(hints.line)
      field.control.addEventListener('keydown', function (event) {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
        event.preventDefault()
        if (entry.field.get() === undefined) return
        field.control.dispatchEvent(new Event('change', { bubbles: true }))
        addAfter(entry)
      })
      field.control.addEventListener('paste', function (event) {
        var lines = ui.readings.lines(event.clipboardData ? event.clipboardData.getData('text/plain') : '')
        if (lines.length < 2) return
        var those = sorted(lines)
        if (!those.length) return
        event.preventDefault()
        takeLines(entry, field, those)
      })
    }

    function write (field, text) {
      field.control.value = text
      // So that what is made from the words, such as an id, is made.
      field.control.dispatchEvent(new Event('change'))
    }

    function takeLines (entry, field, lines) {
      var before = field.control.value
      var whole = entry.field.get()
      var like = ui.isObject(whole) ? whole : {}
      write(field, before.trim() ? before.trim() + ' ' + lines[0].words : lines[0].words)
      if (lines[0].value !== undefined) entry.field.at(carried.key).set(lines[0].value)
      var last = entry
      var added = lines.slice(1).map(function (line) {
        last = begin(last)
        var value = {}
        ;(hints.carry || []).forEach(function (key) { if (like[key] !== undefined) value[key] = like[key] })
        if (line.value !== undefined) value[carried.key] = line.value
        last.field.set(value)
        write(last.field.at(hints.line), line.words)
        return last
      })
      var words = ui.counted(lines.length, 'line is', 'lines are') + ' pasted, each as ' + article(name) + '.'
      var line = wayBack(words, 'Undo', 'Undo the pasting', function () {
        added.forEach(function (one) {
          var at = entries.indexOf(one)
          if (at >= 0) entries.splice(at, 1)
          one.element.remove()
        })
        line.remove()
        entry.field.set(whole)
        number()
        field.control.focus()
        ui.say('The pasted lines are gone again.')
        changed()
      })
      last.element.after(line)
      number()
      ui.say(words)
      changed()
    }

    /** While the handle is held, all entries are folded, and the one that is held goes where the pointer is. */
    function drag (entry) {
      var from = -1
      var open = []

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
        ui.still(entry.handle, function () { open.forEach(function (one) { one.fold.open = true }) })
        if (at !== from) {
          ui.say(isAt(entry))
          changed()
        }
        from = -1
      }

      entry.handle.addEventListener('pointerdown', function (event) {
        if (event.button) return
        from = entries.indexOf(entry)
        open = entries.filter(function (one) { return one.fold.open })
        ui.still(entry.handle, function () { foldOthers(null) })
        entry.handle.setPointerCapture(event.pointerId)
        entry.element.classList.add('form-entry--held')
      })
      entry.handle.addEventListener('pointermove', function (event) {
        if (from < 0) return
        scrollAt(event.clientY)
        var at = over(event)
        if (at === entries.indexOf(entry)) return
        place(entry, at)
        // What moves in the document lets go of the pointer.
        entry.handle.setPointerCapture(event.pointerId)
      })
      entry.handle.addEventListener('pointerup', end)
      entry.handle.addEventListener('pointercancel', end)
    }

    add.addEventListener('click', function () { addAfter(null) })

    /** The entries that hold anything: the others are not in the record. */
    function live () {
      return entries.filter(function (entry) { return entry.field.get() !== undefined })
    }

    return {
      body: make('div', { class: 'form-list-whole' }, odd, forAll, body, make('div', { class: 'form-list__foot' }, add,
        hints.line && make('p', { class: 'form-field__note' }, 'Enter begins the next; a pasted list becomes one for each line.'))),
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
        fromHere.clear()
        body.replaceChildren()
        given.forEach(function (one) { begin().field.set(one) })
        number()
      },
      entry: function (at) { return (live()[at] || {}).field || null },
      focus: function () {
        if (!entries[0]) return add.focus()
        entries[0].fold.open = true
        entries[0].field.focus()
      }
    }
  }

  ui.list = list
})()
