/* Records: one of the site's own to change, or a text or file of one's own to go on with. */
(function () {
  'use strict'

  var form = window.portal.form
  var ui = form.ui
  var make = ui.make
  var SHOWN = 8

  function plain (text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  }

  // --- those of the site ------------------------------------------------------------------------------

  /** The site's records: `folder` has them in so many `scripts`, which are made by portal/form/records.py. */
  function Records (folder, scripts) {
    this.folder = folder
    this.scripts = scripts
    this.listed = null
  }

  /** The number of the script that a record is in, worked out as `script_of` does it. */
  Records.prototype.numberOf = function (slug) {
    return Array.from(slug).reduce(function (number, letter) { return (number * 31 + letter.codePointAt(0)) % 1000003 }, 0) % this.scripts
  }

  Records.prototype.load = function (name) {
    return window.portal.load(this.folder + name + '.js', 'records/' + name)
  }

  /** A record, `{path, text}`; undefined if the site has none of this slug. */
  Records.prototype.find = function (slug) {
    return this.load(this.numberOf(slug)).then(function (some) {
      var found = some.find(function (one) { return ui.names.slugOf(one[0]) === slug })
      return found && { path: found[0], text: found[1] }
    })
  }

  /** All vacancies, each `[slug, title, employer]`, with these words to look among: loaded when they are first asked for. */
  Records.prototype.list = function () {
    var records = this
    if (this.listed) return Promise.resolve(this.listed)
    return this.load('all').then(function (all) {
      records.listed = all.map(function (one) { return { told: one, words: plain(one.join(' ')) } })
      return records.listed
    })
  }

  /** Those that have all the words. */
  Records.prototype.matching = function (words) {
    var wanted = plain(words).split(/\s+/).filter(Boolean)
    if (!wanted.length) return Promise.resolve([])
    return this.list().then(function (all) {
      return all.filter(function (one) {
        return wanted.every(function (word) { return one.words.indexOf(word) >= 0 })
      }).map(function (one) { return one.told })
    })
  }

  // --- files of one's own -----------------------------------------------------------------------------

  function decoded (bytes, encoding, fatal) {
    return new TextDecoder(encoding, { fatal: fatal }).decode(bytes)
  }

  /** What the build says of a file in another encoding; `lenient` is its text with a sign for what is odd. */
  function notUtf8 (bytes, lenient, path) {
    var help = 'in Notepad choose File, Save as, and under Encoding: UTF-8; elsewhere save it again as UTF-8'
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      return form.diagnostic(path, 'not-utf8', 'this file is saved as UTF-16, not UTF-8', [0, 0, -1, -1], '', help)
    }
    var before = lenient.slice(0, lenient.indexOf('\ufffd'))
    var lines = before.split('\n')
    var column = lines[lines.length - 1].length
    var odd = decoded(bytes.slice(new TextEncoder().encode(before).length).slice(0, 1), 'windows-1252', false)
    var word = before.trim().split(/\s+/).pop()
    return form.diagnostic(
      path, 'not-utf8', 'this file is saved in an old Windows encoding, not UTF-8',
      [lines.length - 1, column, lines.length - 1, column + 1],
      'the first odd character is `' + odd + '`' + (word ? ', after `' + word + '`' : ''), help
    )
  }

  /** The text of a file's bytes, `{text}`, or the message that says why it has none: `{message}`. */
  function textOf (bytes, path) {
    var lenient = decoded(bytes, 'utf-8', false)
    var unfit = form.unfit(path, lenient)
    if (unfit) return { message: unfit }
    try {
      return { text: decoded(bytes, 'utf-8', true) }
    } catch (error) {
      return { message: notUtf8(bytes, lenient, path) }
    }
  }

  /** Reads a file, of a large one no more than shows that it is too large. */
  function readFile (file, path) {
    return file.slice(0, form.maxBytes + 1).arrayBuffer().then(function (buffer) { return textOf(new Uint8Array(buffer), path) })
  }

  // --- the part of the page ---------------------------------------------------------------------------

  /** The field that finds a record by words; `open(slug)` is called with the one that is chosen. */
  function finder (records, open) {
    var id = ui.newId()
    var count = make('p', { class: 'form-field__note', role: 'status' })
    var found = make('ul', { class: 'form-open__found' })
    var search = make('input', { class: 'form-field__input', id: id, type: 'text', autocomplete: 'off', placeholder: 'words of its title or employer' })

    function row (record) {
      var button = make('button', { class: 'form-open__one', type: 'button' }, record[1], make('span', {}, record[2]))
      button.addEventListener('click', function () { open(record[0]) })
      return make('li', {}, button)
    }

    function show (words, rows) {
      count.textContent = words
      found.replaceChildren.apply(found, rows)
    }

    search.addEventListener('input', function () {
      var asked = search.value
      records.matching(asked).then(function (all) {
        if (search.value !== asked) return
        var more = all.length > SHOWN ? ', of which the first ' + SHOWN + ' are shown' : ''
        show(asked.trim() && ui.counted(all.length, 'record', 'records') + more, all.slice(0, SHOWN).map(row))
      }, function () { show('The list of vacancies did not load. Try again with a connection.', []) })
    })
    return make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: id }, 'Find a vacancy of this site'), search, count, found)
  }

  function chooser (takeFile) {
    var file = make('input', { class: 'form-open__file', id: ui.newId(), type: 'file', accept: '.yaml,.yml,.md,.txt,text/yaml' })
    file.addEventListener('change', function () {
      if (file.files[0]) takeFile(file.files[0])
      file.value = ''
    })
    return make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: file.id }, 'Choose a file'), file)
  }

  function paster (take) {
    var paste = make('textarea', { class: 'form-field__input', id: ui.newId(), rows: 5, spellcheck: 'false' })
    var use = make('button', { class: 'button', type: 'button' }, 'Load this text')
    use.addEventListener('click', function () { take(paste.value) })
    return make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: paste.id }, 'Or paste its text'), paste, use)
  }

  /** The part that begins with a record: `load` has `open(slug)`, `takeFile(file)` and `takeText(text)`. */
  function opener (records, load) {
    return make('details', { class: 'form-open' },
      make('summary', { class: 'form-open__summary' }, 'Change a vacancy that is here, or load a file of your own'),
      make('div', { class: 'form-open__body' },
        finder(records, load.open), chooser(load.takeFile), paster(load.takeText)))
  }

  ui.Records = Records
  ui.readFile = readFile
  ui.opener = opener
})()
