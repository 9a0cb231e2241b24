/* Check: all that is wrong with the text of one vacancy, in the words, the places and the order of `build.py check`. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var CUT = 'comment-cuts-text'
  var OF_WORDS = ['abbreviation-unknown', 'wording-discriminates', 'wording-vague']
  var SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
  var KEPT = /^(?:index|page-[0-9]+)$/

  /** What the rules find wrong with `record`, whatever its shape. */
  function rules (record, context) {
    var all = [].concat(
      form.rulesOnText, form.rulesOnMarkup, form.rulesOnWords, form.rulesOnPeople, form.rulesOnDates, form.rulesOnFacts,
      form.rulesOnPay, form.rulesOnScales, form.rulesOnClients, form.rulesOnCriteria, form.rulesOnSentences,
      form.rulesOnApplying, form.rulesOnEmployer
    )
    return all.reduce(function (found, rule) { return found.concat(rule(record, context)) }, [])
  }

  /** Everything that is wrong with `text`, which would be the file `path`; beside it what was read. */
  function check (text, path, context) {
    var reading = form.read(text, path)
    var record = reading.data && newRecord(text, path, reading)
    var unread = linesOf(reading.diagnostics.filter(isError))
    var mistakes = record ? judged(record, context).filter(function (found) { return !follows(found, unread) }) : []
    var found = withoutWordsOfMistakes(withoutWhatACommentCut(once(reading.diagnostics.concat(mistakes))))
    return {
      data: reading.data,
      place: reading.place,
      comments: reading.comments,
      diagnostics: inOrder(badName(path).concat(found))
    }
  }

  function newRecord (text, path, reading) {
    return {
      kind: 'vacancy',
      slug: nameOf(path).stem,
      path: path,
      data: reading.data,
      place: reading.place,
      lines: text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
    }
  }

  function judged (record, context) {
    var astray = ofAnotherKind(record)
    return astray ? [astray] : form.shape(record, context.schema).concat(rules(record, context))
  }

  /** The one message for an employer that is taken for a vacancy; undefined if this is none. */
  function ofAnotherKind (record) {
    var some = ['title', 'employer', 'summary'].some(function (name) { return read.owns(record.data, name) })
    if (some || !read.owns(record.data, 'name')) return undefined
    return form.found(
      'unexpected-file',
      'this looks like an employer, and lies among the vacancy files',
      form.span(record, []),
      '',
      'move this file to `content/employers/`'
    )
  }

  // --- what only follows from another mistake --------------------------------------------------------

  function isError (found) {
    return found.severity === 'error'
  }

  function linesOf (diagnostics) {
    return new Set(diagnostics.map(function (found) { return found.line }))
  }

  /**
   * Whether the mistake is about a value that could not be read, which has been told. A mistake at the start of a line
   * is about a field or the whole record, and stands for itself.
   */
  function follows (found, unread) {
    return found.column > 1 && unread.has(found.line)
  }

  /** The diagnostics, but where a comment took text from a value, this is told instead of what came of it. */
  function withoutWhatACommentCut (diagnostics) {
    var cut = linesOf(diagnostics.filter(function (found) { return found.rule === CUT }))
    var broken = linesOf(diagnostics.filter(function (found) { return isError(found) && cut.has(found.line) }))
    return diagnostics.filter(function (found) {
      return found.rule === CUT || !broken.has(found.line)
    }).map(function (found) {
      return broken.has(found.line) ? Object.assign({}, found, { severity: 'error' }) : found
    })
  }

  /** The diagnostics without those on the words of a line that is to be mended anyway. */
  function withoutWordsOfMistakes (diagnostics) {
    var wrong = linesOf(diagnostics.filter(isError))
    return diagnostics.filter(function (found) { return OF_WORDS.indexOf(found.rule) < 0 || !wrong.has(found.line) })
  }

  function once (diagnostics) {
    var known = new Set()
    return diagnostics.filter(function (found) {
      var mark = JSON.stringify([found.rule, found.message, found.line, found.column, found.endLine, found.endColumn,
        found.label, found.help, found.severity])
      return !known.has(mark) && known.add(mark)
    })
  }

  /** By place, then rule, then message: the same mistakes always come in the same order. */
  function inOrder (diagnostics) {
    return diagnostics.slice().sort(function (one, other) {
      return one.line - other.line || one.column - other.column || compare(one.rule, other.rule) ||
        compare(one.message, other.message)
    })
  }

  function compare (one, other) {
    return one < other ? -1 : one > other ? 1 : 0
  }

  // --- the file's name -------------------------------------------------------------------------------

  function nameOf (path) {
    var parts = /^([^]*?)(\.(?:yaml|md))?$/.exec(path.split('/').pop())
    return { stem: parts[1], ending: parts[2] || '' }
  }

  /** What is wrong with the name of the file, which becomes the address of the page. */
  function badName (path) {
    var name = nameOf(path)
    if (SLUG.test(name.stem) && !KEPT.test(name.stem)) return []
    var shown = form.shown(name.stem + name.ending)
    var at = { path: path, line: 1, column: 1, endLine: 0, endColumn: 0 }
    if (name.stem[0] === '_') {
      return [form.found(
        'not-published',
        '`' + shown + '` is not published, for its name begins with `_`',
        at,
        '',
        'rename it to `' + betterName(name) + '` to publish it; only a `_template` may stand here',
        'warning'
      )]
    }
    return [form.found(
      'file-name',
      '`' + shown + '` cannot become the address of a page',
      at,
      '',
      KEPT.test(name.stem)
        ? 'rename it after the role or the employer: `index`, and `page-` with a number, are the portal\'s own'
        : 'rename it to `' + betterName(name) + '`: small letters a to z, digits, and single hyphens'
    )]
  }

  function betterName (name) {
    // An accent falls off its letter, so that "ŵyl" becomes "wyl".
    var plain = name.stem.toLowerCase().normalize('NFKD').replace(/[^\x00-\x7f]/g, '')
    return ((plain.match(/[a-z0-9]+/g) || []).join('-') || 'a-name') + name.ending
  }

  form.rules = rules
  form.check = check
})()
