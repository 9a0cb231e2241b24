/* Steps: the whole record, in the steps that the schema names; beside a key fact, that the advert does not say it. */
(function () {
  'use strict'

  var ui = window.portal.form.ui
  var make = ui.make

  /** The employers that have a file, as a vocabulary: a record names one by its slug. */
  function withEmployers (schema, context) {
    var terms = {}
    Object.keys(context.employers).sort().forEach(function (slug) { terms[slug] = { label: [].concat(context.employers[slug])[0] } })
    var employer = Object.assign({}, schema.properties.employer, { enum: Object.keys(terms), 'x-terms': terms, grows: true })
    return Object.assign({}, schema, { properties: Object.assign({}, schema.properties, { employer: employer }) })
  }

  /** The steps of the schema, and one more for the fields that none of them names. */
  function stepsOf (schema) {
    var steps = (schema['x-form'] || {}).steps || []
    var named = steps.reduce(function (all, step) { return all.concat(step.first, step.more || []) }, [])
    var rest = Object.keys(schema.properties).filter(function (name) { return named.indexOf(name) < 0 })
    return rest.length ? steps.concat({ title: 'Other fields', first: rest }) : steps
  }

  /** The form of a record. `at(name)` is the field of a name; `refresh()` puts in order what depends on other fields. */
  function record (context) {
    var schema = withEmployers(context.schema, context)
    var steps = stepsOf(schema)
    var names = Object.keys(schema.properties)
    var slots = {}
    var unsaid = {}
    var aside = {}
    var folds = []
    var takeOut = {}
    var conditions = []
    var element = make('div', { class: 'form-steps' })
    var fields = ui.fieldsOf(schema, schema, names, function (name, made) { slots[name].append(made.element) })
    var kept = ui.keptNote(fields, function (place) { place.dispatchEvent(new Event('change', { bubbles: true })) })
    var newEmployer = ui.newEmployer(context, function (slug, name) {
      need('employer').offer(slug, name)
      need('employer').control.dispatchEvent(new Event('change', { bubbles: true }))
    })
    var firsts = steps.reduce(function (all, step) { return all.concat(step.first) }, [])

    /** The field of a name, made if it is not there yet. One that is called as its step needs no second heading. */
    function need (name) {
      var titled = steps.some(function (step) { return step.title === titleOf(name) })
      var folded = (schema.properties[name]['x-form'] || {}).fold
      return fields.need(name, { open: !folded && firsts.indexOf(name) >= 0, titled: titled })
    }

    function boxOfFact (fact) {
      return need('not_stated').element.querySelector('input[value="' + fact + '"]')
    }

    /**
     * The box beside a key fact is the one of the list of facts that are not stated, in a second place. What was
     * written of the fact is set aside while it is ticked.
     */
    function unsaidBox (fact) {
      var box = make('input', { class: 'form-option__checkbox', type: 'checkbox', autocomplete: 'off', 'aria-label': 'The advert does not say: ' + titleOf(fact) })
      // Before the form hears of it, and puts the box in step with the other.
      box.addEventListener('input', function () {
        var other = boxOfFact(fact)
        other.checked = box.checked
        other.dispatchEvent(new Event('change', { bubbles: true }))
        if (box.checked && given(fact)) {
          aside[fact] = need(fact).get()
          need(fact).set(undefined)
        } else if (!box.checked && aside[fact] !== undefined) {
          if (!given(fact)) need(fact).set(aside[fact])
          delete aside[fact]
        }
      })
      unsaid[fact] = box
      return make('label', { class: 'form-option form-unsaid' }, box,
        make('span', {}, 'The advert does not say', make('span', { class: 'form-unsaid__what' }, ': ' + titleOf(fact))))
    }

    /** The list of facts that are not stated has a box for each that has none of its own. */
    function hideKeyFacts () {
      window.portal.form.tables.facts.forEach(function (fact) { boxOfFact(fact).closest('.form-option').hidden = true })
    }

    function slot (name) {
      slots[name] = make('div', { class: 'form-slot' })
      if (window.portal.form.tables.facts.indexOf(name) < 0) return slots[name]
      return make('div', { class: 'form-fact' }, slots[name], unsaidBox(name))
    }

    function section (step, number) {
      var id = 'step-' + (number + 1)
      var line = make('span', { class: 'form-step__line' })
      var fold = make('details', { class: 'form-step__fold', open: '' },
        make('summary', { class: 'form-step__summary' }, make('h2', { class: 'form-step__heading', id: id, tabindex: '-1' }, step.title), line))
      var whole = make('section', { class: 'form-step', 'aria-labelledby': id }, fold)
      step.first.forEach(function (name) { fold.append(slot(name)) })
      if (step.more) {
        var more = ui.moreOf('More on ' + step.title.toLowerCase(), step.more.map(function (name) { return { name: name, title: titleOf(name) } }))
        step.more.forEach(function (name) {
          more.element.append(slot(name))
          takeOut[name] = function () { more.takeOut(name, slots[name]) }
        })
        fold.append(more.element)
        more.element.addEventListener('toggle', ui.once(function () { step.more.forEach(need) }))
      }
      folds.push({ element: fold, line: line, names: step.first.concat(step.more || []) })
      Object.keys(step.with || {}).forEach(function (name) { conditions.push({ name: name, other: step.with[name], there: true }) })
      Object.keys(step.without || {}).forEach(function (name) { conditions.push({ name: name, other: step.without[name], there: false }) })
      return whole
    }

    /** Tell on the lines of the steps that are folded what they hold. */
    function tellSteps () {
      folds.forEach(function (fold) {
        if (fold.element.open) return
        fold.line.textContent = fold.names.map(function (name) {
          if (unsaid[name] && unsaid[name].checked) return titleOf(name) + ': not stated'
          var made = fields.made(name)
          var told = made ? ui.summary(schema, schema.properties[name], made.get()) : ''
          return told && titleOf(name) + ': ' + told
        }).filter(Boolean).join(' · ') || 'Nothing yet'
      })
    }

    /** Fold all steps but that of the title: of a record that is loaded, they tell what there is. */
    function foldSteps () {
      folds.forEach(function (fold) { fold.element.open = fold.names.indexOf(schema.required[0]) >= 0 })
      tellSteps()
    }

    function titleOf (name) { return ui.titleOf(ui.resolve(schema, schema.properties[name])) }

    function given (name) { return fields.made(name) && fields.made(name).get() !== undefined }

    function refresh () {
      Object.keys(unsaid).forEach(function (fact) {
        unsaid[fact].checked = boxOfFact(fact).checked
        slots[fact].hidden = unsaid[fact].checked && !given(fact)
      })
      tellSteps()
      conditions.forEach(function (one) { slots[one.name].hidden = !given(one.name) && given(one.other) !== one.there })
    }

    steps.forEach(function (step, number) { element.append(section(step, number)) })
    element.append(kept.element)
    firsts.forEach(need)
    hideKeyFacts()
    slots.employer.append(newEmployer.element)
    refresh()
    folds.forEach(function (fold) { fold.element.addEventListener('toggle', tellSteps) })
    document.addEventListener('click', function (event) {
      var link = event.target.closest('a[href^="#step-"]')
      var fold = link && folds.find(function (one) { return one.element.querySelector(link.getAttribute('href')) })
      if (fold) fold.element.open = true
    })

    return {
      element: element,
      steps: steps.map(function (step, number) { return { title: step.title, id: 'step-' + (number + 1) } }),
      schema: schema,
      titleOf: titleOf,
      get: fields.get,
      set: function (value) {
        fields.set(value, function (name) {
          need(name)
          if (takeOut[name]) takeOut[name]()
        })
        aside = {}
        newEmployer.know(ui.isObject(value) ? value.employer : undefined)
        kept.show()
        refresh()
        if (ui.isObject(value)) foldSteps()
        else folds.forEach(function (fold) { fold.element.open = true })
      },
      at: function (name) { return schema.properties[name] ? need(name) : null },
      need: need,
      second: function () { return given('employer') ? newEmployer.file(need('employer').get()) : null },
      slot: function (name) { return slots[name] },
      refresh: refresh,
      wrong: function () {},
      focus: function () { need(firsts[0]).focus() }
    }
  }

  ui.record = record
})()
