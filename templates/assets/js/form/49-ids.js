/* Ids: a new entry gets one that nothing else in its record has. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var ASKED = 'form-ids'

  function collect (value, taken) {
    if (ui.isObject(value) && typeof value.id === 'string') taken.add(value.id)
    if (value && typeof value === 'object') Object.keys(value).forEach(function (key) { collect(value[key], taken) })
  }

  /** The field in `element` asks its record for the ids that there are; `proposed` or, if it is taken, with a number. */
  function freeId (proposed, element) {
    var taken = new Set()
    element.dispatchEvent(new CustomEvent(ASKED, { bubbles: true, detail: taken }))
    var id = proposed || 'criterion'
    for (var number = 2; taken.has(id); number += 1) id = (proposed || 'criterion') + '-' + number
    return id
  }

  /** Have a record answer the fields in it. */
  function answerForIds (record) {
    record.element.addEventListener(ASKED, function (event) { collect(record.get(), event.detail) })
  }

  ui.freeId = freeId
  ui.answerForIds = answerForIds
})()
