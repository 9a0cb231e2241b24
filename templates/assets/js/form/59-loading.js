/* Loading: a record of the site, a draft, a file or a pasted text comes into the form; what was there is kept. */
(function () {
  'use strict'

  var form = window.portal.form
  var ui = form.ui
  var FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n(?:[^]*?\n)?---[ \t]*\r?\n[^]*\S/

  /** A value as text, the same for equal values whatever the order of their keys. */
  function canonical (value) {
    return JSON.stringify(value, function (key, one) {
      if (!ui.isObject(one)) return one
      return Object.keys(one).sort().map(function (name) { return [name, one[name]] })
    })
  }

  function namesOf (one, other) {
    return Array.from(new Set(Object.keys(one).concat(Object.keys(other))))
  }

  /** The fields that differ between two records. */
  function changedNames (one, other) {
    return namesOf(one, other).filter(function (name) { return canonical(one[name]) !== canonical(other[name]) })
  }

  /** The site's record with what somebody has changed since `base`; `both` are the fields that changed on both sides. */
  function merged (base, mine, site) {
    var data = Object.assign(Object.create(null), site)
    var ours = changedNames(base, mine)
    var theirs = changedNames(base, site)
    ours.forEach(function (name) {
      if (mine[name] === undefined) delete data[name]
      else data[name] = mine[name]
    })
    return {
      data: data,
      both: ours.filter(function (name) { return theirs.indexOf(name) >= 0 && canonical(mine[name]) !== canonical(site[name]) })
    }
  }

  function Loading (session, notice) {
    this.session = session
    this.notice = notice
    this.context = session.context
    this.open = this.open.bind(this)
    this.openDraft = this.openDraft.bind(this)
    this.takeFile = this.takeFile.bind(this)
    this.takeText = this.takeText.bind(this)
  }

  /** The site's record at a path, as `{path, text}`. Fails if there is none. */
  Loading.prototype.fetch = function (path) {
    return this.session.records.find(ui.names.slugOf(path)).then(function (file) { return file || Promise.reject(new Error('no record: ' + path)) })
  }

  // --- records of the site ----------------------------------------------------------------------------

  /** A record of the site, to be changed; or the draft of its change, if there is one. */
  Loading.prototype.open = function (slug) {
    var loading = this
    this.session.saving.now()
    this.fetch(slug).then(function (file) {
      var kept = loading.session.drafts.list().find(function (draft) { return draft.existing && draft.path === file.path })
      if (kept) loading.openDraft(kept)
      else loading.openRecord(file)
    }, function () {
      loading.notice.show('The record “' + slug + '” did not load. Look at its name, or try again with a connection.')
    })
  }

  Loading.prototype.openRecord = function (file) {
    this.fill(file.text, { path: file.path, existing: true, base: file.text })
    if (!this.session.isMending()) this.notice.show('The record is loaded. What you change in it is kept as a draft.')
  }

  /** A text into the fields or, if it cannot be read, into a text area where it can be mended. */
  Loading.prototype.fill = function (text, draft) {
    var reading = form.read(text, draft.path)
    var isUnread = ui.isUnread(reading)
    var title = ui.isObject(reading.data) && typeof reading.data.title === 'string' ? reading.data.title : ''
    this.session.open(Object.assign({ title: title, asked: true }, draft, isUnread
      ? { text: text }
      : { data: reading.data, loaded: { text: text, path: draft.path } }))
    if (isUnread) this.notice.show('This text cannot be read yet. Mend it below, and read it again.')
  }

  // --- drafts -----------------------------------------------------------------------------------------

  Loading.prototype.openDraft = function (draft) {
    try {
      this.session.open(draft)
    } catch (error) {
      // Whatever it is, it stays where it is kept, and the form works.
      this.session.drop()
      return this.notice.show('A draft that is kept in this browser cannot be shown. It stays among your drafts.')
    }
    this.notice.show('Your draft is open.')
    if (draft.existing) this.compare(this.session.state)
  }

  /** Whether the site's record is still the one that a change of it was begun with. */
  Loading.prototype.compare = function (state) {
    var loading = this
    this.fetch(state.path).then(function (file) {
      if (loading.session.state !== state) return
      if (state.base === undefined) state.base = file.text
      if (file.path !== state.path || file.text === state.base) return
      state.behind = file
      loading.session.write()
      loading.tellBehind(file)
    }, function () {
      if (loading.session.state === state) loading.notice.show('Your draft is open. The record itself did not load, so it is not known whether it has changed since.')
    })
  }

  Loading.prototype.tellBehind = function (file) {
    var loading = this
    this.notice.show('Your draft is open. The record on this site has changed since you began: handed in as it is, yours would undo that.', [
      ['Put my changes into the new record', function () { loading.merge(file) }],
      ['Leave my draft, and look at the new record', function () { loading.openRecord(file) }]
    ])
  }

  /** Put what somebody has changed into the site's record as it is now. */
  Loading.prototype.merge = function (file) {
    var session = this.session
    var state = session.state
    var site = form.read(file.text, file.path)
    var base = form.read(state.base, state.path)
    if (session.isMending() || ui.isUnread(site) || ui.isUnread(base)) {
      return this.notice.show('The two cannot be put together while one of them cannot be read. Mend the text first.')
    }
    var found = merged(base.data, session.record.get() || {}, site.data)
    session.open({
      id: state.id, stamp: state.stamp, path: state.path, existing: true, base: file.text, own: true,
      data: found.data, loaded: { text: file.text, path: file.path }
    })
    var names = found.both.map(function (name) { return Object.keys(session.record.schema.properties).indexOf(name) < 0 ? name : session.record.titleOf(name) })
    this.notice.show('Your changes are in the new record.' + (names.length ? ' Changed on both sides, and now as you have it: ' + names.join(', ') + '. Compare these with the page.' : ''))
  }

  // --- texts of one's own -----------------------------------------------------------------------------

  /** A text that somebody has pasted: it has no name yet, and may be YAML or front matter with a text. */
  Loading.prototype.takeText = function (text) {
    this.take(text, this.context.folder + 'new-vacancy' + (FRONT_MATTER.test(text) ? '.md' : '.yaml'), {})
  }

  Loading.prototype.takeFile = function (file) {
    var loading = this
    var name = ui.names.fileOf(file.name) || 'new-vacancy.yaml'
    ui.readFile(file, this.context.folder + name).then(function (read) {
      if (read.message) return loading.notice.refuse(read.message)
      var isMarkdown = !/\.ya?ml$/i.test(file.name) && FRONT_MATTER.test(read.text)
      loading.takeNamed(read.text, loading.context.folder + (isMarkdown ? name.replace(/\.yaml$/, '.md') : name))
    })
  }

  /** A text with the name of its file: that of a record of the site is a change of it. */
  Loading.prototype.takeNamed = function (text, path) {
    var loading = this
    this.fetch(path).then(function (file) {
      loading.take(text, path, file.path === path ? { existing: true, base: file.text } : { named: true })
    }, function () { loading.take(text, path, { named: true }) })
  }

  Loading.prototype.take = function (text, path, draft) {
    var against = text.trim() ? form.unfit(path, text) : form.read('', path).diagnostics[0]
    if (against) return this.notice.refuse(against)
    this.fill(text, Object.assign({ path: path, own: true }, draft))
    if (this.session.isMending()) return
    this.notice.show(draft.existing ? 'The text is loaded, as a change of the record of that name.' : 'The text is loaded.')
  }

  ui.Loading = Loading
})()
