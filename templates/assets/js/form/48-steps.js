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
    var conditions = []
    var element = make('div', { class: 'form-steps' })
    var fields = ui.fieldsOf(schema, schema, names, function (name, made) { slots[name].append(made.element) })
    var kept = ui.keptNote(fields, function (place) { place.dispatchEvent(new Event('change', { bubbles: true })) })
    var firsts = steps.reduce(function (all, step) { return all.concat(step.first) }, [])

    /** The field of a name, made if it is not there yet. One that is called as its step needs no second heading. */
    function need (name) {
      var titled = steps.some(function (step) { return step.title === titleOf(name) })
      return fields.need(name, { open: firsts.indexOf(name) >= 0, titled: titled })
    }

    function boxOfFact (fact) {
      return need('not_stated').element.querySelector('input[value="' + fact + '"]')
    }

    /** The box beside a key fact is the one of the list of facts that are not stated, in a second place. */
    function unsaidBox (fact) {
      var box = make('input', { class: 'form-option__checkbox', type: 'checkbox', autocomplete: 'off' })
      // Before the form hears of it, and puts the box in step with the other.
      box.addEventListener('input', function () {
        var other = boxOfFact(fact)
        other.checked = box.checked
        other.dispatchEvent(new Event('change', { bubbles: true }))
      })
      unsaid[fact] = box
      var title = schema.properties[fact].title
      return make('label', { class: 'form-option form-unsaid' }, box,
        make('span', {}, 'The advert does not say', make('span', { class: 'form-unsaid__what' }, ': ' + title)))
    }

    function slot (name) {
      slots[name] = make('div', { class: 'form-slot' })
      if (context.facts.indexOf(name) < 0) return slots[name]
      return make('div', { class: 'form-fact' }, slots[name], unsaidBox(name))
    }

    function section (step, number) {
      var id = 'step-' + (number + 1)
      var whole = make('section', { class: 'form-step', 'aria-labelledby': id }, make('h2', { class: 'form-step__heading', id: id, tabindex: '-1' }, step.title))
      step.first.forEach(function (name) { whole.append(slot(name)) })
      if (step.more) {
        var fold = make('details', { class: 'form-more' }, make('summary', { class: 'form-more__summary' }, 'More fields',
          make('span', { class: 'form-more__names' }, step.more.map(titleOf).join(', '))))
        step.more.forEach(function (name) { fold.append(slot(name)) })
        whole.append(fold)
        fold.addEventListener('toggle', ui.once(function () { step.more.forEach(need) }))
      }
      Object.keys(step.with || {}).forEach(function (name) { conditions.push({ name: name, other: step.with[name], there: true }) })
      Object.keys(step.without || {}).forEach(function (name) { conditions.push({ name: name, other: step.without[name], there: false }) })
      return whole
    }

    function titleOf (name) { return ui.resolve(schema, schema.properties[name]).title }

    function given (name) { return fields.made(name) && fields.made(name).get() !== undefined }

    function refresh () {
      Object.keys(unsaid).forEach(function (fact) {
        unsaid[fact].checked = boxOfFact(fact).checked
        slots[fact].hidden = unsaid[fact].checked && !given(fact)
      })
      conditions.forEach(function (one) { slots[one.name].hidden = !given(one.name) && given(one.other) !== one.there })
    }

    /** What to do for an employer that is not among them. */
    function employerNote () {
      var address = context.repository && context.repository + '/new/' + context.branch + '/content/employers'
      return make('p', { class: 'form-field__note' }, 'Not in the list? An employer has a small file of its own, ',
        address ? make('a', { href: address, target: '_blank', rel: 'noopener noreferrer external' }, 'which can be begun on GitHub') : 'in content/employers/', '.')
    }

    steps.forEach(function (step, number) { element.append(section(step, number)) })
    element.append(kept.element)
    firsts.forEach(need)
    slots.employer.append(employerNote())
    refresh()

    return {
      element: element,
      steps: steps.map(function (step, number) { return { title: step.title, id: 'step-' + (number + 1) } }),
      schema: schema,
      titleOf: titleOf,
      get: fields.get,
      set: function (value) {
        fields.set(value, function (name) {
          need(name)
          var fold = slots[name].closest('.form-more')
          if (fold) fold.open = true
        })
        kept.show()
        refresh()
      },
      at: function (name) { return schema.properties[name] ? need(name) : null },
      need: need,
      slot: function (name) { return slots[name] },
      refresh: refresh,
      wrong: function () {},
      focus: function () { need(firsts[0]).focus() }
    }
  }

  ui.record = record
})()
