/* Handing in: the text copied, downloaded, or taken along to GitHub's page for a new file. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make
  var LONGEST = 8191 // bytes of an address that GitHub takes

  function encoded (path) {
    return path.split('/').map(encodeURIComponent).join('/')
  }

  /** Where the file begins or is changed on GitHub, with its text if that has room; "" without a repository. */
  function addressFor (context, path, text, existing) {
    if (!context.repository) return { href: '', whole: false }
    if (existing) return { href: context.repository + '/edit/' + encoded(context.branch) + '/' + encoded(path), whole: false }
    var href = context.repository + '/new/' + encoded(context.branch) + '?filename=' + encoded(path)
    var whole = href + '&value=' + encodeURIComponent(text)
    return whole.length <= LONGEST ? { href: whole, whole: true } : { href: href, whole: false }
  }

  /** Put `text` on the clipboard; where the browser has none to give, it is shown and selected. */
  function copy (text, place) {
    function byHand () {
      var area = make('textarea', { class: 'form-field__input', rows: 4, readonly: '', 'aria-label': 'The text of the file' })
      area.value = text
      place.replaceChildren(area)
      area.focus()
      area.select()
      var done = false
      try {
        done = document.execCommand('copy')
      } catch (error) { /* it stays selected */ }
      if (done) place.replaceChildren()
      return done
    }

    if (!navigator.clipboard || !window.isSecureContext) return Promise.resolve(byHand())
    return navigator.clipboard.writeText(text).then(function () {
      place.replaceChildren()
      return true
    }, byHand)
  }

  function download (text, path) {
    var address = URL.createObjectURL(new Blob([text], { type: 'text/yaml;charset=utf-8' }))
    var link = make('a', { href: address, download: path.split('/').pop() })
    link.click()
    setTimeout(function () { URL.revokeObjectURL(address) }, 10000)
  }

  /** What a press on the way to GitHub does, in words. */
  function wordsFor (context, now, whole) {
    if (!context.repository) return 'Copy the text or download the file, and send it to whoever keeps this site.'
    if (now.existing) {
      return 'This copies the text and opens the file on GitHub: select all that is there, paste, and choose “Commit changes”. ' +
        'If the file has been changed there since this site was built on ' + context.built + ', GitHub shows what you would undo: make your change by hand then.'
    }
    if (whole) {
      return 'GitHub opens with the file filled in. Choose “Commit changes” there, and it becomes a proposal that a maintainer looks at. ' +
        'If GitHub shows an error or an empty file instead, sign in there, copy the text here, and paste it into '
    }
    return 'The text is too long for an address. This copies it and opens an empty file on GitHub: paste it there and choose “Commit changes”. ' +
      'If GitHub shows an error, sign in there and try again.'
  }

  /** What speaks against handing it in as it is. */
  function warningFor (now) {
    var words = []
    if (now.behind) words.push('The record on this site has changed since you began: handed in as it is, yours would undo that. See above what you can do.')
    if (now.errors) words.push('The check on GitHub will stop at ' + ui.counted(now.errors, 'mistake', 'mistakes') + '. You can hand it in all the same, and mend it there.')
    return words.join(' ')
  }

  function Handing (context, current, asked) {
    this.context = context
    this.current = current
    this.asked = asked
    this.told = make('p', { class: 'form-hand__told', role: 'status' })
    this.area = make('div', {})
    this.open = make('a', { class: 'button button--strong form-hand__open', target: '_blank', rel: 'noopener noreferrer external' })
    this.how = make('p', { class: 'form-hand__how' })
    this.warning = make('p', { class: 'form-hand__warning' })
    this.second = make('div', { class: 'form-hand__second', hidden: '' })
    this.element = make('div', { class: 'form-hand' }, this.warning, this.second, this.how,
      make('p', { class: 'form-hand__buttons' }, context.repository ? this.open : '',
        this.button('Copy the text', this.copyText), this.button('Download the file', this.saveFile)),
      this.told, this.area)
    this.open.addEventListener('click', this.goToGitHub.bind(this))
  }

  Handing.prototype.button = function (words, press) {
    var element = make('button', { class: 'button', type: 'button' }, words)
    element.addEventListener('click', press.bind(this))
    return element
  }

  Handing.prototype.copyText = function (also) {
    var told = this.told
    this.asked()
    return copy(this.current().text, this.area).then(function (copied) {
      told.textContent = (copied ? 'The text is copied.' : 'The text is selected: copy it with Ctrl and C.') + (typeof also === 'string' ? also : '')
    })
  }

  Handing.prototype.saveFile = function () {
    this.asked()
    var now = this.current()
    download(now.text, now.path)
    this.told.textContent = 'The file is among your downloads, as ' + now.path.split('/').pop() + '.'
  }

  Handing.prototype.goToGitHub = function () {
    var now = this.current()
    if (addressFor(this.context, now.path, now.text, now.existing).whole) return this.asked()
    this.copyText(now.existing ? ' On GitHub, select all of the old text and paste.' : ' Paste it into the empty file on GitHub.')
  }

  Handing.prototype.refresh = function () {
    var now = this.current()
    var address = addressFor(this.context, now.path, now.text, now.existing)
    this.open.href = address.href
    this.open.textContent = now.existing ? 'Copy the text and open the file on GitHub'
      : address.whole ? 'Open GitHub’s new-file page' : 'Copy the text and open GitHub’s new-file page'
    this.how.replaceChildren(wordsFor(this.context, now, address.whole))
    if (address.whole) this.how.append(this.emptyFile(now.path), '.')
    this.warning.textContent = warningFor(now)
    this.warning.hidden = !this.warning.textContent
    this.showSecond(now.second)
  }

  /** The employer that is begun beside the vacancy has a file too, without which the check on GitHub fails. */
  Handing.prototype.showSecond = function (second) {
    var path = second ? second.path : ''
    this.second.hidden = !second
    if (!second || this.second.dataset.path === path) return
    this.second.dataset.path = path
    this.second.replaceChildren(
      make('p', {}, make('strong', {}, 'Two files: hand in the employer’s first.'), ' Without ', make('code', {}, path), ' the check on GitHub stops at this one.'),
      make('p', { class: 'form-hand__buttons' }, this.button('Go to the employer’s file', function () { this.current().second.go() })))
  }

  /** The way to a new file without the text in its address, which GitHub's signing in may find too long. */
  Handing.prototype.emptyFile = function (path) {
    var href = this.context.repository + '/new/' + encoded(this.context.branch) + '?filename=' + encoded(path)
    return make('a', { href: href, target: '_blank', rel: 'noopener noreferrer external' }, 'an empty file')
  }

  ui.download = download
  ui.Handing = Handing
})()
