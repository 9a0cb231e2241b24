/* Making: elements, words and the frame that every field of the form stands in. */
(function () {
  'use strict'

  var ui = (window.portal.form = window.portal.form || {}).ui = {}
  var number = 0

  /** An element with attributes and children: `make('p', {class: 'x'}, 'Text ', child)`; what is nothing is left out. */
  function make (name, attributes) {
    var element = document.createElement(name)
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== null && attributes[key] !== undefined) element.setAttribute(key, attributes[key])
    })
    var children = Array.prototype.slice.call(arguments, 2)
    element.append.apply(element, children.filter(function (child) { return child || child === 0 }))
    return element
  }

  /** An id that nothing else on the page has. */
  function newId () {
    number += 1
    return 'f' + number
  }

  /** A text of the schema, in which words between backticks are code. */
  function rich (text) {
    var whole = make('span')
    String(text || '').split('`').forEach(function (part, place) {
      if (part) whole.append(place % 2 ? make('code', {}, part) : part)
    })
    return whole
  }

  function same (one, other) {
    return JSON.stringify(one) === JSON.stringify(other)
  }

  /** A value as somebody would write it in a field. */
  function shown (value) {
    if (value === undefined || value === null) return ''
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }

  /** What the form calls a field, and what it says of it: the schema's words, unless it has others for the form. */
  function titleOf (node) { return (node['x-form'] || {}).title || node.title || '' }

  function wordsOf (node) {
    var own = (node['x-form'] || {}).help
    return own === undefined ? node.description : own
  }

  /** Do `work`, which may move much of the page, while `element` stays at its height on the screen. */
  function still (element, work) {
    var before = element.getBoundingClientRect().top
    work()
    var shift = element.getBoundingClientRect().top - before
    if (shift) window.scrollBy({ top: shift, behavior: 'instant' })
  }

  /** Have `text` said by a screen reader, without moving the focus. */
  function say (text) {
    var place = document.querySelector('[data-form-say]')
    if (place) place.textContent = text
  }

  /** Take back what was to be said, unless something else is said by now. */
  function unsay (text) {
    var place = document.querySelector('[data-form-say]')
    if (place && place.textContent === text) place.textContent = ''
  }

  /** "3 errors", "1 error". */
  function counted (count, one, many) {
    return count + ' ' + (count === 1 ? one : many)
  }

  /** A slug of the first words of `text`: small letters, digits and hyphens. */
  function slug (text, words) {
    var plain = String(text || '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[’']/g, '')
    var parts = plain.split(/[^a-z0-9]+/).filter(Boolean)
    return parts.slice(0, words || 12).join('-').slice(0, 60).replace(/-+$/, '')
  }

  /** The place for the messages of a field; `controls` are told of it. `use(value)` takes the value that one proposes. */
  function wrongPlace (controls, use) {
    var place = make('div', { class: 'form-field__wrong', id: newId() })
    return {
      element: place,
      show: function (messages) {
        place.replaceChildren.apply(place, messages.map(function (message) { return wrongLine(message, use) }))
        controls().forEach(function (control) {
          if (messages.some(function (message) { return message.severity === 'error' })) control.setAttribute('aria-invalid', 'true')
          else control.removeAttribute('aria-invalid')
        })
      }
    }
  }

  /** The one value that the help of a message says to write instead; "" without one. */
  function proposed (help) {
    var found = String(help || '').match(/(?:did you mean|write) `[^`]+`/g) || []
    var value = found.length === 1 ? found[0].slice(found[0].indexOf('`') + 1, -1) : ''
    // What has a colon is a line of the file, not a value.
    return /^https?:/.test(value) || !/: |^[[{]|…/.test(value) ? value.replace(/^"(.*)"$/, '$1') : ''
  }

  function wrongLine (message, use) {
    var value = use ? proposed(message.help) : ''
    var button = value && make('button', { class: 'form-button form-field__use', type: 'button' }, 'Use ' + value)
    if (button) button.addEventListener('click', function () { use(value) })
    return make('p', { class: 'form-field__message form-field__message--' + message.severity },
      make('strong', {}, message.severity === 'error' ? 'Mistake: ' : 'Look again: '), rich(message.message),
      message.help ? make('span', { class: 'form-field__mend' }, rich(message.help)) : '', button)
  }

  ui.make = make
  ui.newId = newId
  ui.rich = rich
  ui.titleOf = titleOf
  ui.wordsOf = wordsOf
  ui.still = still
  ui.same = same
  ui.isObject = window.portal.form.isObject
  ui.shown = shown
  ui.say = say
  ui.unsay = unsay
  ui.counted = counted
  ui.slug = slug
  ui.wrongPlace = wrongPlace
})()
