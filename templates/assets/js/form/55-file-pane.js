/* The file's pane: what the file is called, and its text as it is now. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  /** The pane of a session. Its `nameField` is where messages on the name of the file stand. */
  function Pane (session) {
    this.session = session
    this.yaml = make('pre', { class: 'yaml', tabindex: '0', role: 'region', 'aria-label': 'The file as it is now' })
    this.name = make('input', { class: 'form-field__input', id: 'form-name', type: 'text', autocomplete: 'off', spellcheck: 'false' })
    this.help = make('p', { class: 'form-field__help', id: 'form-name-help' })
    var wrong = ui.wrongPlace(function () { return [this.name] }.bind(this))
    this.name.setAttribute('aria-describedby', 'form-name-help ' + wrong.element.id)
    this.element = make('div', { class: 'form-field' },
      make('label', { class: 'form-field__label', for: 'form-name' }, 'File name'), this.name, this.help, wrong.element)
    this.nameField = { element: this.element, focus: this.name.focus.bind(this.name), wrong: wrong.show }
    this.name.addEventListener('input', function () { session.rename(this.name.value) }.bind(this))
    this.name.addEventListener('change', this.complete.bind(this))
  }

  /** Once the name is typed, it is shown as the file will have it, if that is all there is to say. */
  Pane.prototype.complete = function () {
    if (/[/\\]/.test(this.name.value)) return
    this.name.value = this.session.fileName()
    this.session.rename(this.name.value)
  }

  Pane.prototype.show = function () {
    var existing = this.session.state.existing
    if (document.activeElement !== this.name) this.name.value = this.session.state.typed || this.session.fileName()
    this.name.readOnly = existing
    this.help.textContent = existing
      ? 'The page’s address hangs on it, so it stays.'
      : 'Proposed from the title and the employer. It becomes the page’s address: small letters, digits and hyphens.'
    this.yaml.textContent = this.session.text
  }

  ui.FilePane = Pane
})()
