/* Rules on what Markdown makes of a text, as portal/validate/rules/markup.py words them: headings, links, pictures. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  var TAG = /<\/?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?\/?>/
  var MARKED = /\*\*[^*\s][^*]*\*\*|\[[^[\]]+\]\(https?:\/\/[^()\s]+\)/
  var CODE = /(`+)(?!`)[^]+?(?<!`)\1(?!`)/g
  var WORDS_ALONE = 'write the words alone'

  /** A heading is at most one level below the one before it, and the first of a text is of the highest. */
  function headingSkipped (record) {
    return longTexts(record).reduce(function (all, path) {
      var headings = form.markdown.headings(read.text(record, path) || '')
      var highest = Math.min.apply(null, headings.map(function (heading) { return heading.level }))
      var before = highest - 1
      var why = 'the highest heading of this text has `' + '#'.repeat(headings.length && highest) + '`'
      headings.forEach(function (heading) {
        if (heading.level > before + 1) all.push(skipped(record, path, heading, '#'.repeat(before + 1), why))
        before = heading.level
        why = 'the heading before it has `' + '#'.repeat(before) + '`'
      })
      return all
    }, [])
  }

  function skipped (record, path, heading, fitting, why) {
    var words = form.shown(heading.words)
    return form.found(
      'heading-skipped',
      'the heading “' + words + '” skips a level',
      form.span(record, path, { within: '#'.repeat(heading.level) + ' ' + heading.words }),
      why,
      'write `' + fitting + ' ' + words + '`',
      'warning'
    )
  }

  /** The path of every text that may have headings; the others are printed as they stand. */
  function longTexts (record) {
    var sections = read.places(record, ['sections']).map(function (number) { return ['sections', number, 'text'] })
    return [['purpose'], ['description'], ['applying', 'instructions']].concat(sections)
  }

  /** Whether the text at `path` is Markdown, be it on one line; all others are printed as they stand. */
  function isMarkdown (record, path) {
    var isItem = path[0] === 'sections' && path[2] === 'items'
    return isItem || longTexts(record).some(function (long) { return long.join('\n') === path.join('\n') })
  }

  /** HTML is read nowhere; it would be printed as typed. */
  function htmlInText (record) {
    return entities(record).concat(printedAsTyped(record, TAG, 'html-in-text', 'HTML is not read here', function (one) {
      return isMarkdown(record, one.path)
        ? 'use Markdown: `*emphasis*`, `**strong**`, `- item`, `[words](https://…)`; ' +
          'or put it between backticks if it is meant'
        : WORDS_ALONE
    }))
  }

  /** The characters that are written as HTML has them, such as `&amp;`. */
  function entities (record) {
    return read.texts(record).reduce(function (told, one) {
      if (one.words.indexOf('&') < 0) return told
      var matches = Array.from(outsideCode(record, one).matchAll(read.pattern(form.tables.patterns.entity, 'g')))
      var known = Array.from(new Map(matches.map(function (match) { return [match[0], match] })).values())
      return told.concat(known.map(function (match) {
        var character = match[1]
          ? form.tables.entities[match[1]]
          : String.fromCodePoint(parseInt(match[2] || match[3], match[2] ? 10 : 16))
        return form.found(
          'html-in-text',
          '`' + match[0] + '` would be printed as it stands',
          form.span(record, one.path, { within: match[0] }),
          'HTML is not read here',
          character.trim() ? 'write the character itself: `' + form.shown(character) + '`' : 'type a plain space',
          'warning'
        )
      }))
    }, [])
  }

  /** Marks of Markdown stand where Markdown is read: elsewhere they would be printed as typed. */
  function markdownInPlainText (record) {
    var label = 'this text is plain: no Markdown is read here'
    return printedAsTyped(record, MARKED, 'markdown-in-plain-text', label, function (one) {
      return isMarkdown(record, one.path) ? '' : WORDS_ALONE
    })
  }

  /** A text without what stands between backticks where it is Markdown: that is meant to be seen as it is typed. */
  function outsideCode (record, one) {
    return isMarkdown(record, one.path) ? one.words.replace(CODE, '') : one.words
  }

  /** For each text with a mark that would be printed, and of which `help` has something to say, the first of them. */
  function printedAsTyped (record, marks, rule, label, help) {
    return read.texts(record).filter(function (one) {
      return marks.test(outsideCode(record, one)) && help(one)
    }).map(function (one) {
      var mark = marks.exec(outsideCode(record, one))[0]
      var message = '`' + form.shown(mark) + '` would be printed as it stands'
      return form.found(rule, message, form.span(record, one.path, { within: mark }), label, help(one), 'warning')
    })
  }

  /** A link's words say where it leads, also to somebody who hears the links alone. */
  function linkWithoutText (record) {
    return links(record).reduce(function (all, one) {
      var link = one.link
      var words = (form.lower(link.text).match(/[\p{L}\p{N}_]+/gu) || []).join(' ')
      var says = form.tables.saysNothing.indexOf(words) < 0 && !form.isWeb(link.text)
      if (link.picture || says) return all
      return all.concat(form.found(
        'link-without-text',
        words ? 'the words `' + form.shown(link.text) + '` do not say where this link leads' : 'a link has no words',
        placeOf(record, one),
        'heard alone, it tells nothing',
        'put words for what is there between the brackets: `[the job description](' + form.shown(link.target) + ')`',
        'warning'
      ))
    }, [])
  }

  /** A picture has a text that says what it shows: pictures are not printed here, and become links. */
  function imageWithoutAlt (record) {
    return links(record).filter(function (one) { return one.link.picture }).map(function (one) {
      var text = one.link.text
      return form.found(
        'image-without-alt',
        'a picture is not shown here' + (text ? '' : ', and no text stands for it'),
        placeOf(record, one),
        'readers see only a `!`' + (text ? ' and a link' : ''),
        'say in words what the picture shows; to link to it, take the `!` away: ' +
          '`[' + form.shown(text || 'what it shows') + '](' + form.shown(one.link.target) + ')`',
        'warning'
      )
    })
  }

  /** Every picture and allowed link of the record's texts, each with the path of its text. */
  function links (record) {
    return read.texts(record).filter(function (one) {
      return one.words.indexOf('](') >= 0 || one.words.indexOf('<http') >= 0
    }).reduce(function (all, one) {
      return all.concat(form.markdown.links(one.words).filter(function (link) {
        return link.picture || form.markdown.allowed(link.target) // any other has a message of its own
      }).map(function (link) { return { path: one.path, link: link } }))
    }, [])
  }

  /** The span of a link, as it is usually written; of its address or the whole text if it is written otherwise. */
  function placeOf (record, one) {
    var written = (one.link.picture ? '![' : '[') + one.link.text + '](' + one.link.target
    return read.firstWithin(record, one.path, [written + ')', written, '<' + one.link.target + '>', one.link.target])
  }

  form.rulesOnMarkup = [htmlInText, markdownInPlainText, headingSkipped, linkWithoutText, imageWithoutAlt]
})()
