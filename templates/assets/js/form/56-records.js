/* Records: one of the site's own to change, or a text or file of one's own to go on with. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var SHOWN = 8

  function plain (text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  }

  /** Those of the records, each `[slug, title, employer]`, that have all the words. */
  function matching (records, words) {
    var wanted = plain(words).split(/\s+/).filter(Boolean)
    if (!wanted.length) return []
    return records.filter(function (record) {
      var text = plain(record.join(' '))
      return wanted.every(function (word) { return text.indexOf(word) >= 0 })
    })
  }

  /** The file of a record of the site: `{path, text}`. */
  function fetchRecord (folder, slug) {
    return window.portal.load(folder + encodeURIComponent(slug) + '.js', 'record ' + slug)
  }

  /** The part of the form that begins with a record: `open(slug)` and `take(text, path)` are called with what is chosen. */
  function opener (context, open, take) {
    var id = ui.newId()
    var count = make('p', { class: 'form-field__note', role: 'status' })
    var found = make('ul', { class: 'form-open__found' })
    var search = make('input', { class: 'form-field__input', id: id, type: 'text', autocomplete: 'off', placeholder: 'words of its title or employer' })
    var paste = make('textarea', { class: 'form-field__input', id: ui.newId(), rows: 5, spellcheck: 'false' })
    var file = make('input', { class: 'form-open__file', id: ui.newId(), type: 'file', accept: '.yaml,.yml,.md,text/yaml' })
    var use = make('button', { class: 'button', type: 'button' }, 'Load this text')

    search.addEventListener('input', function () {
      var all = matching(context.records, search.value)
      count.textContent = search.value.trim() ? ui.counted(all.length, 'record', 'records') + (all.length > SHOWN ? ', of which the first ' + SHOWN + ' are shown' : '') : ''
      found.replaceChildren.apply(found, all.slice(0, SHOWN).map(function (record) {
        var button = make('button', { class: 'form-open__one', type: 'button' }, record[1], make('span', {}, record[2]))
        button.addEventListener('click', function () { open(record[0]) })
        return make('li', {}, button)
      }))
    })
    use.addEventListener('click', function () { if (paste.value.trim()) take(paste.value, '') })
    file.addEventListener('change', function () {
      var chosen = file.files[0]
      if (chosen) chosen.text().then(function (text) { take(text, chosen.name) })
      file.value = ''
    })

    return make('details', { class: 'form-open' },
      make('summary', { class: 'form-open__summary' }, 'Change a vacancy that is here, or load a file of your own'),
      make('div', { class: 'form-open__body' },
        make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: id }, 'Find a vacancy of this site'), search, count, found),
        make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: file.id }, 'Choose a file'), file),
        make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: paste.id }, 'Or paste its text'), paste, use)))
  }

  ui.fetchRecord = fetchRecord
  ui.opener = opener
})()
