/* The one rule on all records together that can be kept here, as portal/validate/rules/catalogue.py words it. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading

  /** The employer of each vacancy has a file in `content/employers/`. */
  function unknownEmployer (record, context) {
    var employer = read.text(record, ['employer'])
    var slugs = Object.keys(context.employers)
    if (employer === null || slugs.indexOf(employer) >= 0 || form.isBlank(employer)) return []
    var named = slugs.filter(function (slug) {
      return context.employers[slug].map(read.folded).indexOf(read.folded(employer)) >= 0
    }).pop()
    var near = form.nearest(named || employer, slugs)
    return [form.found(
      'unknown-employer',
      'there is no employer `' + form.shown(employer) + '`',
      form.span(record, ['employer']),
      'no file content/employers/' + form.shown(employer) + '.yaml',
      near.length
        ? 'did you mean ' + form.quoted(near) + '?'
        : 'copy `content/employers/_template.yaml` to that name, and fill it in'
    )]
  }

  form.rulesOnEmployer = [unknownEmployer]
})()
