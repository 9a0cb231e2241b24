/* Summaries: what stands in a folded part, on one line. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var LONGEST = 140
  var NAMED = 32 // characters of its text that name an entry

  /** As much of the text as has room, cut between words. */
  function cut (text, most) {
    var plain = String(text).replace(/\s+/g, ' ').trim()
    return plain.length <= most ? plain : plain.slice(0, most + 1).replace(/\s+\S*$/, '') + ' …'
  }

  function termOf (node, value) { return ((node['x-terms'] || {})[value] || { label: ui.shown(value) }).label }

  function ofList (schema, node, value) {
    var items = ui.resolve(schema, node.items) || {}
    if (items.properties && value.length > 2) return value.length + ' ' + ui.titleOf(node).toLowerCase()
    return value.map(function (one) { return summary(schema, items, one) }).filter(Boolean).join(', ')
  }

  function ofObject (schema, node, value) {
    var names = (node['x-form'] || {}).summary || Object.keys(node.properties || {})
    var parts = names.map(function (name) {
      return node.properties && node.properties[name] ? summary(schema, node.properties[name], value[name]) : ''
    }).filter(Boolean)
    return parts.length > 1 ? parts[0] + ': ' + parts.slice(1).join(', ') : parts[0] || ''
  }

  /** One line that tells what the field of `node` holds: "Essential: Training in DBT". */
  function summary (schema, node, value) {
    var whole = ui.resolve(schema, node)
    if (value === undefined || value === null || !whole) return ''
    if (Array.isArray(value)) return cut(ofList(schema, whole, value), LONGEST)
    if (ui.isObject(value)) return cut(whole.properties ? ofObject(schema, whole, value) : Object.keys(value).join(', '), LONGEST)
    if (typeof value === 'boolean') return ui.titleOf(whole) + (value ? '' : ': no')
    return cut(whole['x-terms'] ? termOf(whole, value) : value, LONGEST)
  }

  /** The first words of an entry, by which its buttons name it; "" if it has none. */
  function called (schema, node, value) {
    var whole = ui.resolve(schema, node)
    var line = (whole['x-form'] || {}).line
    var words = ui.isObject(value) && line ? ui.shown(value[line]) : summary(schema, whole, value)
    return cut(words, NAMED).replace(/[.:,;]$/, '')
  }

  ui.summary = summary
  ui.called = called
})()
