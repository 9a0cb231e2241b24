/* Rules on the people whom the work is for, and on the ways of working, as portal/validate/rules/clients.py words them. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  var ADULT = 18

  /** Ages that go up to a higher limit for some have a limit for the others. */
  function extendedWithoutOldest (record) {
    var extended = ['clients', 'ages', 'extended_to']
    if (read.value(record, extended) === null || read.value(record, ['clients', 'ages', 'oldest']) !== null) return []
    return [found(
      'extended-without-oldest',
      'the ages are extended, and there is no oldest age that they are extended from',
      span(record, extended, { key: true }),
      'higher than which limit?',
      'add `oldest: …`; if one limit holds for everybody, write it as `oldest`, and delete `extended_to`'
    )]
  }

  /** Work with children is not with adults alone. */
  function agesAgainstPopulation (record) {
    var path = ['clients', 'ages', 'youngest']
    var youngest = read.number(record, path)
    var children = read.items(record, ['clients', 'populations']).indexOf('children')
    if (youngest === null || youngest < ADULT || children < 0) return []
    var years = form.general(youngest, 6)
    return [found(
      'ages-against-population',
      'the work is with `children`, and the youngest are ' + years,
      span(record, ['clients', 'populations', children]),
      '`youngest` is ' + years + ', on line ' + span(record, path).line,
      'compare both with the source; if the work is with adults, delete `children`',
      'warning'
    )]
  }

  /** A modality has each part in a role once. */
  function modalityRepeated (record) {
    var known = new Map()
    return read.places(record, ['modalities']).reduce(function (all, place) {
      var code = read.text(record, ['modalities', place, 'code'])
      var role = read.text(record, ['modalities', place, 'role'])
      if (code === null || role === null) return all
      var at = span(record, ['modalities', place, 'code'])
      var mark = JSON.stringify([code, role])
      if (!known.has(mark)) known.set(mark, at.line)
      else {
        all.push(found(
          'modality-repeated',
          '`' + form.shown(code) + '` stands twice with the role `' + form.shown(role) + '`',
          at,
          'first on line ' + known.get(mark),
          'delete one of the two, or correct its code or its role'
        ))
      }
      return all
    }, [])
  }

  form.rulesOnClients = [extendedWithoutOldest, agesAgainstPopulation, modalityRepeated]
})()
