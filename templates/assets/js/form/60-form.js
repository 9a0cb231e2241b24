/* Form: the steps, the file that they make, what the check says of it, and the ways to hand it in, put together. */
(function () {
  'use strict'

  var form = window.portal.form
  var ui = form.ui
  var make = ui.make

  /** Today in London, such as 2026-03-01: the site may have been built some days ago. */
  function today () {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(window.portal.now())
  }

  /** A day such as 2026-03-01 in words. */
  function inWords (day) {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
  }

  /** The heading of the page, and of its tab, which say whether a record is changed. */
  function headings () {
    var heading = document.querySelector('.opening__title')
    var words = heading.textContent
    var rest = document.title.replace(words, '')
    return function (state, title) {
      heading.textContent = state.existing ? 'Change: ' + (title || ui.names.slugOf(state.path)) : words
      document.title = heading.textContent + rest
    }
  }

  /** The page's address names the record that is changed, so that a reload or bookmark comes back to it. */
  function showAddress (state) {
    try {
      history.replaceState(null, '', state.existing ? '?change=' + encodeURIComponent(ui.names.slugOf(state.path)) : location.pathname)
    } catch (error) { /* a page from a disk has no history to write */ }
  }

  function contents (record) {
    var list = make('ol', { class: 'form-contents__list' })
    record.steps.forEach(function (step) { list.append(make('li', {}, make('a', { href: '#' + step.id }, step.title))) })
    list.append(make('li', {}, make('a', { href: '#form-sheet' }, 'Check and hand in')))
    return make('nav', { class: 'form-contents', 'aria-label': 'Steps' }, list)
  }

  /** The file's text stands open where there is room beside the form. */
  function sheet (file, check, hand, drafts) {
    var text = make('details', { class: 'form-text' }, make('summary', {}, 'The text of the file'), file.yaml)
    text.open = window.matchMedia('(min-width: 60rem)').matches
    return make('aside', { class: 'add__side', 'aria-labelledby': 'form-sheet' },
      make('div', { class: 'add__sheet' },
        make('h2', { class: 'add__heading', id: 'form-sheet', tabindex: '-1' }, 'Check and hand in'), check.facts,
        make('h3', { class: 'add__heading' }, 'What the check says'), check.count, check.list,
        make('h3', { class: 'add__heading' }, 'Hand it in'), file.element, hand.element, text,
        make('div', { class: 'form-draft' }, drafts.kept)))
  }

  /** On a small screen, where the check stands far below the fields: what it says, always in sight. */
  function bar (check) {
    return make('p', { class: 'form-bar' }, check.brief, make('a', { href: '#form-sheet' }, 'Check and hand in'))
  }

  /** What the session tells, to each part of the page that shows it. */
  function hearing (parts, rules) {
    var showHeading = headings()
    return {
      changed: function () {
        parts.file.show()
        parts.hand.refresh()
      },
      checked: function () {
        parts.check.show()
        if (parts.session.isMending()) parts.session.mending.show(parts.session.found.diagnostics, rules)
        parts.hand.refresh()
      },
      opened: function () {
        var state = parts.session.state
        parts.check.forget()
        parts.notice.hide()
        showHeading(state, state.title || parts.session.title())
        showAddress(state)
      },
      saved: function () { parts.drafts.show() },
      forked: function () {
        parts.notice.show('This draft was changed in another tab as well. What is here is kept as a draft of its own, and both are among your drafts.')
      },
      readAgain: function () {
        parts.notice.show('The text is read. Its values are in the form.')
        parts.notice.element.focus()
      }
    }
  }

  /** Another tab has kept or deleted a draft. */
  function follow (parts) {
    parts.session.drafts.listen(function (id) {
      var state = parts.session.state
      parts.drafts.show()
      if (!state.id || (id !== null && id !== state.id)) return
      var there = parts.session.drafts.read(state.id)
      if (!there) parts.notice.show('This draft was deleted in another tab. What is here stays, and is kept again as soon as you change it.')
      else if (there.stamp !== state.stamp) {
        parts.notice.show('This draft was changed in another tab. If you go on here, both are kept.', [
          ['Show the other', function () { parts.loading.openDraft(there) }]
        ])
      }
    })
  }

  function watchLeaving (session) {
    window.addEventListener('pagehide', session.saving.now)
    document.addEventListener('visibilitychange', session.saving.now)
    window.addEventListener('beforeunload', function (event) {
      session.saving.now()
      if (session.drafts.isLosing()) event.preventDefault()
    })
  }

  /** All the parts of the form. */
  function assemble (context, folder) {
    var rules = context.repository ? context.repository + '/blob/' + context.branch + '/docs/rules.md' : ''
    var parts = { notice: new ui.Notice() }
    var session = parts.session = new ui.Session(context, new ui.Records(folder, context.record_scripts), ui.drafts(), hearing(parts, rules))
    parts.loading = new ui.Loading(session, parts.notice)
    parts.file = new ui.FilePane(session)
    parts.check = new ui.CheckPane(session, parts.file.nameField, rules)
    parts.hand = new ui.Handing(context, session.current.bind(session), session.ask.bind(session))
    parts.drafts = new ui.DraftsPane(session, parts.loading.openDraft, function () {
      parts.notice.show('The form is empty.')
      session.record.focus()
    })
    return parts
  }

  function place (root, parts) {
    var session = parts.session
    root.append(
      make('p', { class: 'visually-hidden', role: 'status', 'data-form-say': '' }),
      parts.notice.element, parts.drafts.element, ui.opener(session.records, parts.loading),
      make('div', { class: 'add__room' },
        make('div', { class: 'add__columns' },
          make('div', { class: 'add__form' }, contents(session.record), session.mending.element, session.record.element),
          sheet(parts.file, parts.check, parts.hand, parts.drafts)),
        bar(parts.check)))
  }

  /** Begin with the record that the address names, or with the new vacancy that was last worked on. */
  function begin (parts) {
    var wanted = new URLSearchParams(location.search).get('change')
    if (!wanted) {
      var kept = parts.session.drafts.list().find(function (draft) { return !draft.existing })
      if (kept) return parts.loading.openDraft(kept)
    }
    parts.session.fill({})
    parts.drafts.show()
    if (wanted) parts.loading.open(wanted)
  }

  function start (root) {
    var without = document.querySelector('[data-form-without]')
    window.portal.load(root.dataset.context, 'form').then(function (context) {
      form.know(context.tables)
      context.built = inWords(context.day)
      context.day = today()
      var parts = assemble(context, root.dataset.records)
      place(root, parts)
      follow(parts)
      watchLeaving(parts.session)
      root.hidden = false
      without.hidden = true
      begin(parts)
    }, function () { /* the five steps stay */ })
  }

  window.portal.register('form', start)
})()
