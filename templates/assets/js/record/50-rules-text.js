/* Rules on the texts of a record, wherever they stand, as portal/validate/rules/text.py words them. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
  var TAG = /<\/?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?\/?>/
  var EXAMPLE = /^(?:(?:Senior )?Example (?:Therapist|House|Trust)(?![\p{L}\p{N}_])|[^]*(?<![\p{L}\p{N}_])(?:Exampleton|Sampleford)(?![\p{L}\p{N}_]))/u

  /** A link leads to https, http, mailto, tel or a page of this site, and hides no user name. */
  function unsafeLink (record) {
    return read.texts(record).reduce(function (all, one) {
      // Cheap to see, and true of nearly every text.
      if (one.words.indexOf('](') < 0 && one.words.indexOf('<') < 0) return all
      return all.concat(form.markdown.links(one.words).filter(function (link) {
        return !form.markdown.allowed(link.target)
      }).map(function (link) {
        return found(
          'unsafe-link',
          'a link leads to `' + form.shown(link.target) + '`',
          span(record, one.path, { within: link.target }),
          'not an address that may be linked',
          betterLink(link.target)
        )
      }))
    }, [])
  }

  function betterLink (target) {
    var page = /^(?:\.\/|\/|\.\.\/)*([a-z0-9-]+(?:\/[a-z0-9-]+)?)\.(?:html|md)$/.exec(target)
    var guess = /^[^\s@/:]+@[^\s@/:]+\.[\p{L}\p{N}_]+$/u.test(target)
      ? 'mailto:' + target
      : target.indexOf('www.') === 0 ? 'https://' + target : page && page[1] + '.html'
    return guess
      ? 'write `' + guess + '`'
      : 'write a whole address, with https:// before it, or a page of this site: `about.html`'
  }

  /** A record says what its own source says, and nothing that is left over from the template. */
  function templateText (record) {
    return read.texts(record).filter(function (one) {
      return /Example|Sampleford/.test(one.words) && EXAMPLE.test(one.words)
    }).map(function (left) {
      var example = EXAMPLE.exec(left.words)[0]
      var words = /(?:Exampleton|Sampleford)$/.test(example) ? example.trim().split(/\s+/).pop() : example
      return found(
        'template-text',
        '`' + words + "` is the template's own example",
        span(record, left.path, { within: words }),
        'nobody has replaced this',
        'write what the source says, or delete it; compare every line with it, for more may be left'
      )
    })
  }

  /** Texts are Markdown; HTML would be printed as typed. */
  function htmlInText (record) {
    return read.texts(record).reduce(function (all, one) {
      var tag = TAG.exec(one.words)
      if (!tag) return all
      return all.concat(found(
        'html-in-text',
        '`' + form.shown(tag[0]) + '` would be printed as it stands',
        span(record, one.path, { within: tag[0] }),
        'HTML is not read here',
        'use Markdown: `*emphasis*`, `**strong**`, `- item`, `[words](https://…)`; ' +
          'or put it between backticks if it is meant',
        'warning'
      ))
    }, [])
  }

  /** A text holds something that can be seen. */
  function emptyValue (record) {
    return read.texts(record).filter(function (one) { return form.isBlank(one.words) }).map(function (one) {
      return found(
        'empty-value',
        'there is nothing to be seen in this text',
        span(record, one.path),
        'only spaces',
        'write a value, or delete it'
      )
    })
  }

  form.rulesOnText = [unsafeLink, htmlInText, emptyValue, templateText]
})()
