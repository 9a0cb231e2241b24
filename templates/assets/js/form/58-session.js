/* Session: the one record that is being written: its fields, its file, its draft, and what the check found. */
(function () {
  'use strict'

  var form = window.portal.form
  var ui = form.ui
  var CHECK_AFTER = 400 // milliseconds without a change
  var WRITE_AFTER = 150

  /** Call `work` once nobody has asked for it for so many milliseconds; `now()` does it at once if it is due. */
  function later (work, wait) {
    var timer = 0
    function run () {
      timer = 0
      work()
    }
    return {
      ask: function () {
        clearTimeout(timer)
        timer = setTimeout(run, wait)
      },
      now: function () {
        if (!timer) return
        clearTimeout(timer)
        run()
      },
      forget: function () {
        clearTimeout(timer)
        timer = 0
      }
    }
  }

  /** What a draft makes of the session's state; a draft without an id is not kept yet. */
  function stateOf (draft) {
    return {
      id: draft.id || '',
      stamp: draft.stamp,
      path: draft.path || '',
      typed: '',
      existing: Boolean(draft.existing),
      named: Boolean(draft.named || draft.existing),
      title: draft.title || '',
      // The text that was loaded: what nobody changes in it stays as it was written.
      loaded: draft.loaded || null,
      // The site's text when the change of its record was begun.
      base: draft.base,
      behind: null,
      asked: Boolean(draft.asked || draft.existing),
      touched: Boolean(draft.id || draft.own)
    }
  }

  /** `heard` is told: `changed()`, `checked()`, `opened()`, `saved(fate)`, `forked()`; `records` are the site's. */
  function Session (context, records, drafts, heard) {
    this.context = context
    this.records = records
    this.taken = new Set()
    this.asked = new Set()
    this.facts = form.tables.facts
    this.drafts = drafts
    this.heard = heard
    this.record = ui.record(context)
    ui.answerForIds(this.record)
    this.mending = new ui.Mending(this.changed.bind(this), this.readAgain.bind(this))
    this.state = stateOf({})
    this.read = null
    this.text = ''
    this.found = { diagnostics: [], place: null }
    this.writing = later(this.write.bind(this), WRITE_AFTER)
    this.checking = later(this.check.bind(this), CHECK_AFTER)
    this.saving = later(this.save.bind(this), CHECK_AFTER / 2)
    var changed = this.changed.bind(this)
    this.record.element.addEventListener('input', this.typed.bind(this))
    this.record.element.addEventListener('change', changed)
  }

  Session.prototype.isMending = function () { return this.mending.isOpen() }

  Session.prototype.isEmpty = function () { return !this.isMending() && this.record.get() === undefined }

  Session.prototype.askForCheck = function () { this.checking.ask() }

  /** Somebody wants to hand it in: from now on every field says what it lacks. */
  Session.prototype.ask = function () {
    this.state.asked = true
    this.checking.forget()
    this.check()
  }

  // --- the file ---------------------------------------------------------------------------------------

  Session.prototype.fileName = function () { return this.state.path.replace(this.context.folder, '') }

  Session.prototype.rename = function (typed) {
    var name = ui.names.fileOf(typed)
    this.state.typed = typed
    this.state.named = name !== ''
    if (name) this.state.path = this.context.folder + name
    this.changed()
  }

  /** Propose a name until somebody gives one. */
  Session.prototype.nameFile = function () {
    if (this.state.existing || this.state.named) return
    var ending = this.state.loaded && /\.md$/.test(this.state.loaded.path) ? '.md' : '.yaml'
    this.state.path = this.context.folder + ui.names.proposed(this.record.get() || {}) + ending
  }

  /** The text as the fields have it: of what was loaded, whatever nobody changed stays as it was. */
  Session.prototype.written = function () {
    var data = this.record.get() || {}
    var state = this.state
    return this.read
      ? form.amend(state.loaded.text, this.read, data, this.context.schema, state.path)
      : form.write(data, this.context.schema, { path: state.path })
  }

  Session.prototype.write = function () {
    this.writing.forget()
    this.record.refresh()
    if (!this.isMending()) this.nameFile()
    this.text = this.isMending() ? this.mending.text() : this.written()
    this.heard.changed()
  }

  Session.prototype.check = function () {
    this.writing.now()
    var found = this.isEmpty() ? { diagnostics: [], place: null } : form.check(this.text, this.state.path, this.context)
    var faults = this.isEmpty() ? [] : ui.names.faults(this.state.typed, this.state.path, this.isTaken(), this.context)
    this.found = { diagnostics: faults.concat(found.diagnostics), place: found.place }
    this.heard.checked()
  }

  /** Whether a new file has the name of a record of the site, as far as that is known; else it is asked for. */
  Session.prototype.isTaken = function () {
    if (this.state.existing) return false
    var session = this
    var slug = ui.names.slugOf(this.state.path)
    if (this.taken.has(slug)) return true
    // Once is enough: without a connection each pause in typing would ask anew.
    if (this.asked.has(slug)) return false
    this.asked.add(slug)
    this.records.find(slug).then(function (found) {
      if (!found) return
      session.taken.add(slug)
      session.checking.ask()
    }, function () { /* without a connection the build will tell */ })
    return false
  }

  /** What somebody would hand in now. */
  Session.prototype.current = function () {
    this.writing.now()
    var errors = this.found.diagnostics.filter(function (one) { return one.severity === 'error' }).length
    return { path: this.state.path, text: this.text, existing: this.state.existing, errors: errors, behind: Boolean(this.state.behind), second: this.isMending() ? null : this.record.second() }
  }

  Session.prototype.changed = function () {
    this.state.touched = true
    this.write()
    this.saving.ask()
    this.checking.ask()
  }

  /** A key of many: the file is written when they pause, when the field is left, and before anything reads it. */
  Session.prototype.typed = function () {
    this.state.touched = true
    this.writing.ask()
    this.saving.ask()
    this.checking.ask()
  }

  // --- the draft --------------------------------------------------------------------------------------

  /** What is to be kept; null for what nobody has written anything in. */
  Session.prototype.draft = function () {
    var state = this.state
    if (!state.touched || this.isEmpty()) return null
    var draft = {
      path: state.path,
      title: this.title(),
      when: this.drafts.now(),
      existing: state.existing,
      named: state.named,
      loaded: state.loaded,
      base: state.base
    }
    return Object.assign(draft, this.isMending() ? { text: this.text } : { data: this.record.get() })
  }

  Session.prototype.title = function () {
    var title = this.isMending() ? this.state.title : (this.record.get() || {}).title
    return typeof title === 'string' ? title : ''
  }

  /** Keep the draft. One that another tab has written meanwhile stays, and this gets an id of its own. */
  Session.prototype.save = function () {
    this.writing.now()
    var state = this.state
    var draft = this.draft()
    var others = state.id && this.drafts.isAnothers(state.id, state.stamp)
    if (!draft) {
      if (state.id && state.touched && !others) this.drafts.remove(state.id)
      return this.heard.saved()
    }
    if (others || !state.id) state.id = this.drafts.freeId(state.existing ? state.path : 'new')
    state.stamp = Math.random().toString(36).slice(2)
    this.drafts.put(Object.assign(draft, { id: state.id, stamp: state.stamp }))
    this.heard.saved()
    if (others) this.heard.forked()
  }

  // --- another record ---------------------------------------------------------------------------------

  /** Put a draft in, or what is to become one, in the place of what is there, which is kept. */
  Session.prototype.open = function (draft) {
    this.saving.now()
    this.fill(draft)
    this.heard.opened()
    if (draft.own) this.save()
    else this.heard.saved()
  }

  /** An empty form. */
  Session.prototype.begin = function () { this.open({ data: undefined }) }

  /** What is in the fields goes, and nothing keeps it. */
  Session.prototype.drop = function () {
    this.saving.forget()
    this.state.touched = false
    this.begin()
  }

  Session.prototype.fill = function (draft) {
    var isText = typeof draft.text === 'string'
    this.checking.forget()
    this.writing.forget()
    this.state = stateOf(draft)
    this.read = this.state.loaded ? form.read(this.state.loaded.text, this.state.loaded.path) : null
    if (isText) this.mending.open(draft.text)
    else this.mending.close()
    this.record.element.hidden = isText
    this.record.set(isText ? undefined : draft.data)
    this.write()
    this.check()
  }

  /** The text that is being mended goes into the fields, if it can be read now. */
  Session.prototype.readAgain = function () {
    this.writing.now()
    var reading = form.read(this.text, this.state.path)
    if (ui.isUnread(reading)) {
      ui.say('It cannot be read yet: ' + ui.countMessages(reading.diagnostics) + '.')
      return this.mending.focus()
    }
    var state = this.state
    this.fill({
      id: state.id, stamp: state.stamp, path: state.path, existing: state.existing, named: state.named, base: state.base,
      data: reading.data, loaded: { text: this.text, path: state.path }, own: true, asked: true
    })
    this.save()
    this.heard.readAgain()
  }

  /** Whether a reading cannot go into the fields as it is. */
  ui.isUnread = function (reading) {
    return !ui.isObject(reading.data) || reading.diagnostics.some(function (one) { return one.severity === 'error' })
  }

  ui.Session = Session
})()
