/* Rules on figures, as portal/validate/rules/pay.py words them: ranges, pay, bands, and the length of a contract. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  var RANGES = [
    [['pay', 'min'], ['pay', 'max']],
    [['pay', 'derived', 'min'], ['pay', 'derived', 'max']],
    [['clients', 'ages', 'youngest'], ['clients', 'ages', 'oldest']],
    [['clients', 'ages', 'oldest'], ['clients', 'ages', 'extended_to']],
    [['hours', 'sessions_a_week_min'], ['hours', 'sessions_a_week_max']],
    [['delivery', 'sessions_min'], ['delivery', 'sessions_max']]
  ]

  function last (path) {
    return path[path.length - 1]
  }

  /** The lower end of a range is not above its upper end. */
  function rangeReversed (record) {
    return RANGES.filter(function (range) {
      var least = read.number(record, range[0])
      var most = read.number(record, range[1])
      return least !== null && most !== null && least > most
    }).map(function (range) {
      var low = last(range[0])
      return found(
        'range-reversed',
        '`' + low + '` is more than `' + last(range[1]) + '`',
        span(record, range[1]),
        '`' + low + '` is ' + read.figure(record, range[0]) + ', on line ' + span(record, range[0]).line,
        mendedRange(range[0][0] === 'pay', read.number(record, range[0]), read.number(record, range[1]))
      )
    })
  }

  /** Figures far apart are rather mistyped than in the wrong order. */
  function mendedRange (isPay, least, most) {
    return isPay && least >= form.tables.far * most
      ? 'look for a digit that is missing in the one or too many in the other'
      : 'swap the two figures'
  }

  /** A pay figure says what it is for: a year, an hour, a session … */
  function payWithoutPeriod (record) {
    var given = ['min', 'max'].filter(function (figure) { return read.number(record, ['pay', figure]) !== null })
    if (!given.length || read.value(record, ['pay', 'period']) !== null) return []
    return [found(
      'pay-without-period',
      'the pay does not say what its figures are for',
      span(record, ['pay', given[0]]),
      'a year, an hour, a session?',
      'add `period: year` under `pay`, or another of `month`, `week`, `day`, `hour`, `session`'
    )]
  }

  /** A year's pay is not a few hundred pounds, and an hour's is not five hundred; so for the periods between. */
  function payUnlikely (record) {
    var figure = beyond(record, form.tables, 'likely')
    if (figure && !beyond(record, form.tables, 'possible')) {
      return [oddPay(record, form.tables, 'pay-unlikely', figure, 'is hardly what is meant', 'warning')]
    }
    if (figure || !isWide(record, form.tables)) return []
    return [found(
      'pay-unlikely',
      'the highest pay is more than ' + form.tables.wide + ' times the lowest',
      span(record, ['pay', 'max']),
      '`min` is ' + read.figure(record, ['pay', 'min']) + ', on line ' + span(record, ['pay', 'min']).line,
      'look for a digit that is missing in `min` or too many in `max`',
      'warning'
    )]
  }

  function isWide (record, tables) {
    var least = read.number(record, ['pay', 'min'])
    var most = read.number(record, ['pay', 'max'])
    return least > 0 && most > tables.wide * least && !beyond(record, tables, 'likely')
  }

  /** No hour pays what a year does, and no year what an hour does. */
  function payImpossible (record) {
    var figure = beyond(record, form.tables, 'possible')
    return figure ? [oddPay(record, form.tables, 'pay-impossible', figure, 'cannot be what is meant')] : []
  }

  /** The first figure of the pay outside the limits that `name` has for its period, of which the upper may be null. */
  function beyond (record, tables, name) {
    var limits = tables[name]
    var currency = read.value(record, ['pay', 'currency'])
    if (currency !== null && currency !== 'GBP') return undefined
    // A comma has parted a figure, which has a message of its own.
    if (read.keys(record, ['pay']).some(function (key) { return /^[0-9]{1,3}$/.test(key) })) return undefined
    var period = read.text(record, ['pay', 'period'])
    var limit = period && read.owns(limits, period) ? limits[period] : [0, null]
    return ['min', 'max'].filter(function (figure) {
      var pounds = read.number(record, ['pay', figure]) || 0
      return pounds > 0 && pounds <= tables.most && (pounds < limit[0] || (limit[1] !== null && pounds > limit[1]))
    })[0]
  }

  function oddPay (record, tables, rule, figure, words, severity) {
    var pounds = read.number(record, ['pay', figure]) || 0
    var period = read.text(record, ['pay', 'period']) || ''
    var sum = '£' + read.grouped(form.general(pounds, 10))
    return found(
      rule,
      sum + (period === 'hour' ? ' an ' : ' a ') + period + ' ' + words,
      span(record, ['pay', figure]),
      '`period` is ' + period + ', on line ' + span(record, ['pay', 'period']).line,
      likelierPay(figure, pounds, period, tables.likely, hasPence(record)),
      severity
    )
  }

  /** Whether a figure of the pay is typed with two digits after the point, as those by the hour are. */
  function hasPence (record) {
    return ['min', 'max'].some(function (figure) {
      return read.number(record, ['pay', figure]) !== null && /\.[0-9]{2}$/.test(read.typed(record, ['pay', figure]))
    })
  }

  /** What an editor probably meant by an odd figure. */
  function likelierPay (figure, pounds, period, likely, hasPence) {
    if (period === 'year' && hasPence && pounds < likely.hour[1]) return 'did you mean `period: hour`?'
    if (period === 'year' && pounds > likely.year[1]) return 'look for a nought too many'
    if (period === 'year') {
      var thousands = pounds >= 8 && pounds < 200
      var meant = thousands ? '`' + figure + ': ' + (pounds * 1000).toFixed(0) + '`' : 'another `period`'
      return 'did you mean ' + meant + '? write thousands out, without a comma or a full stop'
    }
    if (pounds > 10000) return 'did you mean `period: year`?'
    if (pounds < likely[period][0]) {
      return period === 'hour' ? 'look for a slip of the decimal point' : 'is it for an hour?'
    }
    return 'is it for ' + (period === 'hour' ? 'a day, a month or a session' : 'a month or a year') + '?'
  }

  /** Pay has a band of the national scheme or a grade of the employer's own, not both. */
  function bandAndGrade (record) {
    if (read.value(record, ['pay', 'band']) === null || read.value(record, ['pay', 'grade']) === null) return []
    return [found(
      'band-and-grade',
      'the pay has a band and a grade',
      span(record, ['pay', 'grade'], { key: true }),
      '`band` is on line ' + span(record, ['pay', 'band']).line,
      "keep the band for Agenda for Change, the grade for an employer's own scheme"
    )]
  }

  /** A band belongs to Agenda for Change, and to no other scheme. */
  function bandOutsideScheme (record) {
    var scheme = read.text(record, ['pay', 'scheme'])
    if (read.value(record, ['pay', 'band']) === null || scheme === null || scheme === 'agenda_for_change') return []
    return [found(
      'band-outside-scheme',
      'a band is given, and the scheme `' + scheme + '` has no bands',
      span(record, ['pay', 'scheme']),
      '`band` is on line ' + span(record, ['pay', 'band']).line,
      'write `scheme: agenda_for_change`, or `grade: …` instead of the band'
    )]
  }

  /** A contract with a length is not only permanent. */
  function durationOfPermanent (record) {
    var contract = read.items(record, ['contract'])
    var permanent = contract.length === 1 && contract[0] === 'permanent'
    if (!permanent || read.value(record, ['duration_months']) === null) return []
    return [found(
      'duration-of-permanent',
      'a permanent contract has a length',
      span(record, ['duration_months']),
      'the contract is permanent, on line ' + span(record, ['contract']).line,
      'write `contract: [fixed_term]`, or delete the length',
      'warning'
    )]
  }

  /** Whether the figures of the pay can hardly be meant, which one of the two rules above tells. */
  form.payIsOdd = function (record, tables) { return Boolean(beyond(record, tables, 'likely')) || isWide(record, tables) }

  form.rulesOnPay = [
    rangeReversed, payWithoutPeriod, payImpossible, payUnlikely, bandAndGrade, bandOutsideScheme, durationOfPermanent
  ]
})()
