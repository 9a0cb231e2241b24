/* The drafts' pane: what is kept in this browser, each to be opened or deleted, and the way to a new vacancy. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var KEPT = 'What you write is kept in this browser, on this device, and nowhere else until you hand it in.'
  var LOST = 'This browser keeps nothing for this site, or has no more room. What you write is there until you leave this page: download the file before you do.'

  function nameOf (draft) { return draft.title || draft.path.split('/').pop() }

  function moment (iso) {
    return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(new Date(iso))
  }

  function button (words, label, press) {
    var element = make('button', { class: 'form-button', type: 'button', 'aria-label': label }, words)
    element.addEventListener('click', press)
    return element
  }

  /** `open(draft)` is called for the one that is chosen, `begun()` once there is an empty form. */
  function Pane (session, open, begun) {
    this.session = session
    this.open = open
    this.gone = []
    this.heading = make('h2', { class: 'add__heading', id: 'form-drafts' }, 'Your drafts')
    this.list = make('ul', { class: 'form-drafts__list' })
    this.kept = make('p', { class: 'form-kept-here' })
    this.fresh = make('button', { class: 'button', type: 'button' }, 'Begin a new vacancy')
    this.element = make('section', { class: 'form-drafts', 'aria-labelledby': 'form-drafts' }, this.heading, this.list, this.fresh)
    this.fresh.addEventListener('click', function () {
      session.begin()
      begun()
    })
  }

  Pane.prototype.show = function () {
    var drafts = this.session.drafts.list()
    var rows = drafts.map(this.row, this).concat(this.gone.map(this.goneRow, this))
    this.list.replaceChildren.apply(this.list, rows)
    this.heading.hidden = !rows.length
    this.list.hidden = !rows.length
    // Without drafts it is no region of that name.
    if (rows.length) this.element.setAttribute('aria-labelledby', 'form-drafts')
    else this.element.removeAttribute('aria-labelledby')
    this.fresh.hidden = this.session.isEmpty() && !this.session.state.existing
    this.element.hidden = !rows.length && this.fresh.hidden
    this.kept.textContent = !this.session.drafts.isLosing() && this.session.drafts.works() ? KEPT : LOST
  }

  Pane.prototype.row = function (draft) {
    var isOpen = draft.id === this.session.state.id
    var open = this.open
    return make('li', { class: 'form-drafts__one' },
      make('span', { class: 'form-drafts__name' }, (draft.existing ? 'Change: ' : '') + nameOf(draft)), ' ',
      make('span', { class: 'form-field__note' }, 'changed ' + moment(draft.when) + (isOpen ? ', open below' : '')), ' ',
      isOpen ? '' : button('Open', 'Open the draft of ' + nameOf(draft), function () { open(draft) }), ' ',
      button('Delete', 'Delete the draft of ' + nameOf(draft), this.remove.bind(this, draft)))
  }

  Pane.prototype.goneRow = function (draft) {
    return make('li', { class: 'form-drafts__one' }, 'Deleted: ' + nameOf(draft), ' ',
      button('Put it back', 'Put back the draft of ' + nameOf(draft), this.putBack.bind(this, draft)))
  }

  /** Delete a draft, as it is at this moment; it can be put back until the page is left. */
  Pane.prototype.remove = function (draft) {
    var drafts = this.session.drafts
    var isOpen = draft.id === this.session.state.id
    if (isOpen) this.session.saving.now()
    this.gone.push(drafts.read(draft.id) || draft)
    drafts.remove(draft.id)
    if (isOpen) this.session.drop()
    this.show()
    ui.say('The draft of ' + nameOf(draft) + ' is deleted. It can be put back until you leave this page.')
    this.list.lastElementChild.querySelector('button').focus()
  }

  Pane.prototype.putBack = function (draft) {
    var drafts = this.session.drafts
    this.gone = this.gone.filter(function (one) { return one !== draft })
    var id = drafts.freeId(draft.id)
    drafts.put(Object.assign({}, draft, { id: id }))
    this.open(drafts.read(id))
  }

  ui.DraftsPane = Pane
})()
