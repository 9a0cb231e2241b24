/* Rules on sentences, as portal/validate/rules/sentences.py words them: those of the summary, and of a criterion. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  /** The sentences of `text`. The dot of "e.g.", of "St." and of an initial ends none. */
  function sentences (text, tables) {
    var found = []
    var start = 0
    Array.from(text.matchAll(read.pattern(tables.patterns.end, 'g'))).forEach(function (end) {
      var last = form.lower(text.slice(start, end.index + 1)).trim().split(/\s+/).pop().replace(/^[(“"‘]+/, '')
      if (tables.dotted.indexOf(last) >= 0 || /^(?:[A-Z]\.)+$/.test(text.slice(end.index + 1 - last.length, end.index + 1))) return
      found.push(text.slice(start, end.index + end[0].length).trim())
      start = end.index + end[0].length
    })
    return text.slice(start).trim() ? found.concat(text.slice(start).trim()) : found
  }

  function wordsOf (text) {
    return text.split(/\s+/).filter(Boolean)
  }

  /** No sentence of the summary has more than 40 words. */
  function sentenceTooLong (record) {
    return sentences(read.text(record, ['summary']) || '', form.tables).map(function (sentence) {
      return { text: sentence, words: wordsOf(sentence).filter(function (word) { return /[\p{L}\p{N}_]/u.test(word) }).length }
    }).filter(function (sentence) { return sentence.words > form.tables.mostWords }).map(function (sentence) {
      return form.found(
        'sentence-too-long',
        'this sentence of the summary has ' + sentence.words + ' words',
        read.spanOfWords(record, ['summary'], wordsOf(sentence.text).slice(0, 4).join(' ')),
        'expected ' + form.tables.mostWords + ' at most',
        'make two or three sentences of it; what is not for a first look can go into `sections`',
        'warning'
      )
    })
  }

  /** A criterion asks for one thing, which an applicant can show and tick; what has parts lists them. */
  function criterionHidesTwo (record) {
    return read.criteria(record).reduce(function (all, path) {
      var words = read.text(record, path.concat('text'))
      if (words === null || read.value(record, path.concat('parts')) !== null) return all
      var sign = signOfTwo(words, form.tables)
      return sign ? all.concat(form.found(
        'criterion-hides-two',
        'this criterion seems to ask for more than one thing',
        form.span(record, path.concat('text'), { within: sign.words }),
        sign.why,
        'if they are scored apart, make a criterion of each, the new one with an `id` of its own; ' +
          'if they are alternatives, or parts of one thing, list them, with `any`, `all` or `one_or_more`:\n' +
          'parts:\n  rule: any\n  items: [the one, the other]',
        'warning'
      )) : all
    }, [])
  }

  /** The first sign in a criterion's text that it is two: the words that show it, and what they do; null without one. */
  function signOfTwo (words, tables) {
    var match = words.indexOf('/') >= 0 && read.pattern(tables.patterns.andOr, 'i').exec(words)
    if (match) return { words: match[0], why: 'is it one, or the other, or both?' }
    match = words.indexOf('as well') >= 0 && read.pattern(tables.patterns.added, 'i').exec(words)
    if (match) return { words: match[0], why: 'this adds a second' }
    match = words.indexOf(' and ') >= 0 && read.pattern(tables.patterns.andShows, 'i').exec(words)
    if (match) return { words: match[1], why: 'this adds a second' }
    // Cheap to see, and true of nearly every criterion.
    if (words.indexOf(';') < 0 && words.slice(0, -1).indexOf('.') < 0) return null
    var clauses = words.split(';').length
    if (clauses > 2) return { words: ';', why: 'a list of ' + clauses + ', parted by semicolons' }
    var asks = read.pattern('^(?:' + tables.patterns.asks + ')', 'i')
    var asking = sentences(words, tables).reduce(function (all, part) {
      return all.concat(part.split(/;\s*/))
    }, []).filter(function (clause) { return asks.test(clause) })
    return asking.length > 1 ? { words: wordsOf(asking[1]).slice(0, 2).join(' '), why: 'here the second begins' } : null
  }

  form.rulesOnSentences = [criterionHidesTwo, sentenceTooLong]
})()
