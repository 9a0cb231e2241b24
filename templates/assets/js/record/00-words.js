/* Words: values as a message shows them, and the words that a mistyped one is like. As portal/cellar/diagnostics.py. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var FEW = 8
  var SHORT = 4
  var LONGEST = 110
  var CUTOFF = 0.65
  var CLEARLY = 0.08
  // What is not printable, but for spaces and the joiners of emoji and of Persian, which are honest text.
  var HARMFUL = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/gu

  /** Takes the words and figures of the build's own checks: the tables of portal/form/tables.py. */
  function know (tables) {
    form.tables = tables
  }

  /** `a`, `b` or `c`, for a message. */
  function quoted (values, join) {
    var ticked = values.map(function (value) { return '`' + value + '`' })
    if (ticked.length < 2) return ticked.join('')
    return ticked.slice(0, -1).join(', ') + ' ' + (join || 'or') + ' ' + ticked[ticked.length - 1]
  }

  /** A text for a message: cut short, and with nothing in it that hides or reverses text. */
  function shown (text, limit) {
    var letters = Array.from(String(text).replace(HARMFUL, '�'))
    var most = limit || 60
    return letters.length <= most ? letters.join('') : letters.slice(0, most - 1).join('') + '…'
  }

  /** Help for a mistyped word: the likely one, else all of a few, else the nearest of many; `codes` as in `nearest`. */
  function didYouMean (given, choices, codes) {
    var near = nearest(given, choices, codes)
    if (choices.length && choices.length <= FEW && near.length !== 1) {
      return (near.length ? 'did you mean `' + near[0] + '`? it can be ' : 'use ') + quoted(choices)
    }
    return near.length ? 'did you mean ' + quoted(near) + '?' : ''
  }

  /**
   * The choices that a mistyped word is most like, the likeliest first; three at most. With `codes`, those of a
   * vocabulary, a short one is near only if a single slip parts it from the word.
   */
  function nearest (given, choices, codes) {
    var folded = new Map()
    choices.slice().reverse().forEach(function (choice) { folded.set(fold(choice), choice) })
    var word = fold(given)
    if (folded.has(word)) return [folded.get(word)]
    var near = closest(word, Array.from(folded.keys()))
    if (codes) near = near.filter(function (match) { return isNear(word, match) })
    // A word of several, such as "drama" for "drama_therapy", is too far by letters alone.
    return near.length
      ? near.map(function (match) { return folded.get(match) })
      : choices.filter(function (choice) { return fold(choice).split('_').indexOf(word) >= 0 }).slice(0, 3)
  }

  /** The choices that are close by letters; the first alone if it is clearly closer than the others. */
  function closest (word, choices) {
    var near = choices
      .map(function (choice) { return { choice: choice, closeness: closeness(choice, word) } })
      .filter(function (one) { return one.closeness >= CUTOFF })
      .sort(function (one, two) { return two.closeness - one.closeness || (one.choice < two.choice ? 1 : -1) })
      .slice(0, 3)
    if (near.length > 1 && near[0].closeness - near[1].closeness > CLEARLY) near.length = 1
    return near.map(function (one) { return one.choice })
  }

  /** How like two words are, from 0 to 1: the `ratio` of Python's difflib, or 0 where they are too unlike. */
  function closeness (one, two) {
    var a = Array.from(one)
    var b = Array.from(two)
    var letters = a.length + b.length
    if (!letters) return 1
    // What both have in any order is soon counted, and most words are too unlike by that alone.
    return 2 * common(a, b) / letters < CUTOFF ? 0 : 2 * shared(a, b) / letters
  }

  /** How many letters of `a` are among those of `b`. */
  function common (a, b) {
    var left = b.slice()
    return a.filter(function (letter) {
      var at = left.indexOf(letter)
      if (at >= 0) left[at] = null
      return at >= 0
    }).length
  }

  /** How many letters `a` and `b` share in order: those of their longest common piece, and on both its sides. */
  function shared (a, b) {
    var best = { a: 0, b: 0, size: 0 }
    var lengths = []
    for (var i = 0; i < a.length; i++) {
      var longer = []
      for (var j = 0; j < b.length; j++) {
        if (a[i] !== b[j]) continue
        var size = longer[j] = (lengths[j - 1] || 0) + 1
        if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size: size }
      }
      lengths = longer
    }
    if (!best.size) return 0
    var before = shared(a.slice(0, best.a), b.slice(0, best.b))
    return before + best.size + shared(a.slice(best.a + best.size), b.slice(best.b + best.size))
  }

  /**
   * Whether a single slip parts `word` and `code`, or both are long enough for likeness to say something. A slip is a
   * letter too many or too few, or two that changed places.
   */
  function isNear (word, code) {
    if (Math.min(word.length, code.length) > SHORT) return true
    var shorter = word.length <= code.length ? word : code
    var longer = shorter === word ? code : word
    for (var at = 0; at < longer.length; at++) {
      if (longer.slice(0, at) + longer.slice(at + 1) === shorter) return true
      var turned = at + 1 < word.length && word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
      if (turned === code) return true
    }
    return false
  }

  // Case and separators are the commonest slips, and closeness by letters does not see past them.
  function fold (word) {
    return lower(strip(word.trim(), '"\'“”‘’()[]')).replace(/[- ]/g, '_')
  }

  /** `text` without any of `marks` at either end. */
  function strip (text, marks) {
    var start = 0
    var end = text.length
    while (start < end && marks.indexOf(text[start]) >= 0) start++
    while (end > start && marks.indexOf(text[end - 1]) >= 0) end--
    return text.slice(start, end)
  }

  /** As Python's `casefold`, for the letters that we meet. */
  function lower (text) {
    return text.toLowerCase().replace(/ß/g, 'ss').replace(/ς/g, 'σ')
  }

  /** Help that says to write `text`; if it is too long to be shown whole, `otherwise`. */
  function typed (text, otherwise) {
    return isShort(text) && text.indexOf('`') < 0 ? 'write `' + shown(text, LONGEST) + '`' : otherwise
  }

  /** Whether a line can be shown whole. */
  function isShort (text) {
    return Array.from(text).length <= LONGEST
  }

  /** `text` between quotation marks, as it can stand in a record. */
  function inQuotes (text) {
    return /["\\]/.test(text) ? "'" + text.replace(/'/g, "''") + "'" : '"' + text + '"'
  }

  /**
   * A value as one would type it on one line. With the `lines` of a record and the value's `place` there, its numbers
   * are written as they were typed, and its fields come in the order in which Python's validator hands them back.
   */
  function asYaml (value, place, lines) {
    function part (key) {
      return asYaml(value[key], place && place.parts && place.parts[key], lines)
    }
    if (value === null) return 'None'
    if (Array.isArray(value)) return '[' + value.map(function (_, key) { return part(key) }).join(', ') + ']'
    if (typeof value === 'number') return figure(value, place, lines)
    if (typeof value === 'object') {
      var keys = lines ? Object.keys(value).sort() : Object.keys(value)
      return '{' + keys.map(function (key) { return key + ': ' + part(key) }).join(', ') + '}'
    }
    var text = String(value)
    var needsQuotes = typeof value === 'string' && (/^([\d.:]+|true|false|)$/.test(text) || text.indexOf(': ') >= 0)
    return needsQuotes ? '"' + text + '"' : text
  }

  /** A number as Python writes it: one that was typed with a point keeps a point, and none of its digits is lost. */
  function figure (value, place, lines) {
    var at = place && place.mark
    var typed = at ? Array.from((lines && lines[at[0]]) || '').slice(at[1], at[3]).join('') : ''
    if (/^-?\d+$/.test(typed)) return typed.replace(/^-0$/, '0')
    if (!/^-?\d+\.\d+$/.test(typed) && Number.isInteger(value)) return String(value)
    var parts = value.toExponential().split('e')
    var power = Number(parts[1])
    if (power < -4 || power >= 16) {
      return parts[0] + 'e' + (power < 0 ? '-' : '+') + ('0' + Math.abs(power)).slice(-2)
    }
    var digits = String(value)
    return digits.indexOf('.') < 0 ? digits + '.0' : digits
  }

  /** A number with so many digits that count, and no more than it needs. */
  function general (amount, digits) {
    var power = amount ? Math.floor(Math.log10(Math.abs(+amount.toPrecision(digits)))) : 0
    if (power >= -4 && power < digits) return plain(amount.toPrecision(digits))
    var parts = amount.toExponential(digits - 1).split('e')
    return plain(parts[0]) + 'e' + parts[1].replace(/^([+-])(\d)$/, '$10$2')
  }

  function plain (digits) {
    return digits.indexOf('.') < 0 ? digits : digits.replace(/\.?0+$/, '')
  }

  form.know = know
  form.quoted = quoted
  form.shown = shown
  form.didYouMean = didYouMean
  form.nearest = nearest
  form.closeness = closeness
  form.strip = strip
  form.lower = lower
  form.typed = typed
  form.isShort = isShort
  form.inQuotes = inQuotes
  form.asYaml = asYaml
  form.figure = figure
  form.general = general
})()
