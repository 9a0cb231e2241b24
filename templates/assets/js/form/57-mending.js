/* Mending: a text that cannot be read into the fields stands in a text area until it can be. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  /** The place of such a text. `changed()` is called as somebody types, `again()` when it is to be read again. */
  function Mending (changed, again) {
    this.area = make('textarea', { class: 'form-field__input form-mend__text', id: 'form-mend', rows: 16, spellcheck: 'false', 'aria-describedby': 'form-mend-list' })
    this.list = make('ol', { class: 'form-messages__list', id: 'form-mend-list' })
    var button = make('button', { class: 'button button--strong', type: 'button' }, 'Read it again')
    this.element = make('div', { class: 'form-mend', hidden: '' },
      make('label', { class: 'form-field__label', for: 'form-mend' }, 'The text, to be mended'), this.area, this.list,
      make('p', { class: 'form-hand__buttons' }, button))
    this.area.addEventListener('input', changed)
    button.addEventListener('click', again)
  }

  Mending.prototype.isOpen = function () { return !this.element.hidden }

  Mending.prototype.open = function (text) {
    this.area.value = text
    this.element.hidden = false
  }

  Mending.prototype.close = function () { this.element.hidden = true }

  Mending.prototype.text = function () { return this.area.value }

  Mending.prototype.focus = function () { this.area.focus() }

  /** The messages below the text, each with the way to its line. */
  Mending.prototype.show = function (messages, rules) {
    var select = this.select.bind(this)
    this.list.replaceChildren.apply(this.list, messages.map(function (message) { return ui.messageItem(message, rules, select) }))
  }

  /** Select what a message marks. */
  Mending.prototype.select = function (message) {
    var lines = this.area.value.split('\n')
    var start = lines.slice(0, message.line - 1).reduce(function (sum, line) { return sum + line.length + 1 }, 0) + message.column - 1
    this.area.focus()
    this.area.setSelectionRange(start, start + Math.max(1, message.endLine === message.line ? message.endColumn - message.column : 1))
  }

  ui.Mending = Mending
})()
