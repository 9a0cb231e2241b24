/* Readings: the one value that somebody meant who wrote a day, a figure, a time or an address in another way. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
  var NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
  var FIGURES = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/
  var TURNED = /^(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})$/
  var IN_WORDS = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})$/i
  var MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i
  var CLOCK = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:hrs|hours)?\s*([ap])?\.?(?:m\.?)?$/i

  function two (number) { return ('0' + number).slice(-2) }

  /** The day as year-month-day, if there is such a day. */
  function dayOf (year, month, date) {
    var day = new Date(Date.UTC(year, month - 1, date))
    var same = day.getUTCFullYear() === Number(year) && day.getUTCMonth() === month - 1 && day.getUTCDate() === Number(date)
    return same ? year + '-' + two(month) + '-' + two(date) : ''
  }

  /** 1 to 12 for the name of a month or its beginning, of three letters or more. */
  function monthOf (word) {
    var small = word.toLowerCase()
    var at = MONTHS.indexOf(small.slice(0, 3))
    return at >= 0 && (NAMES[at].toLowerCase().indexOf(small) === 0 || small === 'sept') ? at + 1 : 0
  }

  /** "31/03/2027", in the British order, or "13 December 2026" as year-month-day; "" for what may mean something else. */
  function day (text) {
    var plain = text.trim().replace(/\s+/g, ' ')
    var found = FIGURES.exec(plain)
    if (found) return dayOf(found[3], Number(found[2]), found[1])
    if ((found = TURNED.exec(plain))) return dayOf(found[1], Number(found[2]), found[3])
    if ((found = IN_WORDS.exec(plain))) return monthOf(found[2]) ? dayOf(found[3], monthOf(found[2]), found[1]) : ''
    if ((found = MONTH_FIRST.exec(plain))) return monthOf(found[1]) ? dayOf(found[3], monthOf(found[1]), found[2]) : ''
    return ''
  }

  /** "£31,500", "31.5k" and "15 hours" as figures, where `unit` is the field's own; "" for what may mean another. */
  function figure (text, unit) {
    return window.portal.form.figureIn(text, unit || '')
  }

  /** "5pm", "noon" and "9.30 am" on the 24-hour clock; "" where the half of the day is not said. */
  function time (text) {
    var plain = text.trim().toLowerCase()
    if (/^(12 ?)?(noon|midday)$/.test(plain)) return '12:00'
    var found = CLOCK.exec(plain)
    if (!found || (!found[2] && !found[3]) || Number(found[2] || 0) > 59) return ''
    var hour = Number(found[1])
    if (!found[3]) return hour < 24 ? two(hour) + ':' + found[2] : ''
    if (hour < 1 || hour > 12) return ''
    return two(hour % 12 + (found[3] === 'p' ? 12 : 0)) + ':' + (found[2] || '00')
  }

  /** An address that begins with "www." with the beginning that it lacks. */
  function web (text) {
    var plain = text.trim()
    return /^www\.[^\s@/]+\.[a-z]{2,}(\/\S*)?$/i.test(plain) ? 'https://' + plain : ''
  }

  function mail (text) {
    return /^mailto:[^\s@?]+@[^\s@?]+$/i.test(text.trim()) ? text.trim().slice(7) : ''
  }

  function postcode (text) {
    var plain = text.toUpperCase().replace(/\s/g, '')
    return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(plain) ? plain.slice(0, -3) + ' ' + plain.slice(-3) : ''
  }

  /** A day as people say it: "31 March 2027". */
  function spoken (value) {
    var found = TURNED.exec(value)
    return found ? Number(found[3]) + ' ' + NAMES[found[2] - 1] + ' ' + found[1] : value
  }

  /** The lines of a pasted list, without what bulleted or numbered them. */
  function linesOf (text) {
    return text.split(/\r\n?|\n/).map(function (line) {
      return line.replace(/^\s*(?:[-–—*+]\s+|[•▪◦‣●○·■□]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+)/i, '').trim()
    }).filter(Boolean)
  }

  ui.readings = { day: day, figure: figure, time: time, web: web, mail: mail, postcode: postcode, spoken: spoken, lines: linesOf }
})()
