/* Another employer: one that has no file yet is begun beside the vacancy that names it, and handed in with it. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var FOLDER = 'content/employers/'

  /** What is begun is kept in this browser, as the draft of the vacancy is. */
  function keeping () {
    var key = window.portal.basePath() + '|draft employer'
    return {
      load: function () {
        try {
          var kept = JSON.parse(window.localStorage.getItem(key) || 'null')
          return ui.isObject(kept) ? kept : {}
        } catch (error) {
          return {}
        }
      },
      save: function (data) {
        try {
          if (data) window.localStorage.setItem(key, JSON.stringify(data))
          else window.localStorage.removeItem(key)
        } catch (error) { /* it stays on the page */ }
      }
    }
  }

  /**
   * The fields of an employer's file, its text, and the ways to hand it in. `named(slug, name)` hears which employer
   * the vacancy has then, and the check takes it for one that there is. `know(slug)` brings back the one that was begun.
   */
  function newEmployer (context, named) {
    var schema = context.employer_schema
    var kept = keeping()
    var field = ui.field(schema, Object.assign({}, schema, { title: 'Another employer', 'x-form': { first: ['name', 'sector', 'website'] } }), { bare: true, required: true })
    var file = make('p', { class: 'form-field__note' })
    var text = make('pre', { class: 'yaml-text', tabindex: '0', role: 'region', 'aria-label': 'The second file' })
    var told = make('p', { class: 'form-field__note', role: 'status' })
    var copy = make('button', { class: 'button', type: 'button' }, 'Copy the employer’s file')
    var save = make('button', { class: 'button', type: 'button' }, 'Download the employer’s file')
    var link = make('a', { class: 'button', target: '_blank', rel: 'noopener noreferrer external' }, 'Open GitHub with the employer’s file')
    var out = make('div', { class: 'form-employer__file', hidden: '' }, file, text,
      make('p', { class: 'form-hand__buttons' }, context.repository ? link : '', copy, save), told)
    var fold = make('details', { class: 'form-fold form-employer' },
      make('summary', { class: 'form-fold__summary' }, 'Another employer, that is not in the list'),
      make('p', { class: 'form-field__help' }, 'An employer has a small file of its own. It is made here, beside the vacancy’s; hand in both.'),
      field.element, out)
    var begun = ''

    function data () { return field.get() || {} }

    function slugOf (name) { return typeof name === 'string' ? ui.slug(name, 5) : '' }

    function show () {
      var values = data()
      var slug = slugOf(values.name)
      if (begun && begun !== slug) delete context.employers[begun]
      begun = slug && !(slug in context.employers && begun !== slug) ? slug : ''
      out.hidden = !begun
      if (!begun) return ''
      context.employers[begun] = [values.name]
      var path = FOLDER + begun + '.yaml'
      file.replaceChildren('Its file is ', make('code', {}, path), values.sector ? '.' : '. Choose its sector: the file needs one.')
      text.textContent = window.portal.form.write(values, schema, { path: path })
      link.href = context.repository + '/new/' + context.branch + '?filename=' + path + '&value=' + encodeURIComponent(text.textContent)
      return begun
    }

    fold.addEventListener('input', function (event) { event.stopPropagation() })
    fold.addEventListener('change', function (event) {
      event.stopPropagation()
      var slug = show()
      kept.save(slug ? data() : null)
      if (slug) return named(slug, data().name)
      var there = slugOf(data().name)
      if (there in context.employers) named(there, [].concat(context.employers[there])[0])
    })
    fold.addEventListener('input', show)
    copy.addEventListener('click', function () {
      var done = function () { told.textContent = 'The employer’s file is copied.' }
      var selected = function () {
        window.getSelection().selectAllChildren(text)
        told.textContent = 'The text is selected: copy it with Ctrl and C.'
      }
      if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text.textContent).then(done, selected)
      else selected()
    })

    save.addEventListener('click', function () {
      ui.download(text.textContent, FOLDER + begun + '.yaml')
      told.textContent = 'The employer’s file is among your downloads, as ' + begun + '.yaml.'
    })

    return {
      element: fold,
      /** The file of the employer that is begun, if that is `slug`: its path, and the way to it. */
      file: function (slug) {
        if (!begun || begun !== slug) return null
        var first = context.repository ? link : copy
        return { path: FOLDER + begun + '.yaml', go: function () { ui.reach({ element: out, focus: function () { first.focus() } }) } }
      },
      know: function (slug) {
        var before = kept.load()
        if (slug && slugOf(before.name) === slug && !(slug in context.employers)) {
          field.set(before)
          show()
          fold.open = true
          named(slug, before.name)
        } else if (begun && begun !== slug) {
          field.set(undefined)
          show()
          kept.save(null)
        }
      }
    }
  }

  ui.newEmployer = newEmployer
})()
