/* Dialog: on a narrow screen the facets are in a dialog, on a wide one beside the list. */
(function () {
  'use strict'

  var WIDE = '(width >= 60rem)'

  window.portal.finder.startDialog = function (parts) {
    var wide = window.matchMedia(WIDE)

    function open () {
      parts.dialogBody.append(parts.facets)
      parts.dialog.showModal()
    }

    function close () { parts.dialog.close() }

    parts.panel.open = true
    parts.open.addEventListener('click', open)
    parts.close.addEventListener('click', close)
    parts.done.addEventListener('click', function () {
      close()
      parts.count.focus({ preventScroll: true })
      // The focus alone would leave it at the lower edge, with all that was found out of sight.
      parts.count.scrollIntoView({ block: 'start' })
    })
    parts.dialog.addEventListener('close', function () { parts.panel.append(parts.facets) })
    wide.addEventListener('change', function () { if (wide.matches && parts.dialog.open) close() })
  }
})()
