/* Read: the text of a record to plain values that know their places, as the build reads it.
 *
 * The same small part of YAML is read, and the rest is refused by the same rules, at the same places, in the same
 * words. No page is needed for it. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var MAX_BYTES = 256 * 1024
  var FENCE = /^---[ \t]*$/
  var MODELINE = /^# yaml-language-server:/

  // --- comments ---------------------------------------------------------------------------------------

  /** The pointer, as JSON Pointer has it, to the field or item `step` of what `pointer` leads to. */
  function pointerTo (pointer, step) {
    return pointer + '/' + String(step).replace(/~/g, '~0').replace(/\//g, '~1')
  }

  /** Every key and item by the line on which it begins, the outermost first. */
  function beginnings (value, place, pointer, found) {
    Object.keys(place.parts).forEach(function (step) {
      var part = place.parts[step]
      var mark = Array.isArray(value) ? part.mark : place.keys[step]
      if (!mark) return
      var path = pointerTo(pointer, step)
      found.push({ line: mark[0], pointer: path, depth: path.split('/').length })
      if (value[step] !== null && typeof value[step] === 'object') beginnings(value[step], part, path, found)
    })
    return found
  }

  /** The comments of a text by the pointer to the field or item below them, or before them on their line.
   *
   * Those at the top, above an empty line, belong to the whole (''); those after the last field to nothing ('/-'). */
  function commentsOf (reader, value, place) {
    var comments = Object.create(null)
    var given = reader.scanner.comments.filter(function (comment) { return !MODELINE.test(comment.words) })
    var found = given.length ? beginnings(value, place, '', []).sort(function (one, other) {
      return one.line - other.line || one.depth - other.depth
    }) : []
    given.forEach(function (comment) {
      var words = comment.words.replace(/\s+$/, '')
      var line = comment.line + reader.shift
      var pointer = pointerFor(found, line, reader.source)
      var lines = comments[pointer] = comments[pointer] || []
      lines.push(words.replace(/^# ?/, ''))
    })
    return comments
  }

  function pointerFor (found, line, source) {
    if (/^ *#/.test(source.line(line + 1))) {
      var next = found.find(function (place) { return place.line > line })
      if (!next) return '/-'
      var below = source.lines.slice(line, next.line)
      return next === found[0] && below.some(function (text) { return !text.trim() }) ? '' : next.pointer
    }
    var before = found.filter(function (place) { return place.line <= line })
    return before.length ? before[before.length - 1].pointer : ''
  }

  // --- records ----------------------------------------------------------------------------------------

  function Source (path, text) {
    this.path = path
    this.text = text
    this.lines = text.replace(/\r\n?/g, '\n').split('\n')
  }

  Source.prototype.line = function (number) { return this.lines[number - 1] || '' }

  /** Reads `text`, which starts on line `firstLine` of the source; a text that cannot be parsed has no value. */
  function readYaml (source, text, firstLine) {
    var nothing = { value: null, place: form.placeAt([firstLine, 0, firstLine, 0]), comments: Object.create(null) }
    var diagnostics = form.unreadableCharacters(source.path, text, firstLine)
      .concat(form.tabIndentation(source.path, text, firstLine))
    if (diagnostics.length) return Object.assign(nothing, { diagnostics: diagnostics })
    var reader = new form.YamlReader(source, text, firstLine)
    try {
      var read = reader.document()
      read.comments = read.value && typeof read.value === 'object' ? commentsOf(reader, read.value, read.place) : {}
      return Object.assign(read, { diagnostics: reader.diagnostics })
    } catch (problem) {
      if (problem instanceof form.Problem) {
        reader.diagnostics.push(form.syntaxProblem(problem, source, firstLine))
      } else if (!(problem instanceof form.GiveUp)) throw problem
      return Object.assign(nothing, { diagnostics: reader.diagnostics })
    }
  }

  /** The front matter, the body and the body's first line, counted from 1; or the diagnostic of what is wanting. */
  function frontMatter (source) {
    var lines = source.lines
    var mark = [0, 0, 0, form.lengthOf(lines[0])]
    if (!FENCE.test(lines[0])) {
      return form.diagnostic(
        source.path, 'front-matter', 'this file does not begin with front matter', mark, 'expected `---`',
        'begin with a line `---`, then the fields, then another `---`, then the text'
      )
    }
    for (var number = 1; number < lines.length; number++) {
      if (FENCE.test(lines[number])) {
        return {
          head: lines.slice(1, number).join('\n') + '\n',
          body: lines.slice(number + 1).join('\n'),
          bodyLine: number + 2
        }
      }
    }
    return form.diagnostic(
      source.path, 'front-matter', 'the front matter is opened and never closed', mark, 'opened here',
      'put a line `---` between the fields and the text'
    )
  }

  /** Puts the text of an `.md` file into the record as its description. */
  function placeBody (result, body, bodyLine) {
    var text = body.replace(/^\n+/, '')
    var line = bodyLine + body.length - text.length
    if ('description' in result.data) {
      result.diagnostics.push(form.diagnostic(
        result.path, 'text-given-twice', '`description` is given in the front matter, and the file has a text too',
        result.place.keys.description, 'the text begins on line ' + line,
        'keep one of them: in an `.md` file the text is the description'
      ))
    } else {
      result.data.description = form.withoutEnd(text) + '\n'
      result.place.parts.description = form.placeAt([line - 1, 0, line - 1, 0])
    }
    result.bodyLine = line
  }

  function noRecord (source, value) {
    if (value === null) {
      return form.diagnostic(
        source.path, 'empty-file', source.text.trim() ? 'this file has no field' : 'this file is empty',
        [0, 0, 0, 0], '',
        '`docs/record.md` shows what to write; `content/vacancies/_template.yaml` can be copied'
      )
    }
    return form.diagnostic(
      source.path, 'not-a-record',
      'this file is ' + (Array.isArray(value) ? 'a list' : 'one piece of text') + ', not the fields of a record',
      [0, 0, 0, form.lengthOf(source.line(1))], 'expected `field: value` lines',
      'begin each field on a line of its own, such as `title: …`; `docs/record.md` lists them'
    )
  }

  /** What is no plain text at all, or too much of it; null if there is nothing against reading it. */
  function unfit (path, text) {
    var nowhere = [0, 0, -1, -1]
    if (new TextEncoder().encode(text).length > MAX_BYTES) {
      return form.diagnostic(
        path, 'file-too-large', 'this file is larger than ' + MAX_BYTES / 1024 + ' KB', nowhere, '',
        'shorten it: the longest real advert is an eighth of that'
      )
    }
    var start = text.replace(/^[ \t\n\r\v\f]+/, '').slice(0, 20).toLowerCase()
    var kinds = {
      'pk\x03\x04': 'a Word document',
      '{\\rtf': 'a document with formatting (RTF)',
      '%pdf': 'a PDF',
      '<!doctype html': 'a web page',
      '<html': 'a web page'
    }
    var kind = Object.keys(kinds).find(function (sign) { return start.startsWith(sign) })
    return kind
      ? form.diagnostic(
        path, 'not-a-record', 'this is ' + kinds[kind] + ', not plain text', nowhere, '',
        'copy its text into a plain text file, made with Notepad, TextEdit (Format, Make Plain Text) or GitHub'
      )
      : null
  }

  form.unfit = unfit
  form.maxBytes = MAX_BYTES

  form.pointerTo = pointerTo

  /** The record that `text` is, for the file `path`: `{ path, data, place, comments, lines, bodyLine, diagnostics }`.
   *
   * Without anything that could be judged, `data` and `place` are null, and `diagnostics` says why. */
  form.read = function (text, path) {
    var source = new Source(path, text.replace(/^\ufeff/, ''))
    var result = {
      path: path, data: null, place: null, comments: Object.create(null), lines: source.lines, bodyLine: 0,
      diagnostics: []
    }
    var against = unfit(path, source.text) || form.unsettledMerge(source)
    if (against) return Object.assign(result, { diagnostics: [against] })
    var parts = { head: source.text, body: null, bodyLine: 0 }
    if (/\.md$/.test(path)) {
      parts = frontMatter(source)
      if (parts.rule) return Object.assign(result, { diagnostics: [parts] })
    }
    var reading = readYaml(source, parts.head, parts.body === null ? 0 : 1)
    result.diagnostics = reading.diagnostics
    if (parts.body !== null) {
      result.diagnostics = result.diagnostics.concat(form.unreadableCharacters(path, parts.body, parts.bodyLine - 1))
    }
    if (reading.value === null || typeof reading.value !== 'object' || Array.isArray(reading.value)) {
      if (!result.diagnostics.length) result.diagnostics.push(noRecord(source, reading.value))
      return result
    }
    Object.assign(result, { data: reading.value, place: reading.place, comments: reading.comments })
    result.bodyLine = parts.bodyLine
    if (parts.body !== null && form.withoutEnd(parts.body)) placeBody(result, parts.body, parts.bodyLine)
    return result
  }
})()
