/* The rule that holds pay against the published scales, as portal/validate/rules/scales.py reckons and words it. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var DATES = ['posted', 'closing_date', 'source.retrieved', 'checked_on', 'review_by']
  var DAY = 24 * 60 * 60 * 1000

  function pounds (amount) {
    return '£' + read.grouped(String(amount))
  }

  /** The pay of a band is near what the national scale gives to it. */
  function bandAgainstPay (record, context) {
    var band = read.text(record, ['pay', 'band'])
    var advertised = DATES.map(function (name) { return read.day(record, name.split('.')) }).filter(Boolean)[0]
    var stated = statedPay(record, form.tables)
    if (band === null || !advertised || !stated || inConflict(record)) return []
    var scales = scalesAbout(context.schema.$defs.band['x-scales'] || [], band, advertised)
    if (!scales.length) return []
    var limits = stretched(scales, band, record, advertised, form.tables)
    var near = stated.readings.filter(function (reading) { return reading[0] <= limits[1] && limits[0] <= reading[1] })
    if (near.some(function (reading) { return !farEnd(reading, limits, form.tables.apart) })) return []
    var latest = scales[scales.length - 1]
    var ends = latest.bands[band]
    return [form.found(
      'band-against-pay',
      stated.words + ' is not what band ' + band + ' is paid',
      form.span(record, ['pay', 'band']),
      'in ' + latest.nation + ' ' + pounds(ends[0]) + ' to ' + pounds(ends[1]) + ' a year in ' + latest.year,
      (near.length
        ? 'look for a slip in `' + farEnd(near[0], limits, form.tables.apart) + '`:'
        : 'did you mean band `' + likelier(latest.bands, stated.readings[0]) + '`?') +
        ' compare the band, the figures and their `period` with the source',
      'warning'
    )]
  }

  /** Whether the source says two things of the pay, or the pay is of no national scale. */
  function inConflict (record) {
    var scheme = read.text(record, ['pay', 'scheme'])
    var facts = read.places(record, ['conflicts']).map(function (place) { return read.text(record, ['conflicts', place, 'fact']) })
    return facts.indexOf('pay') >= 0 || facts.indexOf('pay_figures') >= 0 ||
      (scheme !== null && scheme !== 'agenda_for_change')
  }

  /** The figures of the record, in pounds; null if there are none, or if other rules tell that they are odd. */
  function statedPay (record, tables) {
    var figures = ['min', 'max'].map(function (name) { return read.number(record, ['pay', name]) }).filter(Boolean)
    var period = read.text(record, ['pay', 'period']) || ''
    var currency = read.value(record, ['pay', 'currency'])
    var inPounds = currency === null || currency === 'GBP'
    if (!figures.length || !inPounds || !read.owns(tables.timesAYear, period) || form.payIsOdd(record, tables)) return null
    var ends = figures.map(function (figure) { return tables.timesAYear[period] * figure })
    var readings = parts(record, period, tables).map(function (part) { return [ends[0] / part, ends[ends.length - 1] / part] })
    var words = figures.map(function (figure) { return '£' + read.grouped(form.general(figure, 10)) }).join(' to ')
    return readings.length ? { words: words + (period === 'hour' ? ' an ' : ' a ') + period, readings: readings } : null
  }

  /** The parts of a full week that the figures may be for: several where nobody can say. */
  function parts (record, period, tables) {
    var basis = read.text(record, ['pay', 'basis'])
    var pattern = read.items(record, ['pattern'])
    var full = basis === 'full_time_equivalent' || (pattern.length === 1 && pattern[0] === 'full_time')
    if (tables.byLengthOfWeek.indexOf(period) < 0 || full) return [1]
    var hours = read.number(record, ['hours', 'a_week'])
    var part = hours ? [hours / tables.hoursAWeek] : []
    return basis === 'actual' ? part : [1].concat(part)
  }

  /** The scale that `band` had on the day, and the next, for an award may come late; none for a day before all. */
  function scalesAbout (scales, band, advertised) {
    var known = scales.filter(function (scale) { return read.owns(scale.bands, band) }).sort(function (one, other) {
      return one.from < other.from ? -1 : 1
    })
    var before = known.filter(function (scale) { return scale.from <= advertised }).length
    return before ? known.slice(before - 1, before + 1) : []
  }

  /** The least and the most that the band could be paid. */
  function stretched (scales, band, record, advertised, tables) {
    var ends = scales.map(function (scale) { return scale.bands[band] })
    var days = (Date.parse(advertised) - Date.parse(scales[scales.length - 1].from)) / DAY
    var regions = read.places(record, ['locations']).map(function (place) {
      return read.value(record, ['locations', place, 'region'])
    })
    var supplement = read.items(record, ['pay', 'allowances']).length > 0 || !regions.length ||
      regions.some(function (region) { return tables.supplemented.indexOf(region) >= 0 })
    var most = Math.max.apply(null, ends.map(function (end) { return end[1] })) * tables.above
    var rise = Math.pow(tables.rise, Math.max(0, Math.floor(days / 365)))
    return [
      Math.min.apply(null, ends.map(function (end) { return end[0] })) * tables.below,
      most * (supplement ? tables.supplement : 1) * rise
    ]
  }

  /** The end of the figures that lies far outside the `limits`; empty if neither does. */
  function farEnd (reading, limits, apart) {
    if (reading[0] * apart < limits[0]) return 'min'
    return reading[1] > limits[1] * apart ? 'max' : ''
  }

  /** The band whose scale is nearest to what is stated. */
  function likelier (bands, stated) {
    function distance (band) { return Math.abs(bands[band][0] - stated[0]) + Math.abs(bands[band][1] - stated[1]) }
    return bandNames(bands).reduce(function (best, band) { return distance(band) < distance(best) ? band : best })
  }

  /** The bands from the lowest: of two as near, the lower is meant. */
  function bandNames (bands) {
    return Object.keys(bands).sort(function (one, other) { return bands[one][0] - bands[other][0] })
  }

  form.rulesOnScales = [bandAgainstPay]
})()
