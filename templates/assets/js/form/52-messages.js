/* Messages: what the checks find, in a list and beside the fields. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  /** Whether the mark `[line, column, line, column]`, counted from 0, holds the place, counted from 1. */
  function holds (mark, line, column) {
    if (!mark) return false
    var after = line - 1 > mark[0] || (line - 1 === mark[0] && column - 1 >= mark[1])
    var before = line - 1 < mark[2] || (line - 1 === mark[2] && column - 1 <= mark[3])
    return after && before
  }

  /** The path of keys and numbers to what stands at a line and column of the text with these places. */
  function pathAt (place, line, column) {
    var keys = (place && place.keys) || {}
    var parts = (place && place.parts) || {}
    var key = Object.keys(keys).find(function (name) { return holds(keys[name], line, column) })
    if (key !== undefined) return [key]
    var part = Object.keys(parts).find(function (name) { return holds(parts[name].mark, line, column) })
    if (part === undefined) return []
    var step = Array.isArray(parts) || /^\d+$/.test(part) && !(part in keys) ? Number(part) : part
    return [step].concat(pathAt(parts[part], line, column))
  }

  /** The field at a path, as far as the form goes. */
  function fieldAt (record, path) {
    return path.reduce(function (field, step) { return (field.at && field.at(step)) || field }, record)
  }

  /**
   * The fields that a message is about: the one at its place or, where it names fields that are missing there, those.
   */
  function fieldsOf (record, place, message) {
    var path = pathAt(place, message.line, message.column)
    var missing = message.rule === 'missing-field' || message.rule === 'key-fact-missing'
    if (missing && message.rule === 'key-fact-missing') path = []
    if (missing && path.length === 1 && !named(record, message).every(function (name) { return !record.schema.properties[name] })) path = []
    var field = fieldAt(record, path)
    if (!missing && isOfWhole(place, path, message)) {
      var meant = namesIn(message.help).filter(function (name) { return record.schema.properties[name] })
      if (meant.length) return [record.at(meant[meant.length > 1 && record.at(meant[0]).get() !== undefined ? 1 : 0])]
    }
    if (missing) {
      var parents = path.map(function (step, count) { return fieldAt(record, path.slice(0, path.length - count)) }).concat(record)
      for (var number = 0; number < parents.length; number += 1) {
        var found = named(record, message).map(parents[number].at || none).filter(Boolean)
        if (found.length) return found
      }
    }
    return [field]
  }

  function none () { return null }

  /** Whether a message that stands at the first field is of the whole record: it does not name that field. */
  function isOfWhole (place, path, message) {
    var first = Object.keys((place && place.keys) || {})[0]
    return path.length === 1 && path[0] === first && message.message.indexOf('`' + first + '`') < 0
  }

  function namesIn (text) {
    return (text.match(/`[\w.]+/g) || []).map(function (name) { return name.slice(1).split('.')[0] })
  }

  /** The names between backticks in what a message says is missing. */
  function named (record, message) {
    var says = message.rule === 'missing-field' ? message.message.slice(message.message.lastIndexOf('`', message.message.length - 2)) : message.message
    return (says.match(/`[^`]+`/g) || []).map(function (name) { return name.slice(1, -1).split('.')[0] })
  }

  /** Put each message beside its fields; those of other fields go. `told(field)` says whether it may show them. */
  function showBeside (record, place, messages, shownBefore) {
    var byField = new Map()
    messages.forEach(function (message) {
      message.fields = fieldsOf(record, place, message)
      message.fields.forEach(function (field) {
        if (!byField.has(field)) byField.set(field, [])
        byField.get(field).push(message)
      })
    })
    shownBefore.forEach(function (field) { if (!byField.has(field)) field.wrong([]) })
    byField.forEach(function (own, field) { field.wrong(own) })
    return byField
  }

  function count (messages) {
    var errors = messages.filter(function (message) { return message.severity === 'error' }).length
    var words = []
    if (errors) words.push(ui.counted(errors, 'mistake', 'mistakes'))
    if (messages.length - errors) words.push(ui.counted(messages.length - errors, 'thing to look at again', 'things to look at again'))
    return words.join(' and ') || 'Nothing to mend'
  }

  /** One message for the list: the words, the line, the help, and the ways to the field and to the rule. */
  function item (message, rules, go) {
    var where = make('button', { class: 'form-button form-messages__go', type: 'button' }, 'Line ' + message.line)
    where.addEventListener('click', function () { go(message) })
    var rule = rules
      ? make('a', { href: rules + '#' + message.rule, rel: 'noopener noreferrer external', target: '_blank' }, message.rule)
      : make('code', {}, message.rule)
    return make('li', { class: 'form-messages__item form-messages__item--' + message.severity },
      make('p', { class: 'form-messages__words' }, make('strong', {}, message.severity === 'error' ? 'Mistake: ' : 'Look again: '), ui.rich(message.message)),
      message.help ? make('p', { class: 'form-messages__help' }, ui.rich(message.help)) : '',
      make('p', { class: 'form-messages__foot' }, where, ' ', rule))
  }

  ui.pathAt = pathAt
  ui.showBeside = showBeside
  ui.countMessages = count
  ui.messageItem = item
})()
