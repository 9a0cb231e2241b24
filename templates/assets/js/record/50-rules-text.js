/* Rules on the texts of a record, wherever they stand, as portal/validate/rules/text.py words them. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var found = form.found
  var span = form.span
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

  // What the bytes 0x80 to 0xbf are in the encoding of Windows. No word of any language has them after these letters.
  var OF_WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
  var CONTINUED = '[\x80-\xbf' + OF_WINDOWS + ']'
  var GARBLED = new RegExp('[ÂÃ]C|â€C?|âC{2}|ðŸC{2}'.replace(/C/g, CONTINUED), 'g')

  /** A text has the characters of its source, not what the bytes of one look like in an old encoding. */
  function garbledText (record) {
    return read.texts(record).reduce(function (all, one) {
      return all.concat(Array.from(new Set(one.words.match(GARBLED) || [])).map(function (garbled) {
        var character = form.shown(meantBy(garbled))
        var how = 'read in the wrong encoding'
        return found(
          'garbled-text',
          '`' + form.shown(garbled) + '` stands where another character belongs',
          span(record, one.path, { within: garbled }),
          character ? 'probably `' + character + '`, ' + how : how,
          character ? 'write `' + character + '`' : 'write what the source has'
        )
      }))
    }, [])
  }

  /** The character whose bytes in UTF-8 are `garbled` in the encoding of Windows; empty if there is none. */
  function meantBy (garbled) {
    var bytes = Array.from(garbled).map(function (sign) {
      var place = OF_WINDOWS.indexOf(sign)
      return place < 0 ? sign.charCodeAt(0) : 0x80 + place
    })
    var character = new TextDecoder().decode(new Uint8Array(bytes)).replace(/\ufffd/g, '')
    return /^[^\p{C}\p{Z}]*$/u.test(character) ? character : ''
  }

  /** A quotation mark at the end of a text has another before it. */
  function quotationMarkAlone (record) {
    return read.texts(record).filter(function (one) {
      return /^[^"]*"$/.test(one.words) && !/\p{Nd}"$/u.test(one.words) // 12" are twelve inches
    }).map(function (one) {
      return found(
        'quotation-mark-alone',
        'a quotation mark ends this text, and none begins it',
        span(record, one.path, { within: one.words.split(/\s+/).pop() }),
        'it would be printed as it stands',
        'delete it, or write the other one too',
        'warning'
      )
    })
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

  form.rulesOnText = [unsafeLink, emptyValue, templateText, garbledText, quotationMarkAlone]
})()
