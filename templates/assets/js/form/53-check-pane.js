/* The check's pane: how many key facts are settled, what the check says, and the same beside the fields. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var MISSING = ['missing-field', 'key-fact-missing', 'empty-file']

  /** Put the focus into a field, and unfold whatever it is folded in. */
  function reach (field) {
    for (var place = field.element; place; place = place.parentElement) {
      if (place.nodeName === 'DETAILS') place.open = true
      if (place.classList.contains('form-slot')) place.hidden = false
    }
    field.focus()
  }

  /** How far the key facts are: `settled` ones, those still `open`, and those of which the value is `wrong`. */
  function progress (facts, data, located) {
    var told = [].concat(data.not_stated || [], (Array.isArray(data.conflicts) ? data.conflicts : []).map(function (one) { return one && one.fact }))
    if (data.closing_basis) told.push('closing_date')
    var open = facts.filter(function (fact) { return data[fact] === undefined && told.indexOf(fact) < 0 })
    var wrong = facts.filter(function (fact) {
      return data[fact] !== undefined && located.some(function (one) { return one.top === fact && one.message.severity === 'error' })
    })
    return { settled: facts.length - open.length - wrong.length, open: open, wrong: wrong }
  }

  /** The pane of a session; `rules` is the address of the documentation of the rules, `nameField` that of the file's name. */
  function Pane (session, nameField, rules) {
    this.session = session
    this.nameField = nameField
    this.rules = rules
    this.located = []
    this.beside = new Map()
    this.visited = new WeakSet()
    this.facts = make('p', { class: 'form-facts' })
    this.count = make('p', { class: 'form-messages__count', role: 'status' })
    this.brief = make('span', { class: 'form-bar__count' })
    this.list = make('ol', { class: 'form-messages__list' })
    session.record.element.addEventListener('focusout', this.leave.bind(this))
  }

  /** Somebody has left a field: it may say now that it is empty. */
  Pane.prototype.leave = function (event) {
    var frame = event.target.closest('.form-field')
    if (!frame) return
    this.visited.add(frame)
    this.session.askForCheck()
  }

  /** Another record is in the fields: nobody has been in them. */
  Pane.prototype.forget = function () { this.visited = new WeakSet() }

  Pane.prototype.show = function () {
    var session = this.session
    this.located = session.isMending() ? [] : ui.located(session.record, session.found.place, this.nameField, session.found.diagnostics)
    this.showBeside()
    this.showFacts()
    var go = this.go.bind(this)
    var rules = this.rules
    var messages = session.found.diagnostics
    this.list.replaceChildren.apply(this.list, messages.map(function (message) { return ui.messageItem(message, rules, go) }))
    var words = session.isEmpty() ? 'Nothing is written yet.' : ui.countMessages(messages)
    if (words !== this.count.textContent) this.count.textContent = words
    this.brief.textContent = words
  }

  Pane.prototype.mayShow = function (one) {
    var visited = this.visited
    if (this.session.state.asked || MISSING.indexOf(one.message.rule) < 0) return true
    return one.fields.some(function (field) { return field.element && visited.has(field.element) })
  }

  Pane.prototype.showBeside = function () {
    var now = ui.byField(this.located.filter(this.mayShow, this))
    this.beside.forEach(function (messages, field) { if (!now.has(field)) field.wrong([]) })
    now.forEach(function (messages, field) { field.wrong(messages) })
    this.beside = now
  }

  /** To the place of a message: in the text that cannot be read, or the first of its fields. */
  Pane.prototype.go = function (message) {
    if (this.session.isMending() && !ui.names.isAboutName(message)) return this.session.mending.select(message)
    var one = this.located.find(function (other) { return other.message === message })
    reach(one ? one.fields[0] : this.nameField)
  }

  Pane.prototype.showFacts = function () {
    var facts = this.session.facts
    this.facts.hidden = this.session.isMending()
    var so = progress(facts, this.session.record.get() || {}, this.located)
    this.facts.replaceChildren('Key facts: ' + so.settled + ' of ' + facts.length + ' settled.')
    this.linkFacts(' Still open: ', so.open)
    this.linkFacts(' With a mistake: ', so.wrong)
  }

  /** The facts of the names after some words, each with a way to its field. */
  Pane.prototype.linkFacts = function (words, names) {
    var record = this.session.record
    var line = this.facts
    if (names.length) line.append(words)
    names.forEach(function (name, place) {
      var link = make('button', { class: 'form-facts__open', type: 'button' }, record.titleOf(name))
      link.addEventListener('click', function () { reach(record.need(name)) })
      line.append(link, place < names.length - 1 ? ', ' : '.')
    })
  }

  ui.reach = reach
  ui.CheckPane = Pane
})()
