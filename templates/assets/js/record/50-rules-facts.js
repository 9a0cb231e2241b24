/* Rules on key facts, as portal/validate/rules/facts.py words them: each is present, not stated, or in conflict. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  /** Where a fact is given that is no field of the same name. */
  var HOMES = {
    pay_figures: 'pay.min',
    duration: 'duration_months',
    trainees: 'eligibility.trainees',
    checks: 'eligibility.checks',
    registration: 'eligibility.requirement'
  }
  var CALLED = ['reference', 'title', 'town', 'grade']

  function home (fact) {
    return read.owns(HOMES, fact) ? HOMES[fact] : fact
  }

  /** Whether a fact is given. A field that is there without a value has its own message, and counts as given. */
  function isGiven (record, fact, context) {
    if (read.owns(HOMES, fact)) return read.value(record, HOMES[fact].split('.')) !== null
    if (fact === 'applying' && read.isMapping(record.data.applying)) return read.owns(record.data.applying, 'method')
    var endless = ['until_filled', 'rolling'].indexOf(read.text(record, ['closing_basis'])) >= 0
    return (fact === 'closing_date' && endless) || read.has(record, fact, context)
  }

  function inConflict (record) {
    return read.places(record, ['conflicts']).map(function (place) { return read.text(record, ['conflicts', place, 'fact']) })
  }

  /** Every key fact is given, or is in `not_stated`, or is in `conflicts`. */
  function keyFactMissing (record, context) {
    var told = toldElsewhere(record)
    var missing = form.tables.facts.filter(function (fact) {
      return !isGiven(record, fact, context) && told.indexOf(fact) < 0 &&
        (fact !== 'closing_date' || !read.endIsTold(record, context))
    })
    // Several at once are one decision for the editor, and one message.
    if (!missing.length) return []
    // Of how to apply, the method is what counts.
    var names = missing.map(function (fact) { return read.owns(record.data, fact) ? 'applying.method' : fact })
    return [found(
      'key-fact-missing',
      'this record does not say ' + form.quoted(names),
      read.owns(record.data, 'not_stated') ? span(record, ['not_stated'], { key: true }) : span(record, []),
      'every key fact is given, or listed as not stated',
      'add what the source says; what it does not say goes here:\n' + withEntries(record, missing)
    )]
  }

  /** What to type so that the record lists `facts` as not stated. */
  function withEntries (record, facts) {
    var entries = facts.map(function (fact) { return '  - ' + fact }).join('\n')
    if (!read.owns(record.data, 'not_stated')) return 'not_stated:\n' + entries
    var start = span(record, ['not_stated'])
    if (Array.from(record.lines[start.line - 1] || '')[start.column - 1] !== '[') {
      return 'under `not_stated`, add\n' + entries
    }
    // Below a list in brackets such entries could not be read.
    var listed = read.items(record, ['not_stated']).filter(function (entry) { return typeof entry === 'string' })
    return 'not_stated: ' + form.asYaml(listed.concat(facts))
  }

  /** The facts that are listed as not stated or in conflict. One that is misspelt has its own message, and is listed. */
  function toldElsewhere (record) {
    var given = read.value(record, ['not_stated'])
    var listed = typeof given === 'string' ? given.split(',') : read.items(record, ['not_stated'])
    return listed.concat(inConflict(record)).reduce(function (told, entry) {
      if (typeof entry !== 'string' || form.tables.facts.indexOf(entry) >= 0) return told.concat([entry])
      var words = [entry.trim()].concat(entry.match(/[\p{L}\p{N}_]+/gu) || [])
      return told.concat(words.map(function (word) { return form.meant(word, form.tables.facts) }))
    }, [])
  }

  /** A text that names something does so, and has no words that stand for there being nothing to name. */
  function placeholder (record) {
    // Only the fields that may hold such a text: the long ones of a record are many.
    var naming = form.tables.namesSomething
    var some = Array.from(new Set(naming.map(function (name) { return name.split('.')[0] })))
    return toFillIn(record).concat(unfinished(record), read.texts(record, some).reduce(function (all, one) {
      var names = one.path.filter(function (step) { return typeof step === 'string' })
      var words = one.words.trim()
      var isOne = naming.indexOf(names[0]) >= 0 || naming.indexOf(names.slice(0, 2).join('.')) >= 0
      if (!isOne || !words || !read.pattern('^(?:' + form.tables.patterns.nothing + ')$', 'i').test(words)) return all
      var last = names[names.length - 1]
      return all.concat(found(
        'placeholder',
        '`' + form.shown(one.words) + '` is not a ' + (CALLED.indexOf(last) < 0 ? 'name' : last),
        span(record, one.path),
        'it would be published as it stands',
        instead(names)
      ))
    }, []))
  }

  /** Texts that somebody has begun and left a mark in. */
  function unfinished (record) {
    return read.texts(record).reduce(function (all, one) {
      var match = one.words.match(read.pattern(form.tables.patterns.unfinished, ''))
      return !match ? all : all.concat(found(
        'placeholder',
        '`' + match[0] + '` stands for something that is still to be written',
        span(record, one.path, { within: match[0] }),
        'it would be published as it stands',
        'write what the source says, or delete it'
      ))
    }, [])
  }

  /** Values that `build.py new` left to be filled in. */
  function toFillIn (record) {
    return read.texts(record).filter(function (one) { return form.isToFillIn(one.words) }).map(function (one) {
      var names = one.path.filter(function (step) { return typeof step === 'string' })
      return found(
        'placeholder',
        '`' + names.join('.') + '` is still to be filled in',
        span(record, one.path),
        'nobody has replaced this',
        'write what the source says' + orElse(names)
      )
    })
  }

  /** What else can be done with a blank that the source has nothing for. */
  function orElse (names) {
    if (form.tables.needed.indexOf(names.join('.')) < 0) return ', or ' + instead(names)
    if (form.tables.facts.indexOf(names[0]) < 0) return ''
    return '; if it says nothing of that, delete `' + names[0] + '` and all in it, and add `' + names[0] + '` to `not_stated`'
  }

  /** What to do where the source has nothing for the field that `names` lead to. */
  function instead (names) {
    if (names.length === 1 && names[0] === 'title') return 'write the title of the role'
    if (form.tables.facts.indexOf(names[0]) < 0) return 'delete it: what the source does not say is left out'
    if (names.length < 2) return 'delete this line, and add `' + names[0] + '` to `not_stated`'
    return 'delete it; if the source says nothing of `' + names[0] + '` at all, list that under `not_stated`'
  }

  /** The field that gives a fact; empty if it is given under a misspelt name, which has a message of its own. */
  function givenAs (record, fact, otherwise) {
    var isBasis = fact === 'closing_date' && !read.owns(record.data, fact)
    var name = isBasis ? 'closing_basis' : otherwise
    return read.owns(record.data, name.split('.')[0]) ? name : ''
  }

  /** A fact that is given is not listed as not stated. */
  function statedAndNotStated (record, context) {
    return read.items(record, ['not_stated']).reduce(function (all, fact, number) {
      if (typeof fact !== 'string' || !isGiven(record, fact, context)) return all
      var name = givenAs(record, fact, read.owns(record.data, fact) ? fact : home(fact))
      if (!name) return all
      return all.concat(found(
        'stated-and-not-stated',
        '`' + fact + '` is given and also listed as not stated',
        span(record, ['not_stated', number]),
        'given on line ' + span(record, name.split('.'), { key: true }).line,
        'delete this entry, or the field'
      ))
    }, [])
  }

  /** The field that would settle a conflict about a fact; empty if none does. */
  function settledBy (record, fact, context) {
    var figures = form.tables.settledByFigures
    if (read.owns(figures, fact)) {
      return figures[fact].find(function (path) { return read.value(record, path.split('.')) !== null }) || ''
    }
    var isSettled = form.tables.settledByOneValue.indexOf(fact) >= 0 && isGiven(record, fact, context)
    return isSettled ? givenAs(record, fact, home(fact)) : ''
  }

  /** A fact of one value, or of figures, is not given beside the two readings that the source has of it. */
  function statedAndInConflict (record, context) {
    return inConflict(record).reduce(function (all, fact, number) {
      var name = settledBy(record, fact, context)
      if (!name) return all
      var review = fact === 'closing_date' && !read.has(record, 'review_by', context)
      return all.concat(found(
        'stated-and-in-conflict',
        '`' + fact + '` is in conflict and also given' + (name === fact ? '' : ', as `' + name + '`'),
        span(record, name.split('.'), { key: true }),
        'in conflict on line ' + span(record, ['conflicts', number]).line + '; this would settle it',
        'delete this line and keep both readings under `conflicts`' +
          (review ? '; and set `review_by`, a day to look again' : '')
      ))
    }, [])
  }

  /** A fact of which the source says two things is not listed as not stated. */
  function conflictAndNotStated (record) {
    var conflicts = inConflict(record)
    return read.items(record, ['not_stated']).reduce(function (all, fact, number) {
      if (typeof fact !== 'string' || conflicts.indexOf(fact) < 0) return all
      return all.concat(found(
        'conflict-and-not-stated',
        '`' + fact + '` is in conflict and also listed as not stated',
        span(record, ['not_stated', number]),
        'in conflict on line ' + span(record, ['conflicts', conflicts.indexOf(fact)]).line,
        'delete this entry: a reader sees both readings'
      ))
    }, [])
  }

  /** A fact has one entry under `conflicts`, with all its readings. */
  function conflictRepeated (record) {
    return inConflict(record).reduce(function (all, fact, number, facts) {
      if (!fact || facts.indexOf(fact) === number) return all
      return all.concat(found(
        'conflict-repeated',
        '`' + fact + '` has two entries under `conflicts`',
        span(record, ['conflicts', number, 'fact']),
        'first on line ' + span(record, ['conflicts', facts.indexOf(fact), 'fact']).line,
        'put the readings of both under one'
      ))
    }, [])
  }

  /** The readings of a conflict differ. */
  function readingsAlike (record) {
    return read.places(record, ['conflicts']).reduce(function (all, number) {
      var said = new Map()
      read.places(record, ['conflicts', number, 'readings']).forEach(function (place) {
        var path = ['conflicts', number, 'readings', place, 'says']
        var words = read.folded(read.text(record, path) || '')
        var at = span(record, path)
        if (!said.has(words)) said.set(words, at.line)
        else if (words) {
          all.push(found(
            'readings-alike',
            'two readings of this conflict say the same',
            at,
            'as on line ' + said.get(words),
            'say how they differ, or delete the conflict'
          ))
        }
      })
      return all
    }, [])
  }

  form.rulesOnFacts = [
    keyFactMissing, placeholder, statedAndNotStated, statedAndInConflict, conflictAndNotStated, readingsAlike, conflictRepeated
  ]
})()
