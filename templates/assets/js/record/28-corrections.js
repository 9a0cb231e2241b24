/* Corrections: what was probably meant by a value that does not fit. As portal/validate/{corrections,dateforms}.py. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var LINES = 'begin each entry on a line of its own, with `- ` before it'
  var QUOTES = '"\'“”‘’'

  // --- words -----------------------------------------------------------------------------------------

  /** What `table` has for `name`, if it has it itself; else `otherwise`. */
  function from (table, name, otherwise) {
    return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : otherwise
  }

  /** The field of `known` that somebody means by `name`; empty if there is none. */
  function meant (name, known) {
    return form.nearest(from(form.tables.otherWords, form.lower(name), name), known)[0] || ''
  }

  /** The value of the field `name` that is meant by `given`, as typed; empty if no one value is likely. */
  function meantValue (given, name, allowed) {
    var word = form.strip(given.trim(), QUOTES + '()[]')
    if (/^[ _]/.test(word.slice(name.length)) && form.lower(word).indexOf(form.lower(name)) === 0) {
      word = word.slice(name.length + 1)
    }
    word = from(form.tables.otherValues, form.lower(word), word)
    var begun = allowed.filter(function (option) { return word && option.indexOf(form.lower(word)) === 0 })
    var near = form.nearest(word, allowed, true)
    var best = begun.length === 1 ? begun : near.length === 1 ? near : []
    return best.length ? form.asYaml(best[0]) : ''
  }

  /** The one value of `terms` with all the words of `given` in its label, as typed; empty if there is none. */
  function labelled (given, terms) {
    var words = wordsIn(form.lower(given))
    var found = Object.keys(terms).filter(function (code) {
      var label = wordsIn(form.lower(terms[code].label))
      return words.every(function (word) { return label.indexOf(word) >= 0 })
    })
    return found.length === 1 && Array.from(given).length > 1 ? form.asYaml(found[0]) : ''
  }

  function wordsIn (text) {
    return text.match(/[\p{L}\p{N}_]+/gu) || []
  }

  // --- values of another type ------------------------------------------------------------------------

  /**
   * Help to make a value one of the type `wanted`; empty if there is no better help than an example. `text` is the
   * value as Python writes it, `typed` as one would type it; `words` are those that a list may hold, where known;
   * `beside` are the fields that may stand beside it.
   */
  function retyped (value, wanted, field, name, words, text, beside) {
    var isText = typeof value === 'string'
    var isMapping = !isText && !Array.isArray(value) && typeof value === 'object'
    var said = typeof value === 'object' ? '' : text
    if (wanted === 'string') return isMapping ? asText(value, text) : asQuoted(value, text, field.pattern)
    if (wanted === 'number' || wanted === 'integer') {
      return isText ? form.figureHelp(value, wanted === 'integer', name, field['x-unit'] || '', beside) : ''
    }
    if (wanted === 'array' && isText) return asList(value, name, words)
    if (wanted === 'object') return asFields(said, name, field)
    if (wanted === 'boolean') return 'write `' + from(form.tables.truth, said.toLowerCase(), 'true` or `false') + '`'
    return ''
  }

  function asList (text, name, words) {
    var parts = text.split(/,|;|\band\b/).filter(function (part) { return form.strip(part, ' ()[]') })
    var likely = parts.map(function (part) { return meantValue(form.strip(part, ' ()[]\'"'), name, words) })
    if (likely.length && likely.every(Boolean)) return 'write `' + name + ': [' + likely.join(', ') + ']`'
    return form.isShort(text) ? 'write it as a list, even of one:\n' + name + ':\n  - ' + text : LINES
  }

  /** Lines of fields, with the editor's own figures where there are any. */
  function asFields (text, name, field) {
    var lines = linesOf(text, name, field).map(function (line) { return '  ' + line })
    return ['write, with lines of its own below it:', name + ':'].concat(lines).join('\n')
  }

  function linesOf (text, name, field) {
    var known = field.properties || {}
    var truth = from(form.tables.truth, text.toLowerCase(), '')
    var read = truth || !text ? null : { pay: form.payLines, hours: form.hoursLines }[name]
    var own = read ? read(text) : []
    if (own.length) return own
    if (truth && Object.keys(known).length) {
      var own = Object.keys(known).filter(function (part) { return known[part].type === 'boolean' })
      return [own.concat(Object.keys(known))[0] + ': ' + truth]
    }
    if (name === 'applying') return ['method: …', 'target: …']
    return (field.required || Object.keys(known).slice(0, 3)).map(function (part) { return part + ': …' })
  }

  /** A number or a truth value that should be text. */
  function asQuoted (value, text, pattern) {
    var isPlain = typeof value === 'number' || typeof value === 'boolean'
    return isPlain && fits(text, pattern) ? 'put it in quotes: `"' + text + '"`' : ''
  }

  /** A colon within the text is how an editor comes by a mapping; `typed` gives what stands after it. */
  function asText (value, typed) {
    var keys = Object.keys(value)
    if (keys.length !== 1) return ''
    var rest = value[keys[0]]
    if (rest === null) {
      return 'braces have a meaning of their own: write what belongs in the place of `{' + keys[0] + '}`, without them'
    }
    var whole = form.inQuotes(keys[0] + ': ' + (typeof rest === 'string' ? rest : typed))
    return 'this text has a colon in it, so it needs quotes: ' + form.typed(whole, 'put them around the whole text')
  }

  // --- forms -----------------------------------------------------------------------------------------

  /** Whether `text` has the form of `pattern`: to Python, a line break may follow the end. */
  function fits (text, pattern) {
    return new RegExp((pattern || '').replace(/\$$/, '\\n?$'), 'u').test(text)
  }

  /** Help with a `text` that does not match `pattern`, where a guess does; else empty. */
  function betterForm (text, pattern) {
    text = text.trim()
    var guesses = [
      form.strip(text, QUOTES),
      form.strip(text.toLowerCase().replace(/[^a-z0-9]+/g, '-'), '-'),
      text.toUpperCase(),
      (text.slice(0, -3).trim() + ' ' + text.slice(-3)).toUpperCase(),
      onClock(text)
    ]
    var fitting = guesses.filter(function (guess) { return pattern && fits(guess, pattern) })[0]
    return fitting ? 'did you mean `' + form.asYaml(fitting) + '`?' : ''
  }

  /** Help with a `text` that is not a web address and nearly is; else empty. */
  function betterAddress (text) {
    if (/^[^\s@/]+@[^\s@/]+$/.test(text)) return 'this is an e-mail address: a web address belongs here'
    if (text.indexOf('://') < 0 && text.indexOf('.') >= 0 && !/[\s@:]/.test(text)) {
      return 'write `https://' + form.shown(text) + '`'
    }
    var match = /^(https?:\/\/)[^/@\s]*@(\S+)$/.exec(text)
    if (match) return 'leave out what stands before `@`: `' + form.shown(match[1] + match[2]) + '`'
    if (/^https?:\/\/[^\s/]+\//.test(text) && text.trim().indexOf(' ') >= 0) {
      return 'write each space as %20: `' + form.shown(text.trim().replace(/ /g, '%20')) + '`'
    }
    return ''
  }

  // --- dates -----------------------------------------------------------------------------------------

  /** Whether `text` is a date as we write them. */
  function isDate (text) {
    var match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
    return match !== null && day(Number(match[1]), Number(match[2]), Number(match[3])) !== ''
  }

  /** The label and the help for a text that is not a date. */
  function dateWords (text) {
    text = text.trim().replace(/\s*[–—‑]\s*/g, '-')
    var expected = 'expected YYYY-MM-DD'
    var match = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text)
    if (!match) {
      var guess = guessed(text)
      if (guess) return [expected, 'did you mean `' + guess + '`?']
      var tooLate = /^(\d\d?)[/.-](0?[1-9]|1[0-2])[/.-]([1-9]\d{3})$/.exec(text)
      return tooLate && Number(tooLate[1])
        ? noSuchDay(Number(tooLate[3]), Number(tooLate[2]))
        : [expected, 'write the year, the month and the day: `YYYY-MM-DD`']
    }
    var year = Number(match[1])
    var month = Number(match[2])
    var found = day(year, month, Number(match[3]))
    if (found && text.length === 10) return [expected, 'did you mean `' + text + '`?']
    if (found) return [expected, 'write `' + found + '`: two digits for month and day']
    var inOrder = 'write the year, then the month, then the day'
    if (!year) return ['there is no year 0', inOrder]
    if (month < 1 || month > 12) return ['there is no month ' + month, inOrder]
    return noSuchDay(year, month)
  }

  function noSuchDay (year, month) {
    var name = form.tables.months[month - 1]
    return ['there is no such day', name + ' ' + year + ' has ' + lengthOf(year, month) + ' days']
  }

  /** Help with a closing date that is a day and a time, or no day at all; else empty. */
  function closingWords (text) {
    var match = /^(\d{4}-\d\d-\d\d)(?:T|,? (?:at )?)(.+)$/.exec(text.trim())
    if (match) {
      var time = namedTime(match[2].toLowerCase())
      var below = time ? 'closing_time: "' + time + '"' : 'closing_time: …'
      return 'write the day and, on a line below it, the time:\nclosing_date: ' + match[1] + '\n' + below
    }
    var words = text.toLowerCase()
    if (/until.*(filled|found)|asap|as soon as|rolling|ongoing|open.ended|none|tbc|n\/a/.test(words)) {
      var basis = /rolling|ongoing/.test(words) ? 'rolling' : 'until_filled'
      return 'delete this line; if the source says that it stays open until somebody is found, write\n' +
        'closing_basis: ' + basis + '\nreview_by: …'
    }
    return ''
  }

  function namedTime (words) {
    if (/noon|mid-?day/.test(words)) return '12:00'
    return words.indexOf('midnight') >= 0 ? '23:59' : onClock(words.replace(/z$|\+.*/g, ''))
  }

  /** The time of day that `text` means, such as "17:00" for "5pm"; empty if it means none. */
  function onClock (text) {
    var match = /^(\d\d?)(?:[:.](\d\d))?(?::00)? ?([ap])?\.?(?:m\.?)?$/.exec(text.toLowerCase())
    if (!match || !(match[2] || match[3])) return ''
    var hour = Number(match[1])
    if (match[3]) hour = hour % 12 + (match[3] === 'p' ? 12 : 0)
    return String(hour).padStart(2, '0') + ':' + (match[2] || '00')
  }

  function guessed (text) {
    text = text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
    var match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(text)
    if (match) return day(Number(match[1]), Number(match[2]), Number(match[3]))
    match = /^(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)$/.exec(text)
    if (match) {
      var year = Number(match[3]) + (Number(match[3]) < 100 ? 2000 : 0)
      // The day comes first here; a month above twelve shows that it was the American order.
      return day(year, Number(match[2]), Number(match[1])) || day(year, Number(match[1]), Number(match[2]))
    }
    match = /^(?:[\p{L}\p{N}_]+,? )?(\d\d?)(?:st|nd|rd|th)?[ -]([A-Za-z]+),?[ -](\d{4}|\d\d)$/u.exec(text)
    if (!match || match[2].length < 3) return ''
    var month = form.tables.months.findIndex(function (name) {
      return name.toLowerCase().indexOf(match[2].toLowerCase()) === 0
    })
    return month < 0 ? '' : day(Number(match[3]) + (match[3].length === 2 ? 2000 : 0), month + 1, Number(match[1]))
  }

  /** The date as 2026-03-31; empty if there is no such day. */
  function day (year, month, number) {
    if (year < 1 || month < 1 || month > 12 || number < 1 || number > lengthOf(year, month)) return ''
    return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(number).padStart(2, '0')].join('-')
  }

  function lengthOf (year, month) {
    var isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].indexOf(month) >= 0 ? 30 : 31
  }

  form.meant = meant
  form.meantValue = meantValue
  form.labelled = labelled
  form.retyped = retyped
  form.fits = fits
  form.betterForm = betterForm
  form.betterAddress = betterAddress
  form.dateWords = dateWords
  form.closingWords = closingWords
  form.isDate = isDate
})()
