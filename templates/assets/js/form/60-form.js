/* Form: the steps, the file that they make, what the check says of it, and the ways to hand it in, held together. */
(function () {
  'use strict'

  var form = window.portal.form
  var ui = form.ui
  var make = ui.make
  var CHECK_AFTER = 400 // milliseconds without a change
  var MISSING = ['missing-field', 'key-fact-missing', 'empty-file']

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
      }
    }
  }

  function begin (root, context, folder) {
    var record = ui.record(context)
    var drafts = ui.drafts()
    var state = { path: '', existing: false, named: false, comments: undefined, asked: false }
    var text = ''
    var found = { diagnostics: [], place: null }
    var beside = new Map()
    var visited = new WeakSet()
    var counts = ''

    // The parts of the page.
    var part = {
      say: make('p', { class: 'visually-hidden', role: 'status', 'data-form-say': '' }),
      notice: make('div', { class: 'form-notice', tabindex: '-1', hidden: '' }),
      facts: make('p', { class: 'form-facts' }),
      steps: make('ol', { class: 'form-contents__list' }),
      mend: make('div', { class: 'form-mend', hidden: '' }),
      yaml: make('pre', { class: 'yaml', tabindex: '0', role: 'region', 'aria-label': 'The file as it is now' }),
      count: make('p', { class: 'form-messages__count', role: 'status' }),
      list: make('ol', { class: 'form-messages__list' }),
      name: make('input', { class: 'form-field__input', id: 'form-name', type: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'form-name-help' }),
      nameHelp: make('p', { class: 'form-field__help', id: 'form-name-help' }),
      kept: make('p', { class: 'form-kept-here' }),
      drop: make('button', { class: 'button', type: 'button' }, 'Delete the draft')
    }
    var rules = context.repository ? context.repository + '/blob/' + context.branch + '/docs/rules.md' : ''
    var hand = ui.handingIn(context, current, ask)
    var check = later(runCheck, CHECK_AFTER)
    var saving = later(save, CHECK_AFTER / 2)

    function current () {
      var errors = found.diagnostics.filter(function (one) { return one.severity === 'error' }).length
      return { path: state.path, text: text, existing: state.existing, errors: errors }
    }

    function empty () { return record.get() === undefined }

    /** Somebody wants to hand it in: from now on every field says what it lacks. */
    function ask () {
      state.asked = true
      check.ask()
      check.now()
    }

    // --- the file ---------------------------------------------------------------------------------------

    function proposedName () {
      var data = record.get() || {}
      var title = ui.slug(typeof data.title === 'string' ? data.title : '', 6)
      var employer = ui.slug(typeof data.employer === 'string' ? data.employer : '', 4)
      return [title || 'new-vacancy', employer].filter(Boolean).join('-')
    }

    function nameFile () {
      if (!state.existing && !state.named) state.path = context.folder + proposedName() + '.yaml'
      var name = state.path.replace(context.folder, '')
      if (document.activeElement !== part.name) part.name.value = name
      part.name.readOnly = state.existing
      part.nameHelp.textContent = state.existing
        ? 'The page’s address hangs on it, so it stays.'
        : 'Proposed from the title and the employer. It becomes the page’s address: small letters, digits and hyphens.'
    }

    function writeFile () {
      nameFile()
      text = form.write(record.get() || {}, context.schema, { comments: state.comments, path: state.path })
      part.yaml.textContent = text
      hand.refresh()
    }

    function runCheck () {
      found = empty() ? { diagnostics: [], place: null } : form.check(text, state.path, context)
      showMessages()
      hand.refresh()
    }

    function mayShow (message, fields) {
      if (state.asked || MISSING.indexOf(message.rule) < 0) return true
      return fields.some(function (field) { return field.element && visited.has(field.element) })
    }

    function showMessages () {
      // The first look gives each message its fields; the second shows those that may be seen.
      ui.showBeside(record, found.place, found.diagnostics, []).forEach(function (own, field) { field.wrong([]) })
      var shown = found.diagnostics.filter(function (message) { return mayShow(message, message.fields) })
      beside = ui.showBeside(record, found.place, shown, Array.from(beside.keys()))
      part.list.replaceChildren.apply(part.list, found.diagnostics.map(function (message) {
        return ui.messageItem(message, rules, goTo)
      }))
      var words = empty() ? 'Nothing is written yet.' : ui.countMessages(found.diagnostics)
      if (words !== counts) part.count.textContent = counts = words
      showFacts()
    }

    /** Put the focus into a field, and unfold whatever it is folded in. */
    function goTo (message) {
      var field = message.fields[0]
      reach(field && field !== record ? field : record)
    }

    function reach (field) {
      for (var place = field.element; place; place = place.parentElement) {
        if (place.nodeName === 'DETAILS') place.open = true
        if (place.classList.contains('form-slot')) place.hidden = false
      }
      field.focus()
    }

    /** The key facts that are settled, and those that are not, each with a way to its field. */
    function showFacts () {
      var data = record.get() || {}
      var told = [].concat(data.not_stated || [], (Array.isArray(data.conflicts) ? data.conflicts : []).map(function (one) { return one && one.fact }))
      if (data.closing_basis) told.push('closing_date')
      var open = context.facts.filter(function (fact) { return data[fact] === undefined && told.indexOf(fact) < 0 })
      part.facts.replaceChildren('Key facts: ' + (context.facts.length - open.length) + ' of ' + context.facts.length + ' settled.', open.length ? ' Still open: ' : '')
      open.forEach(function (fact, place) {
        var link = make('button', { class: 'form-facts__open', type: 'button' }, record.titleOf(fact))
        link.addEventListener('click', function () { reach(record.need(fact)) })
        part.facts.append(link, place < open.length - 1 ? ', ' : '.')
      })
    }

    function changed () {
      record.refresh()
      writeFile()
      saving.ask()
      check.ask()
    }

    // --- the draft --------------------------------------------------------------------------------------

    function draft () {
      if (!part.mend.hidden) return { text: part.mend.querySelector('textarea').value, path: state.path, existing: state.existing }
      return empty() ? null : { data: record.get(), comments: state.comments, path: state.path, existing: state.existing, named: state.named }
    }

    function save () {
      var works = drafts.save(draft())
      part.kept.textContent = works
        ? 'What you write is kept in this browser, on this device, and nowhere else until you hand it in.'
        : 'This browser keeps nothing for this site, or has no more room: download the file before you leave.'
      part.drop.hidden = !draft()
    }

    function notice (words, button, press) {
      part.notice.replaceChildren(make('p', {}, words))
      if (button) {
        var element = make('button', { class: 'button', type: 'button' }, button)
        element.addEventListener('click', press)
        part.notice.append(element)
      }
      part.notice.hidden = false
      ui.say(words)
    }

    function put (kept) {
      part.mend.hidden = true
      state = {
        path: kept.path || '', existing: Boolean(kept.existing), named: Boolean(kept.named || kept.existing),
        comments: kept.comments, asked: Boolean(kept.existing)
      }
      if (typeof kept.text === 'string') return mend(kept.text, state.path)
      record.element.hidden = false
      record.set(kept.data)
      changed()
      runCheck()
    }

    /** Take a record in the place of the draft at hand, which can be had back. */
    function replace (kept, words) {
      saving.now()
      var old = draft()
      if (old && !ui.same(old, kept)) drafts.setAside(old)
      put(kept)
      save()
      var aside = old && drafts.before()
      notice(words + (aside ? ' Your draft from before is set aside.' : ''), aside ? 'Put the draft back' : '', function () {
        replace(aside, 'The draft is back.')
      })
    }

    function blank () {
      return { data: undefined, path: '' }
    }

    // --- texts from elsewhere ---------------------------------------------------------------------------

    function isUnread (reading) {
      return !ui.isObject(reading.data) || reading.diagnostics.some(function (one) { return one.severity === 'error' })
    }

    /** Take the text of a file: into the fields or, if it cannot be read, into a text area where it can be mended. */
    function take (from, path, existing) {
      var whole = path || context.folder + 'pasted.yaml'
      var reading = form.read(from, whole)
      var what = existing ? 'The record is loaded.' : 'The text is loaded.'
      if (isUnread(reading)) return replace({ text: from, path: whole, existing: existing, named: Boolean(path) }, 'This text cannot be read yet. Mend it below, and read it again.')
      replace({ data: reading.data, comments: reading.comments, path: whole, existing: existing, named: Boolean(path) }, what)
      state.asked = true
      runCheck()
    }

    function takeFile (from, name) {
      var known = context.records.some(function (one) { return name.replace(/\.(yaml|md)$/, '') === one[0] })
      take(from, name ? context.folder + name : '', known)
    }

    function mend (from, path) {
      var area = make('textarea', { class: 'form-field__input form-mend__text', id: 'form-mend', rows: 16, spellcheck: 'false', 'aria-describedby': 'form-mend-list' })
      var list = make('ol', { class: 'form-messages__list', id: 'form-mend-list' })
      var again = make('button', { class: 'button button--strong', type: 'button' }, 'Read it again')
      var fresh = make('button', { class: 'button', type: 'button' }, 'Begin with an empty form')

      function showProblems () {
        var problems = form.read(area.value, path || context.folder + 'pasted.yaml').diagnostics
        list.replaceChildren.apply(list, problems.map(function (message) {
          return ui.messageItem(message, rules, function () { select(area, message) })
        }))
        return problems
      }

      area.value = from
      part.mend.replaceChildren(
        make('label', { class: 'form-field__label', for: 'form-mend' }, 'The text, to be mended'), area, list,
        make('p', { class: 'form-hand__buttons' }, again, fresh))
      part.mend.hidden = false
      record.element.hidden = true
      showProblems()
      area.addEventListener('input', function () {
        saving.ask()
        showProblems()
      })
      again.addEventListener('click', function () {
        var reading = form.read(area.value, path || context.folder + 'pasted.yaml')
        if (isUnread(reading)) {
          ui.say('It cannot be read yet: ' + ui.countMessages(reading.diagnostics) + '.')
          return area.focus()
        }
        put({ data: reading.data, comments: reading.comments, path: path, existing: state.existing, named: state.named })
        save()
        notice('The text is read. Its values are in the form.')
        part.notice.focus()
      })
      fresh.addEventListener('click', function () { replace(blank(), 'The form is empty.') })
    }

    function select (area, message) {
      var lines = area.value.split('\n')
      var start = lines.slice(0, message.line - 1).reduce(function (sum, line) { return sum + line.length + 1 }, 0) + message.column - 1
      area.focus()
      area.setSelectionRange(start, start + Math.max(1, message.endLine === message.line ? message.endColumn - message.column : 1))
    }

    function open (slug) {
      ui.fetchRecord(folder, slug).then(function (file) { take(file.text, file.path, true) }, function () {
        notice('The record “' + slug + '” did not load. Look at its name, or try again with a connection.')
      })
    }

    // --- together ---------------------------------------------------------------------------------------

    ui.freeId = function (proposed) {
      var taken = new Set()
      ;(function collect (value) {
        if (ui.isObject(value) && typeof value.id === 'string') taken.add(value.id)
        if (value && typeof value === 'object') Object.keys(value).forEach(function (key) { collect(value[key]) })
      })(record.get())
      var id = proposed || 'criterion'
      for (var number = 2; taken.has(id); number += 1) id = (proposed || 'criterion') + '-' + number
      return id
    }

    record.steps.forEach(function (step) { part.steps.append(make('li', {}, make('a', { href: '#' + step.id }, step.title))) })
    root.append(
      part.say, part.notice, ui.opener(context, open, takeFile),
      make('div', { class: 'add__columns' },
        make('div', { class: 'add__form' },
          make('nav', { class: 'form-contents', 'aria-label': 'Steps' }, part.steps),
          part.mend, record.element),
        make('aside', { class: 'add__side', 'aria-label': 'The file' },
          make('div', { class: 'add__sheet' },
            make('h2', { class: 'add__heading' }, 'The file'),
            part.facts,
            make('div', { class: 'form-field' }, make('label', { class: 'form-field__label', for: 'form-name' }, 'File name'), part.name, part.nameHelp),
            part.yaml,
            make('h3', { class: 'add__heading' }, 'What the check says'), part.count, part.list,
            make('h3', { class: 'add__heading' }, 'Hand it in'), hand.element,
            make('div', { class: 'form-draft' }, part.kept, part.drop)))))

    record.element.addEventListener('input', changed)
    record.element.addEventListener('change', changed)
    record.element.addEventListener('focusout', function (event) {
      var frame = event.target.closest('.form-field')
      if (!frame) return
      visited.add(frame)
      check.ask()
    })
    part.name.addEventListener('input', function () {
      state.named = part.name.value.trim() !== ''
      if (state.named) state.path = context.folder + part.name.value.trim()
      changed()
    })
    part.drop.addEventListener('click', function () {
      replace(blank(), 'The draft is deleted.')
      part.notice.focus()
    })
    window.addEventListener('pagehide', saving.now)
    document.addEventListener('visibilitychange', saving.now)

    start()

    function start () {
      var kept = drafts.load()
      var wanted = new URLSearchParams(location.search).get('change')
      var itsPath = wanted && context.folder + wanted + '.'
      if (kept) put(kept)
      else {
        writeFile()
        runCheck()
      }
      save()
      if (wanted && !(kept && kept.existing && kept.path.indexOf(itsPath) === 0)) open(wanted)
      else if (kept) notice('Your draft is back, as you left it.')
    }

    ui.session = { record: record, take: take, text: function () { return text }, check: runCheck, found: function () { return found } }
  }

  /** Today in London, such as 2026-03-01: the site may have been built some days ago. */
  function today () {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(window.portal.now())
  }

  function start (root) {
    var without = document.querySelector('[data-form-without]')
    window.portal.load(root.dataset.context, 'form').then(function (context) {
      form.know(context.words)
      context.day = today()
      begin(root, context, root.dataset.records)
      root.hidden = false
      without.hidden = true
    }).catch(function () { /* the five steps stay */ })
  }

  window.portal.register('form', start)
})()
