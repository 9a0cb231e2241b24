/* Figures: what was meant by words where a figure belongs. As portal/validate/figures.py. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var NUMBER = '[0-9]{1,3}(?:[,\\s][0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?'
  var UNIT = 'hours?|hrs?|h|minutes?|mins?|days?|weeks?|wks?|months?|mths?|years?|yrs?|sessions?|fte|wte|pounds|gbp|%|per ?cent'
  var PER = '(?:a|an|per|each|every|in a|/)\\s*(?:hour|hr|session|day|week|wk|fortnight|month|year|annum)(?![a-z])' +
    '|(?:week|month|fortnight|dai|annual|year|hour)ly|p\\.?a|p\\.?w|pcm'
  var MEASURE = new RegExp('([£€$]\\s*)?(' + NUMBER + ')(\\s?k(?![a-z]))?(?:[\\s-]*(' + UNIT + ')(?![a-z]))?' +
    '(?:\\s*(' + PER + ')(?![a-z]))?', 'gi')
  var THOUSANDS = /[0-9]\s?k(?![a-z])/i
  var BETWEEN = /^\s*(?:[-–—]|to|and)\s*$/i
  var AT_MOST = /(?:up to|at most|no more than|maximum(?: of)?|max\.?(?: of)?)\s*$/i
  var AT_LEAST = /(?:from|at least|no less than|minimum(?: of)?|min\.?(?: of)?)\s*$/i
  var OR_LESS = /^\s*(?:(?:or|and) (?:less|fewer|under|below)|max)/i
  var OR_MORE = /^\s*(?:\+|plus|(?:or|and) (?:more|over|above|older|up)|min)/i
  var SHARE = /\b[fw]te\b/i
  var TENTHS = { '¼': '.25', '½': '.5', '¾': '.75', '1/4': '.25', '1/2': '.5', '3/4': '.75' }
  var NAMES = ['hour', 'session', 'day', 'week', 'fortnight', 'month', 'year']
  var SHORT = { hr: 'hour', wk: 'week', daily: 'day', w: 'week', m: 'month' }
  var FIGURED = ['pay', 'hours']
  var SAYS_NOTHING = new RegExp('^[^a-z]*(?:t\\.?b\\.?[acd]|to be (?:confirmed|agreed|advised|discussed)|n/?a|none|unknown' +
    '|not (?:stated|specified|known|given)|(?:highly )?competitive|negotiable|flexible|d\\.?o\\.?e' +
    '|depend(?:s|ing|ent) on experience|(?:full|part)[ -]?time)(?: (?:salary|pay|rate|hours))?[^a-z]*$', 'i')
  var BANDS = /\bbands?\s*([0-9][a-d]?)(\s*(?:[-–/,]|to|or|and)\s*(?:band\s*)?[0-9][a-d]?)?\b/i
  var PERIODS = [
    ['year', /annum|annual|year|\bp\.?a\b/i],
    ['month', /month|\bpcm\b/i],
    ['week', /week|\bp\.?w\b/i],
    ['day', /\bday|\bdaily/i],
    ['hour', /hour|\bp\.?h\b/i],
    ['session', /session/i]
  ]

  // --- figures and their units -----------------------------------------------------------------------

  /** The figures in a text, each with its unit, as `{ figure, unit, per, isMoney, start, end }`. */
  function measures (text) {
    var found = Array.from(text.matchAll(MEASURE), measure)
    if (found.length === 2 && isRange(text, found) && THOUSANDS.test(text.slice(found[1].start))) {
      // "£45-50k" is of thousands at both ends.
      found[0].figure = plain(found[0].figure, 'k')
    }
    return found
  }

  function measure (match) {
    var unit = (match[4] || '').toLowerCase()
    var isMoney = Boolean(match[1]) || unit === 'pounds' || unit === 'gbp'
    return {
      figure: plain(match[2], (match[3] || '').trim()),
      unit: isMoney ? '' : unitOf(unit),
      per: perOf((match[5] || '').toLowerCase()),
      isMoney: isMoney,
      start: match.index,
      end: match.index + match[0].length
    }
  }

  /** The first letter of a unit, or two: "mi" and "mo"; "f" for a share of full time. */
  function unitOf (word) {
    if (word === 'fte' || word === 'wte') return 'f'
    return word.slice(0, word.charAt(0) === 'm' ? 2 : 1)
  }

  function perOf (words) {
    if (/^(?:p\.?a|.*annum|.*annually)$/.test(words)) return 'year'
    var word = words.replace(/^(?:a|an|per|each|every|in a|\/)\s*(?=[a-z]{2})(?!nnual)|^p\.?(?=w|cm)c?/g, '')
    return form.owns(SHORT, word) ? SHORT[word] : NAMES.filter(function (name) { return word.indexOf(name) === 0 })[0] || ''
  }

  /** `text` with its figures in digits alone: 37.5 for 37½ and 37 1/2, 35000 for 35_000 and for 3.5e4. */
  function writtenOut (text) {
    text = text.replace(/(?<=[0-9])\s+(1\/4|1\/2|3\/4)(?![0-9/])/g, function (_, part) { return TENTHS[part] })
    text = text.replace(/[¼½¾]/g, function (sign) { return TENTHS[sign] }).replace(/(?<=[0-9])_(?=[0-9])/g, '')
    return text.replace(/(?<![0-9.])[0-9]{1,6}(?:\.[0-9]{1,6})?[eE]\+?[0-9](?![0-9])/g, function (figure) {
      return Number.isInteger(Number(figure)) ? String(Number(figure)) : figure
    })
  }

  function plain (figure, after) {
    var thousands = figure.replace(/[,\s](?=[0-9]{3}(?![0-9]))|^0+(?=[0-9])/g, '').replace(/,/g, '.')
    if (!/^k$/i.test(after) || Number(thousands) >= 1000) return thousands
    return form.general(Number(thousands) * 1000, 6)
  }

  /** Whether the first two figures are the ends of a range. */
  function isRange (text, found) {
    return found.length > 1 && BETWEEN.test(text.slice(found[0].end, found[1].start))
  }

  function isAtMost (text, found) {
    return AT_MOST.test(text.slice(0, found.start)) || OR_LESS.test(text.slice(found.end))
  }

  function isAtLeast (text, found) {
    return AT_LEAST.test(text.slice(0, found.start)) || OR_MORE.test(text.slice(found.end))
  }

  /** Whether a figure is, by its own words, of nothing but the `unit` of a field, such as "hours a week". */
  function isOwn (found, unit) {
    var parts = unit.split(' a ')
    var isSum = found.unit === '' || (found.unit === 'f' && Number(found.figure) > 1)
    if (unit === 'pounds') return isSum && found.per !== 'fortnight'
    if (!unit) return found.unit === '' && found.per === ''
    return !found.isMoney && ['', unitOf(parts[0])].indexOf(found.unit) >= 0 &&
      ['', parts[1] || ''].indexOf(found.per) >= 0
  }

  /** Whether a text is one figure of `unit`, and nothing else. */
  function isPlain (text, found, unit) {
    if (found.length !== 1 || !isOwn(found[0], unit)) return false
    return !found[0].start && !form.strip(text.slice(found[0].end), ' .')
  }

  // --- the figure of a field -------------------------------------------------------------------------

  /**
   * Help to make `text` the figure of the field `name`, which is of `unit`; `beside` are the fields beside it.
   * Empty if the text has something of a figure, and nobody can say which.
   */
  function figureHelp (text, whole, name, unit, beside) {
    text = text.trim()
    var isBare = /^[0-9_.e+]+$/i.test(text)
    var plainly = writtenOut(text)
    var found = measures(plainly)
    if (!found.length || /[0-9]e[+-]?[0-9]/i.test(plainly)) return '' // of what is left of 3.51234e4 no part is the figure
    var hours = /^hours/.test(unit) ? ofClock(plainly) : ''
    if (hours) return 'did you mean `' + hours + '`? minutes are written as a fraction of an hour'
    var months = unit === 'months' ? inMonths(plainly) : ''
    if (months) return 'write `' + months + '`: ' + text + ' in months'
    if (!found.every(function (one) { return isOwn(one, unit) })) return ofAnotherUnit(text, found, unit, beside)
    var ends = endsHelp(plainly, found, name)
    if (ends) return ends
    var isEnd = !lowOf(name) && (isAtMost(plainly, found[0]) || isAtLeast(plainly, found[0]))
    if (found.length > 1 || isEnd) return 'this is no single figure: delete the line' + rest(text, beside)
    var comma = ofComma(plainly, unit)
    if (comma) return comma
    var help = oneFigure(plainly, found[0], whole, isBare)
    if (!help || unit !== 'pounds' || !found[0].per) return help
    return help + '; what it is for goes into `period: ' + found[0].per + '`'
  }

  /** The months in "1 year"; empty for any other text. */
  function inMonths (text) {
    var match = /^([0-9]{1,2})[\s-]*(?:years?|yrs?)$/i.exec(text)
    return match ? String(Number(match[1]) * 12) : ''
  }

  /** The hours in "22:30" or "22h 30m"; empty if it is no such text, or they are no short figure. */
  function ofClock (text) {
    var match = /^([0-9]{1,2})(?::|\s*h(?:ou)?r?s?\s*(?:and\s*)?)([0-5]?[0-9])(?:\s*m(?:in(?:ute)?s?)?|\s*hours)?(?: a week)?$/i.exec(text)
    return match && Number(match[2]) % 3 === 0 ? form.general(Number(match[1]) + Number(match[2]) / 60, 6) : ''
  }

  /** What to say where a figure is of another unit than that of the field. */
  function ofAnotherUnit (text, found, unit, beside) {
    var parts = unit.split(' a ')
    if (SHARE.test(text) && parts[0] === 'hours') {
      return 'write the hours that the source gives; a share of full time is no number of hours, and goes into `note`'
    }
    var named = found.filter(function (one) { return parts[1] && one.per === parts[1] && one.unit === unitOf(parts[0]) })
    if (named.length === 1) return 'write the figure alone: `' + named[0].figure + '`' + rest(text, beside)
    return 'write the ' + (unit || 'number') + ' that the source gives, or delete the line' + rest(text, beside)
  }

  /** Where the words of a text go that are no figure. */
  function rest (text, beside) {
    if (beside.indexOf('note') < 0) return ''
    return form.isShort(text) && text.indexOf('`') < 0 ? '; `' + text + '` goes into `note`' : '; its words go into `note`'
  }

  /** The lower end of the range of which the field `name` is an end; undefined if it is none. */
  function lowOf (name) {
    var pairs = form.tables.pairs
    return Object.keys(pairs).filter(function (low) { return name === low || name === pairs[low] })[0]
  }

  /** Help with a range, or with its upper end in the place of the lower; empty where the text is neither. */
  function endsHelp (text, found, name) {
    var low = lowOf(name)
    if (!low) return ''
    var high = form.tables.pairs[low]
    if (found.length === 2 && isRange(text, found)) {
      return 'write the two ends on lines of their own:\n' + low + ': ' + found[0].figure + '\n' + high + ': ' + found[1].figure
    }
    if (found.length > 1) return ''
    if (name === low && isAtMost(text, found[0])) {
      return 'this is the upper end: write `' + high + ': ' + found[0].figure + '` in its place'
    }
    if (name === high && isAtLeast(text, found[0])) {
      return 'this is the lower end: write `' + low + ': ' + found[0].figure + '` in its place'
    }
    return ''
  }

  /** What to say of a comma that parts neither thousands nor, but in pounds, a fraction: a digit may be missing. */
  function ofComma (text, unit) {
    var odd = unit === 'pounds' ? /[0-9],(?![0-9]{3}(?![0-9]))[0-9]/ : /[0-9],[0-9]{4}/
    return odd.test(text) ? 'look for a digit that is missing or too many: three follow the comma that parts thousands' : ''
  }

  function oneFigure (text, found, whole, isBare) {
    var figure = '`' + found.figure + '`'
    if (whole && !/^[0-9]+$/.test(found.figure)) return ''
    if (!/^[£€$\s]*[0-9.,\s]+k?$/i.test(text)) return 'write the figure alone: ' + figure
    if (/[0-9],[0-9]{1,2}$/.test(text)) return 'did you mean ' + figure + '? the sign before a fraction is a full stop'
    return 'write ' + figure + ': digits only, ' +
      (isBare ? 'with nothing before, between or after them' : 'without £ or commas')
  }

  /** The figure that a text is, with no words but those of the field's own `unit`; empty if it is anything else. */
  function figureIn (text, unit) {
    var plainly = writtenOut(text.trim())
    var found = measures(plainly)
    // A power of ten, and a comma that parts no thousands, are for somebody to look at.
    if (/[0-9]e[+-]?[0-9]|[0-9],(?![0-9]{3}(?![0-9]))/i.test(plainly)) return ''
    if (unit === 'months' && inMonths(plainly)) return inMonths(plainly)
    var isYearly = unit !== 'pounds' || ['', 'year'].indexOf((found[0] || {}).per) >= 0
    return isPlain(plainly, found, unit) && isYearly ? found[0].figure : ''
  }

  /** Help with words in the place of figures, which an example would have an editor invent; else empty. */
  function withoutFigure (value, wanted, path) {
    if (typeof value !== 'string' || /[0-9½¼¾]/.test(value)) return ''
    var fact = path[0]
    var isFigured = FIGURED.indexOf(fact) >= 0
    if (wanted === 'object' && path.length === 1 && isFigured && SAYS_NOTHING.test(value)) {
      return 'delete this line and, if the source says no more of it, add `' + fact + '` to `not_stated`' + patternIn(value)
    }
    if (wanted !== 'number' && wanted !== 'integer') return ''
    var help = 'delete this line, unless the source gives a figure to write in its place' + patternIn(value)
    return help + (isFigured ? '\nif it says nothing of `' + fact + '`, delete that too and add it to `not_stated`' : '')
  }

  function patternIn (text) {
    var match = /\b(?:full|part)[ -]?time\b/i.exec(text)
    return match ? '; `' + match[0] + '` goes into `pattern`' : ''
  }

  // --- a whole fact on one line ----------------------------------------------------------------------

  /** The fields of pay that was written on one line; none where there is neither a figure nor a band in it. */
  function payLines (given) {
    var text = writtenOut(given)
    var band = BANDS.exec(text)
    var lines = []
    if (band && !band[2] && /^(?:[2-79]|8[a-d])$/.test(band[1].toLowerCase())) {
      lines.push('band: ' + (/^[0-9]$/.test(band[1]) ? form.inQuotes(band[1]) : band[1].toLowerCase()))
    }
    text = text.replace(new RegExp(BANDS.source, 'gi'), '')
    var found = measures(text)
    // What bears the sign of pounds is meant before any other figure.
    var money = found.filter(function (one) { return one.isMoney })
    if (!money.length) money = found.filter(function (one) { return isOwn(one, 'pounds') })
    return money.length ? lines.concat(moneyLines(given, text, found, money[0])) : lines
  }

  function moneyLines (given, text, found, first) {
    var ends = found.slice(found.indexOf(first)).slice(0, 2)
    var lines = ['min: ' + first.figure]
    if (isRange(text, ends)) {
      lines.push('max: ' + ends[1].figure)
    } else {
      if (isAtMost(text, first)) lines = ['max: ' + first.figure]
      ends = ends.slice(0, 1)
    }
    lines.push('period: ' + periodIn(text.slice(first.start)))
    return found.length > ends.length ? lines.concat('note: ' + noted(given.trim())) : lines
  }

  /** The period that is named first; an ellipsis where none is. */
  function periodIn (text) {
    var places = PERIODS.map(function (period) { return [text.search(period[1]), period[0]] })
    return places.reduce(function (best, one) {
      return one[0] >= 0 && (best[0] < 0 || one[0] < best[0]) ? one : best
    }, [-1, '…'])[1]
  }

  /** The fields of hours that were written on one line: what is no number of hours a week stays in words. */
  function hoursLines (text) {
    text = text.trim()
    var plainly = writtenOut(text)
    var found = measures(plainly)
    var hours = ofClock(plainly)
    if (hours) return ['a_week: ' + hours]
    if (isPlain(plainly, found, 'hours a week')) return ['a_week: ' + found[0].figure]
    var note = ['note: ' + noted(text)]
    var last = found[found.length - 1]
    if (last && last.unit === 's' && ['', 'week'].indexOf(last.per) >= 0) return sessionsLines(plainly, found) || note
    var named = found.filter(function (one) { return one.unit === 'h' && one.per === 'week' })
    return named.length === 1 && !isRange(plainly, found) ? ['a_week: ' + named[0].figure].concat(note) : note
  }

  function sessionsLines (text, found) {
    var least = 'sessions_a_week_min: ' + found[0].figure
    if (found.length === 2 && isRange(text, found) && isOwn(found[0], 'sessions a week')) {
      return [least, 'sessions_a_week_max: ' + found[1].figure]
    }
    return isPlain(text, found, 'sessions a week') ? [least, 'sessions_a_week_max: ' + found[0].figure] : null
  }

  /** The text as it can stand in a record. */
  function noted (text) {
    return /: |:$| #|^[^0-9A-Za-z]/.test(text) ? form.inQuotes(text) : text
  }

  form.figureHelp = figureHelp
  form.figureIn = figureIn
  form.withoutFigure = withoutFigure
  form.payLines = payLines
  form.hoursLines = hoursLines
})()
