/* Names: what the file of a record is called, and what speaks against a name. */
(function () {
  'use strict'

  var form = window.portal.form
  var ui = form.ui

  /** The name that a title and an employer give, without its ending. */
  function proposed (data) {
    var title = ui.slug(typeof data.title === 'string' ? data.title : '', 6)
    var employer = ui.slug(typeof data.employer === 'string' ? data.employer : '', 4)
    return [title || 'new-vacancy', employer].filter(Boolean).join('-')
  }

  /** The file that somebody means by what they typed: no folder, and with an ending that the portal knows. */
  function fileOf (typed) {
    var name = typed.trim().split(/[/\\]/).pop().trim()
    if (/\.(yaml|yml|txt)$/i.test(name)) return name.replace(/\.\w+$/, '.yaml')
    if (/\.(md|markdown)$/i.test(name)) return name.replace(/\.\w+$/, '.md')
    return name && !/^\.+$/.test(name) ? name + '.yaml' : ''
  }

  /** The name of a file without its folder and ending, which is the address of its page. */
  function slugOf (path) {
    return path.split('/').pop().replace(/\.(yaml|md)$/, '')
  }

  function aboutName (path, rule, message, label, help) {
    return form.found(rule, message, { path: path, line: 1, column: 1, endLine: 0, endColumn: 0 }, label, help)
  }

  /**
   * What is wrong with the name `typed` for the file `path`, but for what `form.check` says of that itself; `isTaken`
   * tells whether it is that of another record.
   */
  function faults (typed, path, isTaken, context) {
    var found = []
    if (/[/\\]/.test(typed)) {
      found.push(aboutName(
        path, 'unexpected-file', '`' + typed.trim() + '` is not a file that the portal knows here, and would never be published', '',
        'write `' + path.split('/').pop() + '`: there are no folders within `' + context.folder + '`'
      ))
    }
    if (isTaken) {
      found.push(aboutName(
        path, 'name-used-twice', 'two files have the name `' + slugOf(path) + '`, and would become one page', 'the other is a vacancy of this site',
        'give this file another name or, if it is the same vacancy, change that one: find it above'
      ))
    }
    return found
  }

  /** Whether a message is about the name of the file, not about what is in it. */
  function isAboutName (message) {
    return message.endLine === 0 && ['file-name', 'not-published', 'unexpected-file', 'name-used-twice'].indexOf(message.rule) >= 0
  }

  ui.names = { proposed: proposed, fileOf: fileOf, slugOf: slugOf, faults: faults, isAboutName: isAboutName }
})()
