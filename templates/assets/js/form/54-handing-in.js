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

  /** The buttons. `current()` is the record as it is now: `{path, text, existing, errors}`. */
  function handingIn (context, current, asked) {
    var told = make('p', { class: 'form-hand__told', role: 'status' })
    var area = make('div', {})
    var open = make('a', { class: 'button button--strong form-hand__open', target: '_blank', rel: 'noopener noreferrer external' })
    var copying = make('button', { class: 'button', type: 'button' }, 'Copy the text')
    var saving = make('button', { class: 'button', type: 'button' }, 'Download the file')
    var how = make('p', { class: 'form-hand__how' })
    var warning = make('p', { class: 'form-hand__warning' })

    function tell (copied, also) {
      told.textContent = (copied ? 'The text is copied.' : 'The text is selected: copy it with Ctrl and C.') + (also || '')
    }

    copying.addEventListener('click', function () {
      asked()
      copy(current().text, area).then(function (copied) { tell(copied) })
    })
    saving.addEventListener('click', function () {
      asked()
      download(current().text, current().path)
      told.textContent = 'The file is among your downloads, as ' + current().path.split('/').pop() + '.'
    })
    open.addEventListener('click', function () {
      asked()
      var now = current()
      if (addressFor(context, now.path, now.text, now.existing).whole) return
      copy(now.text, area).then(function (copied) {
        tell(copied, now.existing ? ' On GitHub, select all of the old text and paste.' : ' Paste it into the empty file on GitHub.')
      })
    })

    function words (now, whole) {
      if (!context.repository) return 'Copy the text or download the file, and send it to whoever keeps this site.'
      if (now.existing) return 'This copies the text and opens the file on GitHub: select all that is there, paste, and choose “Commit changes”.'
      if (whole) return 'GitHub opens with the file filled in. Choose “Commit changes” there, and it becomes a proposal that a maintainer looks at.'
      return 'The text is too long for an address. This copies it and opens an empty file on GitHub: paste it there and choose “Commit changes”.'
    }

    return {
      element: make('div', { class: 'form-hand' }, warning, how,
        make('p', { class: 'form-hand__buttons' }, context.repository ? open : '', copying, saving), told, area),
      refresh: function () {
        var now = current()
        var address = addressFor(context, now.path, now.text, now.existing)
        open.href = address.href
        open.textContent = now.existing ? 'Copy the text and open the file on GitHub'
          : address.whole ? 'Open GitHub’s new-file page' : 'Copy the text and open GitHub’s new-file page'
        how.textContent = words(now, address.whole)
        warning.textContent = now.errors ? 'The check on GitHub will stop at ' + ui.counted(now.errors, 'mistake', 'mistakes') + '. You can hand it in all the same, and mend it there.' : ''
        warning.hidden = !now.errors
      }
    }
  }

  ui.addressFor = addressFor
  ui.handingIn = handingIn
})()
