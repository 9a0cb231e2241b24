/* Messages: which field a message of the checks is about, and how it looks in the list. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var own = window.portal.form.owns

  // --- from a place in the text to a field ------------------------------------------------------------

  /** Every key or item of a place, with where it begins: `[step, line, column]`, counted from 1. */
  function stepsOf (place) {
    return Object.keys(place.parts).concat(Object.keys(place.keys).filter(function (key) { return !own(place.parts, key) }))
      .map(function (name) {
        var isKey = own(place.keys, name)
        var mark = isKey ? place.keys[name] : place.parts[name].mark
        return [isKey ? name : Number(name), mark[0] + 1, mark[1] + 1]
      })
  }

  function isBefore (one, line, column) { return one[1] < line || (one[1] === line && one[2] <= column) }

  /** The last of the keys or items that begin at or before a place in the text, which is therefore in it. */
  function lastBefore (place, line, column) {
    return stepsOf(place).filter(function (one) { return isBefore(one, line, column) }).reduce(function (last, one) {
      return last && isBefore(one, last[1], last[2]) ? last : one
    }, null)
  }

  function isAt (mark, message) {
    return mark[0] + 1 === message.line && mark[1] + 1 === message.column && mark[2] + 1 === message.endLine && mark[3] + 1 === message.endColumn
  }

  /** The path of keys and numbers to what a message marks, from a place that holds it. */
  function pathAt (place, message) {
    var last = place && lastBefore(place, message.line, message.column)
    if (!last) return []
    var step = last[0]
    var part = own(place.parts, step) ? place.parts[step] : null
    // What marks a key, or begins where its value does, is about the whole of it.
    if (!part || (own(place.keys, step) && isAt(place.keys[step], message)) || isAt(part.mark, message)) return [step]
    return [step].concat(pathAt(part, message))
  }

  function next (field, step) {
    var found = field.at && field.at(step)
    return found && typeof found.wrong === 'function' ? found : null
  }

  /** The field at a path, as far as the form goes. A field that the schema does not know has none. */
  function fieldAt (record, path) {
    var field = record
    for (var number = 0; number < path.length; number += 1) {
      if (field === record && !own(record.schema.properties, path[number])) return record
      var inner = next(field, path[number])
      if (!inner) return field
      field = inner
    }
    return field
  }

  // --- what a message says it is about ----------------------------------------------------------------

  function namesIn (text) {
    return (text.match(/`[\w.]+/g) || []).map(function (name) { return name.slice(1).split('.')[0] })
  }

  /** The names between backticks in what a message says is missing: of a whole field, its last part. */
  function named (message) {
    var says = message.message
    if (message.rule === 'missing-field') says = says.slice(says.lastIndexOf('`', says.length - 2))
    return (says.match(/`[^`]+`/g) || []).map(function (name) { return name.slice(1, -1).split('.')[0] })
  }

  /** The fields that a message says are missing: those of the nearest frame around its place that has them. */
  function missingFields (record, path, message) {
    var around = path.map(function (step, count) { return fieldAt(record, path.slice(0, path.length - count)) }).concat(record)
    if (message.rule === 'key-fact-missing' || isTopLevel(record, path, message)) around = [record]
    for (var number = 0; number < around.length; number += 1) {
      var found = named(message).map(next.bind(null, around[number])).filter(Boolean)
      if (found.length) return found
    }
    return []
  }

  function isTopLevel (record, path, message) {
    return path.length === 1 && named(message).some(function (name) { return own(record.schema.properties, name) })
  }

  /** The field that a message of the whole record means; it stands at the first field, and does not name that. */
  function meantField (record, place, path, message) {
    var first = Object.keys((place && place.keys) || {})[0]
    if (path.length !== 1 || path[0] !== first || message.message.indexOf('`' + first + '`') >= 0) return null
    var meant = namesIn(message.help).filter(function (name) { return own(record.schema.properties, name) })
    var isThere = meant.length > 1 && record.at(meant[0]).get() !== undefined
    return meant.length ? record.at(meant[isThere ? 1 : 0]) : null
  }

  /** The fields that a message is about. */
  function fieldsOf (record, place, message) {
    var path = pathAt(place, message)
    if (message.rule === 'missing-field' || message.rule === 'key-fact-missing') {
      var missing = missingFields(record, path, message)
      if (missing.length) return missing
    }
    return [meantField(record, place, path, message) || fieldAt(record, path)]
  }

  /** Each message with its fields, and the name of the fact or other top field that it is in: `[{message, fields, top}]`. */
  function located (record, place, nameField, messages) {
    return messages.map(function (message) {
      if (ui.names.isAboutName(message)) return { message: message, fields: [nameField], top: '' }
      return { message: message, fields: fieldsOf(record, place, message), top: pathAt(place, message)[0] }
    })
  }

  /** The messages beside each field: a Map. */
  function byField (some) {
    var found = new Map()
    some.forEach(function (one) {
      one.fields.forEach(function (field) { found.set(field, (found.get(field) || []).concat(one.message)) })
    })
    return found
  }

  // --- in the list ------------------------------------------------------------------------------------

  function count (messages) {
    var errors = messages.filter(function (message) { return message.severity === 'error' }).length
    var words = []
    if (errors) words.push(ui.counted(errors, 'mistake', 'mistakes'))
    if (messages.length - errors) words.push(ui.counted(messages.length - errors, 'thing to look at again', 'things to look at again'))
    return words.join(' and ') || 'Nothing to mend'
  }

  /** The words of a message: what is wrong, and what to do about it. */
  function words (message) {
    return [
      make('p', { class: 'form-messages__words' }, make('strong', {}, message.severity === 'error' ? 'Mistake: ' : 'Look again: '), ui.rich(message.message)),
      message.help ? make('p', { class: 'form-messages__help' }, ui.rich(message.help)) : ''
    ]
  }

  /** The way to what the documentation says of a rule, or its name alone. */
  function ruleLink (rule, rules) {
    if (!rules) return make('code', {}, rule)
    return make('a', { href: rules + '#' + rule, rel: 'noopener noreferrer external', target: '_blank' }, 'Why, with an example (' + rule + ')')
  }

  /** One message for the list: the words, and the ways to the field and to the rule. */
  function item (message, rules, go) {
    var where = make('button', { class: 'form-button form-messages__go', type: 'button' }, ui.names.isAboutName(message) ? 'File name' : 'Line ' + message.line)
    where.addEventListener('click', function () { go(message) })
    var parts = words(message).concat(make('p', { class: 'form-messages__foot' }, where, ' ', ruleLink(message.rule, rules)))
    return make.apply(null, ['li', { class: 'form-messages__item form-messages__item--' + message.severity }].concat(parts))
  }

  ui.located = located
  ui.byField = byField
  ui.countMessages = count
  ui.messageWords = words
  ui.messageItem = item
})()
