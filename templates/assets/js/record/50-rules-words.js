/* Rules on words, as portal/validate/rules/words.py words them: abbreviations, and wording that needs another look. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading

  function isPlace (path) {
    return path.length === 3 && path[0] === 'locations' && path[2] === 'name'
  }

  function holdsName (path, tables) {
    return path.some(function (step) { return tables.names.indexOf(step) >= 0 })
  }

  /** The texts of a record that are words to be read, and no name, number, code or address. */
  function prose (record, tables) {
    return read.texts(record).filter(function (one) {
      var contact = one.path.length === 2 && one.path[0] === 'contact' && one.path[1] === 'name'
      return !holdsName(one.path, tables) && !contact && !isPlace(one.path)
    })
  }

  // --- abbreviations ---------------------------------------------------------------------------------

  /** An abbreviation is in the glossary, or written out in the same record. */
  function abbreviationUnknown (record) {
    var tables = form.tables
    if (!tables.abbreviations) return []
    // Of what is on the wording list, that list says more.
    var listed = Object.keys(tables.remarks).map(function (words) { return words.toUpperCase() })
    var explained = new Set(tables.abbreviations.concat(tables.shouted, listed))
    var told = named(record, tables)
    return prose(record, tables).reduce(function (all, one) {
      // Cheap to see, and true of nearly every text.
      var capitals = one.words.match(read.pattern(tables.patterns.capitals, 'g')) || []
      if (capitals.every(function (word) { return explained.has(word) })) return all
      unexplained(one.words, explained, tables).forEach(function (short) {
        if (!told.has(short) && !writtenOut(record, short)) all.push(unknown(record, one.path, short))
        told.add(short)
      })
      return all
    }, [])
  }

  function unknown (record, path, short) {
    return form.found(
      'abbreviation-unknown',
      'nothing says what `' + form.shown(short) + '` stands for',
      form.span(record, path, { within: short }),
      'not in content/glossary.yaml, and not written out in this record',
      'write it out where it first stands, as `the full words (' + short + ')`; ' +
        'or add it to `content/glossary.yaml`, under `terms`:\n  ' + short + ':\n    expansion: the full words',
      'warning'
    )
  }

  /** The abbreviations in the names that the record gives: of its employer, teams, places and systems. */
  function named (record, tables) {
    var names = read.texts(record).filter(function (one) { return holdsName(one.path, tables) || isPlace(one.path) })
    var words = names.map(function (one) { return one.words }).join(' ')
    var employer = (read.text(record, ['employer']) || '').toUpperCase().split('-')
    return new Set(employer.concat(words.match(read.pattern(tables.patterns.capitals, 'g')) || []))
  }

  /** The abbreviations among `words` that need an explanation, in their order. */
  function unexplained (words, explained, tables) {
    var patterns = tables.patterns
    var plain = words.replace(read.pattern(patterns.quotation, 'g'), ' ').replace(read.pattern(patterns.unread, 'g'), ' ')
    return Array.from(plain.matchAll(read.pattern(patterns.abbreviation, 'g'))).filter(function (match) {
      return !explained.has(match[0]) && !/^[IVX]+$/.test(match[0]) && !inCapitals(plain, match, explained, tables)
    }).map(function (match) { return match[0] })
  }

  /** Whether it is one of several words in capitals, as in "PLEASE READ THIS"; what is explained is no such word. */
  function inCapitals (words, match, explained, tables) {
    var before = read.pattern(tables.patterns.before, '').exec(words.slice(Math.max(0, match.index - 42), match.index))
    var after = read.pattern('^' + tables.patterns.after, '').exec(words.slice(match.index + match[0].length))
    return [before, after].some(function (other) {
      var word = other && other[0].trim()
      return word && (tables.shouted.indexOf(word) >= 0 || !explained.has(word))
    })
  }

  /** Whether the record has "… (ABC)" after words that it can stand for, or "ABC (…)" before them. */
  function writtenOut (record, short) {
    var shape = new RegExp('\\((?:the )?' + short + 's?\\)|(?<![\\p{L}\\p{N}_])' + short + 's? \\(', 'gu')
    return read.texts(record).some(function (one) {
      return one.words.indexOf(short) >= 0 && Array.from(one.words.matchAll(shape)).some(function (match) {
        return standsFor(short, beside(one.words, match))
      })
    })
  }

  /** What stands before an abbreviation in brackets, or in the brackets after one. */
  function beside (words, match) {
    var end = match.index + match[0].length
    if (/\)$/.test(match[0])) return words.slice(Math.max(0, match.index - 200), match.index).split(/[().;:]/).pop()
    return words.slice(end, end + 200).split(')')[0]
  }

  /** Whether the letters of `short` stand in `words` in their order, the first of them at the start of a word. */
  function standsFor (short, words) {
    var letters = form.lower(short).match(/\p{L}/gu)
    var full = form.lower(words)
    var start = full.search(new RegExp('(?<![\\p{L}\\p{N}_])' + letters[0], 'u'))
    var at = start < 0 ? full.length : start
    return letters.every(function (letter) {
      at = full.indexOf(letter, at) + 1
      return at > 0
    })
  }

  // --- wording ---------------------------------------------------------------------------------------

  /** What the rule on each list of wording is called, and says. */
  var LISTS = {
    discriminates: ['wording-discriminates', 'may discriminate'],
    vague: ['wording-vague', 'says little']
  }

  /** A vacancy shuts nobody out by its words, and says what can be checked, in words that mean something. */
  function wordingRemarked (record) {
    var tables = form.tables
    // Cheap to see, and true of nearly every record.
    if (!mayStandIn(record.lines.join('\n'), tables.remarks)) return []
    return prose(record, tables).filter(function (one) {
      return tables.quoted.indexOf(one.path[one.path.length - 1]) < 0 && mayStandIn(one.words, tables.remarks)
    }).reduce(function (all, one) {
      var plain = one.words.replace(read.pattern(tables.patterns.quotation, 'g'), ' … ')
      var found = plain.match(read.pattern(tables.patterns.wording, 'gi')) || []
      return all.concat(found.map(function (words) {
        return reworded(record, one.path, words, tables.remarks[folded(words)])
      }))
    }, [])
  }

  /** Each place where words of the wording list stand that are the record's own, and no name or quotation. */
  function reworded (record, path, words, remark) {
    var list = LISTS[remark.kind]
    return form.found(
      list[0],
      '`' + form.shown(words) + '` ' + list[1],
      read.spanOfWords(record, path, words),
      remark.why,
      remark.instead + '; see ' + remark.source,
      'warning'
    )
  }

  function folded (words) {
    return read.folded(words.replace(/’/g, "'"))
  }

  /** Whether some words of the wording list may stand in `text`: a look that costs far less than their pattern. */
  function mayStandIn (text, remarks) {
    var plain = folded(text)
    return Object.keys(remarks).some(function (words) { return plain.indexOf(words) >= 0 })
  }

  form.rulesOnWords = [abbreviationUnknown, wordingRemarked]
})()
