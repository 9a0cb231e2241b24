/* Rules on the person specification and on eligibility, as portal/validate/rules/criteria.py words them. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  var SPECIFICATION = 'person_specification'
  var MARKING = [SPECIFICATION, 'level_marking']
  /** Which levels go with which marking. Where none was marked, an editor's reading must say that it is one. */
  var LEVELS = {
    marked: ['essential', 'desirable'],
    implied: ['essential', 'desirable'],
    unmarked: ['unmarked', 'essential', 'desirable'],
    lost: ['lost', 'essential', 'desirable']
  }

  function groups (record) {
    return read.places(record, [SPECIFICATION, 'groups']).map(function (group) { return [SPECIFICATION, 'groups', group] })
  }

  /** No two criteria of a vacancy have the same id: a reader's ticks hang on it. */
  function criterionIdRepeated (record) {
    var known = new Map()
    return read.criteria(record).reduce(function (all, path) {
      var name = read.text(record, path.concat('id'))
      if (name === null) return all
      var at = span(record, path.concat('id'))
      if (!known.has(name)) known.set(name, at.line)
      else {
        all.push(found(
          'criterion-id-repeated',
          'two criteria have the id `' + form.shown(name) + '`',
          at,
          'first on line ' + known.get(name),
          'give this one an id of its own, such as `' + name + '-2`'
        ))
      }
      return all
    }, [])
  }

  /** A criterion's level agrees with how the employer marked levels. */
  function levelAgainstMarking (record) {
    var marking = read.text(record, MARKING)
    if (marking === null || !read.owns(LEVELS, marking)) return []
    var mistakes = againstMarking(record, marking)
    if (mistakes.length < 2) return mistakes
    // Several at once come of one decision, that on `level_marking`.
    var lines = form.quoted(mistakes.map(function (mistake) { return mistake.line }), 'and').replace(/`/g, '')
    return [found(
      'level-against-marking',
      'the levels of ' + mistakes.length + ' criteria do not go with `level_marking: ' + marking + '`',
      span(record, MARKING),
      'the criteria are on lines ' + lines,
      'if the employer marked the levels, write `level_marking: marked`; else, for each: ' + mistakes[0].help
    )]
  }

  function againstMarking (record, marking) {
    return read.criteria(record).reduce(function (all, path) {
      var level = read.text(record, path.concat('level'))
      var basis = read.text(record, path.concat('level_basis')) || 'stated'
      var wrong = (level === 'unmarked' || level === 'lost') && LEVELS[marking].indexOf(level) < 0
      var unfounded = (level === 'essential' || level === 'desirable') && marking !== 'marked' && basis === 'stated'
      if (!wrong && !unfounded) return all
      return all.concat(found(
        'level-against-marking',
        'this criterion is ' + level + ', and the levels of this vacancy are ' + marking,
        span(record, path.concat('level')),
        '`level_marking` is on line ' + span(record, MARKING).line,
        wrong
          ? 'write ' + form.quoted(LEVELS[marking].slice(0, 2).map(function (name) { return 'level: ' + name }))
          : 'add `level_basis: implied` if the wording says so, or `level_basis: editor` if you do'
      ))
    }, [])
  }

  /** Each letter of `assessed_by` stands in the assessment key. */
  function assessmentUnknown (record) {
    var key = read.keys(record, [SPECIFICATION, 'assessment_key'])
    return groups(record).concat(read.criteria(record)).reduce(function (all, path) {
      read.items(record, path.concat('assessed_by')).forEach(function (letter, number) {
        if (typeof letter !== 'string' || key.indexOf(letter) >= 0) return
        all.push(found(
          'assessment-unknown',
          '`' + form.shown(letter) + '` is not in the assessment key',
          span(record, path.concat('assessed_by', number)),
          key.length ? 'the key has ' + form.quoted(key, 'and') : 'there is no assessment key',
          'add `' + letter + ': …` under `assessment_key`, or correct the letter'
        ))
      })
      return all
    }, [])
  }

  /** Each requirement holds exactly one kind: a list, a registration, a qualification … */
  function requirementKind (record, context) {
    return requirement(record, ['eligibility', 'requirement'], context.schema.$defs.requirement['x-form'].one_of)
  }

  function requirement (record, path, known) {
    var node = read.value(record, path)
    if (!read.isMapping(node)) return []
    var kinds = known.filter(function (kind) { return read.owns(node, kind) })
    var own = kinds.length === 1 ? [] : [notOneKind(record, path, kinds, known)]
    return ['any_of', 'all_of'].reduce(function (all, kind) {
      return read.places(record, path.concat(kind)).reduce(function (all, number) {
        return all.concat(requirement(record, path.concat(kind, number), known))
      }, all)
    }, own)
  }

  function notOneKind (record, path, kinds, known) {
    return found(
      'requirement-kind',
      kinds.length
        ? 'this requirement is ' + form.quoted(kinds, 'and') + ' at once'
        : 'this requirement says nothing',
      kinds.length ? span(record, path.concat(kinds[1]), { key: true }) : span(record, path),
      'expected exactly one kind',
      kinds.length
        ? 'make a list of them: `all_of:` if each is needed, `any_of:` if one is enough'
        : 'add one of ' + form.quoted(known)
    )
  }

  form.rulesOnCriteria = [criterionIdRepeated, levelAgainstMarking, assessmentUnknown, requirementKind]
})()
