/* Notice: what has happened to the record, at the top of the form, with what can be done about it. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  function Notice () {
    this.element = make('div', { class: 'form-notice', tabindex: '-1', hidden: '' })
  }

  /** Show words, which are said too; `choices` are the words of buttons with what they do, `[[words, press], …]`. */
  Notice.prototype.show = function (words, choices) {
    this.element.replaceChildren(make('p', {}, words))
    ;(choices || []).forEach(function (choice) {
      var button = make('button', { class: 'button', type: 'button' }, choice[0])
      button.addEventListener('click', choice[1])
      this.element.append(button)
    }, this)
    this.element.hidden = false
    ui.say(words)
    // Once it is said, it is there to be read in one place.
    setTimeout(ui.unsay, 2000, words)
  }

  /** Show why a text or file was not taken, in the words of the check. */
  Notice.prototype.refuse = function (message) {
    var said = ui.messageWords(message)
    this.element.replaceChildren(make('div', {}, make('p', {}, 'This was not loaded. What is in the form stays.'), said[0], said[1], make('code', {}, message.rule)))
    this.element.hidden = false
    this.element.focus()
  }

  Notice.prototype.hide = function () { this.element.hidden = true }

  ui.Notice = Notice
})()
