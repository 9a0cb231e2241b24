/* Diagnostic: one mistake, with its place and its help, as portal/cellar/diagnostics.py has it. */
(function () {
  'use strict'

  var form = window.portal.form

  /** A diagnostic as the build words it; `mark` counts from 0. */
  function diagnostic (path, rule, message, mark, label, help, severity) {
    return {
      rule: rule,
      severity: severity || 'error',
      message: message,
      label: label || '',
      help: help || '',
      path: path,
      line: mark[0] + 1,
      column: mark[1] + 1,
      endLine: mark[2] + 1,
      endColumn: mark[3] + 1
    }
  }

  form.diagnostic = diagnostic
})()
