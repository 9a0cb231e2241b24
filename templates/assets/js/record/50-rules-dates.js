/* Rules on a vacancy's dates, as portal/validate/rules/dates.py words them: on their order, and on how near they are. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  var DAY = 24 * 60 * 60 * 1000
  var A_YEAR = 366
  var COMPARE = 'compare both dates with the source'
  var ORDERS = [
    ['closes-before-opens', 'opening_date', 'closing_date', 'this vacancy closes before it opens',
      'swap the two dates, or move the closing date'],
    ['posted-after-closing', 'posted', 'closing_date', 'this vacancy was posted after it had closed',
      COMPARE + '; the year is the usual slip'],
    ['interview-before-closing', 'closing_date', 'interview_date', 'the interviews are before the closing date',
      COMPARE, 'warning'],
    ['opens-before-posted', 'posted', 'opening_date', 'this vacancy opens before it was posted',
      COMPARE + '; if it gives no opening date, delete `opening_date`', 'warning'],
    ['withdrawn-before-posted', 'posted', 'withdrawn.on', 'this vacancy was withdrawn before it was posted', COMPARE],
    ['review-before-check', 'checked_on', 'review_by', 'the next review is before the last check',
      'set `review_by` to a day to come, at most three months on']
  ]
  var DATES = [
    'source.retrieved', 'withdrawn.on', 'posted', 'opening_date', 'closing_date', 'interview_date', 'start_date',
    'checked_on', 'review_by'
  ]

  /** No date is before one that it follows. */
  function outOfOrder (record) {
    return ORDERS.reduce(function (all, order) {
      var earlier = order[1].split('.')
      var later = order[2].split('.')
      var start = read.day(record, earlier)
      var end = read.day(record, later)
      if (!start || !end || end >= start) return all
      var label = '`' + order[1] + '` is ' + start + ', on line ' + span(record, earlier).line
      return all.concat(found(order[0], order[3], span(record, later), label, order[4], order[5]))
    }, [])
  }

  /** Every date is of a year in which a vacancy can be. */
  function yearOutOfRange (record) {
    return DATES.map(function (name) { return name.split('.') }).filter(function (path) {
      var date = read.anyDay(record, path)
      return date && !read.isYear(+date.slice(0, 4))
    }).map(function (path) {
      return found(
        'out-of-range',
        'the year ' + read.anyDay(record, path).slice(0, 4) + ' is not a year for a vacancy',
        span(record, path),
        'expected a year from ' + read.YEARS[0] + ' to ' + read.YEARS[1],
        'compare the date with the source'
      )
    })
  }

  /** A closing time is within the closing date; midnight is one end of it or the other. */
  function closingAtMidnight (record) {
    if (read.text(record, ['closing_time']) !== '00:00') return []
    return [found(
      'closing-at-midnight',
      'midnight at the start of the closing date would leave out the whole day',
      span(record, ['closing_time']),
      'does the closing date itself count?',
      'for the end of the day leave the time out; for its start give the day before as `closing_date`'
    )]
  }

  /** A closing time has a closing date. */
  function closingTimeWithoutDate (record, context) {
    if (!read.text(record, ['closing_time']) || read.has(record, 'closing_date', context)) return []
    return [found(
      'closing-time-without-date',
      'there is a closing time and no closing date',
      span(record, ['closing_time'], { key: true }),
      'at this time on which day?',
      'add `closing_date: …`, or delete the time'
    )]
  }

  /** A closing date is stated or in the title; without one the vacancy is until filled or rolling. */
  function closingBasisAgainstDate (record, context) {
    var basis = read.text(record, ['closing_basis'])
    var message, label, help
    if (read.wantsDate(record, context)) {
      message = '`closing_basis` is ' + basis + ', and there is no closing date'
      label = 'a date is missing'
      help = 'add `closing_date: …`; if the source gives none, delete this line' + withoutDate(record, context)
    } else if (isEndless(record) && read.value(record, ['closing_date']) !== null) {
      message = '`closing_basis` is ' + basis + ', and there is a closing date'
      label = 'expected stated or in_title'
      help = 'delete the date; if the source says both, delete this line, and list both under `conflicts`'
    } else return []
    return [found('closing-basis', message, span(record, ['closing_basis']), label, help)]
  }

  function isEndless (record) {
    return ['until_filled', 'rolling'].indexOf(read.text(record, ['closing_basis'])) >= 0
  }

  /** A vacancy without a closing date says by when somebody looks again whether it is still open. */
  function reviewMissing (record, context) {
    var told = read.has(record, 'closing_date', context) || read.has(record, 'review_by', context)
    if (told || read.wantsDate(record, context)) return []
    return [found(
      'review-missing',
      'there is no closing date, and no day to look again',
      span(record, []),
      'a vacancy without an end would stay open for ever',
      'if the source gives a closing date, add `closing_date: …`; else' + withoutDate(record, context).replace(/^,/, '')
    )]
  }

  /** What a record without a closing date needs, as the end of a sentence. */
  function withoutDate (record, context) {
    var listed = read.items(record, ['not_stated']).indexOf('closing_date') >= 0 || isEndless(record)
    var entry = listed ? '' : ' `closing_date` under `not_stated`'
    if (read.has(record, 'review_by', context)) return entry && ', and add' + entry
    return ', add `review_by: ' + inThreeMonths(record) + '`' + (entry && ' and' + entry) +
      ': by then somebody looks whether it is still open'
  }

  function inThreeMonths (record) {
    var checked = read.day(record, ['checked_on'])
    if (!checked) return '…'
    var parts = checked.split('-')
    var month = +parts[1] + 3
    var day = Math.min(+parts[2], 28)
    return [+parts[0] + (month > 12 ? 1 : 0), twoDigits(month > 12 ? month - 12 : month), twoDigits(day)].join('-')
  }

  function twoDigits (number) {
    return (number < 10 ? '0' : '') + number
  }

  /** The closing date of a vacancy that somebody works on is not over yet, and at most a year ahead. */
  function closingDateFromToday (record, context) {
    var closing = read.day(record, ['closing_date'])
    if (!closing) return []
    var days = (Date.parse(closing) - Date.parse(context.day)) / DAY
    var passed = days < 0 && read.value(record, ['withdrawn']) === null
    if (!passed && days <= A_YEAR) return []
    return [found(
      passed ? 'closing-date-passed' : 'closing-date-far',
      passed
        ? 'the closing date has passed, and the vacancy would be shown as closed'
        : 'the closing date is more than a year ahead',
      span(record, ['closing_date']),
      'today is ' + context.day,
      'compare it with the source, the year above all; ' +
        (passed ? 'if the vacancy is over, leave it' : 'if the source has it so, leave it'),
      'warning'
    )]
  }

  /** The day on which somebody compared a vacancy with its source has come. */
  function checkedInFuture (record, context) {
    var checked = read.day(record, ['checked_on'])
    if (!checked || checked <= context.day) return []
    return [found(
      'checked-in-future',
      'the record says that it was compared with its source on a day that is to come',
      span(record, ['checked_on']),
      'today is ' + context.day,
      'write the day on which you compared them',
      'warning'
    )]
  }

  form.rulesOnDates = [
    outOfOrder, yearOutOfRange, closingAtMidnight, closingTimeWithoutDate, closingBasisAgainstDate, reviewMissing,
    closingDateFromToday, checkedInFuture
  ]
})()
