/* Rules on how to apply, as portal/validate/rules/applying.py words them. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  var METHOD = ['applying', 'method']
  var TARGET = ['applying', 'target']
  var MISSING = ['applying', 'target_missing']
  var QUESTIONS = ['applying', 'screening_questions']
  /** What the target of a method must be. The page links just what passes here. */
  var FORMS = {
    url: [form.isWeb, 'a web address', 'https://www.example.org/apply'],
    email: [form.isMail, 'an e-mail address', 'recruitment@example.org']
  }

  /** A method of applying has its target, or says that the source does not give it. */
  function targetMissing (record) {
    if (!read.text(record, METHOD) || read.value(record, TARGET) !== null || read.value(record, MISSING) === true) return []
    return [found(
      'target-missing',
      'it says how to apply and not where',
      span(record, METHOD),
      'where to?',
      'add `target: …`; if the source does not give it, add `target_missing: true`'
    )]
  }

  /** A target says by which method one applies to it. */
  function targetWithoutMethod (record) {
    if (read.value(record, TARGET) === null || read.value(record, METHOD) !== null) return []
    return [found(
      'target-without-method',
      'it says where to apply and not how',
      span(record, TARGET, { key: true }),
      'on a website, by e-mail, on a form, by post?',
      'add `method: url` under `applying`, or another of `email`, `form`, `post`'
    )]
  }

  /** A target that is given is not also missing. */
  function targetAndMissing (record) {
    if (read.value(record, TARGET) === null || read.value(record, MISSING) !== true) return []
    return [found(
      'target-and-missing',
      'the target is given and also said to be missing',
      span(record, MISSING),
      '`target` is on line ' + span(record, TARGET).line,
      'delete one of the two lines'
    )]
  }

  /** The target has the form that its method needs. */
  function targetForm (record) {
    var method = read.text(record, METHOD)
    var target = read.text(record, TARGET)
    if (method === null || target === null || !read.owns(FORMS, method) || FORMS[method][0](target)) return []
    return [found(
      'target-form',
      '`' + form.shown(target) + '` is not ' + FORMS[method][1],
      span(record, TARGET),
      '`method` is ' + method + ', on line ' + span(record, METHOD).line,
      'write it like `' + FORMS[method][2] + '`, or change the method'
    )]
  }

  function questionIds (record) {
    return read.places(record, QUESTIONS).map(function (place) { return read.text(record, QUESTIONS.concat(place, 'id')) })
  }

  /** No two screening questions have the same id. */
  function questionIdRepeated (record) {
    return questionIds(record).reduce(function (all, name, place, ids) {
      var first = ids.indexOf(name)
      if (name === null || first === place) return all
      return all.concat(found(
        'question-id-repeated',
        'two questions have the id `' + form.shown(name) + '`',
        span(record, QUESTIONS.concat(place, 'id')),
        'first on line ' + span(record, QUESTIONS.concat(first, 'id')).line,
        'give this one an id of its own, such as `' + name + '-2`'
      ))
    }, [])
  }

  /** A question is the alternative to another question of the same vacancy. */
  function questionUnknown (record) {
    return questionIds(record).reduce(function (all, _, place, ids) {
      var path = QUESTIONS.concat(place, 'alternative_to')
      var other = read.text(record, path)
      var others = ids.filter(function (name, at) { return name && at !== place })
      if (other === null || others.indexOf(other) >= 0) return all
      return all.concat(found(
        'question-unknown',
        'there is no other question `' + form.shown(other) + '`',
        span(record, path),
        'expected the id of another question',
        others.length ? form.didYouMean(other, others) : 'delete the line, or add the other question'
      ))
    }, [])
  }

  form.rulesOnApplying = [
    targetMissing, targetWithoutMethod, targetAndMissing, targetForm, questionIdRepeated, questionUnknown
  ]
})()
