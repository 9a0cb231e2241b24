/*
 * Markdown: as much of it as the rules ask for, which is the blocks of a text, and the links in each. It is read as the
 * build reads it: links in a line, addresses in angle brackets, code, escapes; no references, images or HTML. Two things
 * are left to the build: a host in other letters than a to z stays as typed, and of entities only the commonest are read.
 */
(function () {
  'use strict'

  var form = window.portal.form
  var DEEPEST = 32
  var MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
  var ENTITIES = {
    amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', colon: ':', sol: '/', Tab: '\t', NewLine: '\n'
  }
  var ADDRESS = /^[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*$/
  var MAIL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

  // --- blocks ----------------------------------------------------------------------------------------

  /** The blocks of `text` with words in them, each `{ level, words }`; the level is a heading's, else 0. */
  function blocks (text) {
    var found = []
    var open = null
    text.split(/\r\n|\r|\n/).forEach(function (line) {
      var begun = beginningOf(line, open !== null)
      if (begun.starts || !begun.words) open = null
      if (!begun.words) return
      var heading = /^(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#*)?[ \t]*$/.exec(begun.words)
      if (heading) {
        found.push({ level: heading[1].length, words: heading[2] || '' })
        open = null
      } else if (open) open.words += '\n' + begun.words
      else found.push(open = { level: 0, words: begun.words })
    })
    return found
  }

  /** The words of a line without the marks of quotations and lists before them, and whether these start a block. */
  function beginningOf (line, within) {
    var starts = false
    for (;;) {
      line = line.replace(/^[ \t]+|[ \t]+$/g, '')
      var mark = /^>|^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(line)
      // What follows a line of text is a list only if it has words, and begins to count at 1.
      if (!mark || (within && !starts && mark[0] !== '>' && (mark[0] === line || !/^(?:[-+*]|0*1[.)])$/.test(mark[0])))) {
        return { words: line, starts: starts }
      }
      starts = true
      line = line.slice(mark[0].length)
    }
  }

  // --- links -----------------------------------------------------------------------------------------

  /**
   * Every link in `text`, allowed or not, in reading order: where it leads, the text that leads there, and whether a `!`
   * before it means a picture.
   */
  function links (text) {
    return blocks(text).reduce(function (all, block) { return all.concat(linksIn(block.words)) }, [])
  }

  function linksIn (words) {
    var found = []
    var ends = {}
    for (var at = 0; at < words.length;) {
      var link = linkAt(words, at, ends, 0)
      if (link) found.push({ target: link.target, text: plain(link.words), picture: /(?:^|\s)!$/.test(words.slice(0, at)) })
      at = link ? link.end : after(words, at, ends, 0)
    }
    return found
  }

  /** The headings of `text`, as it has them: each one's number of `#`, and its words. */
  function headings (text) {
    return blocks(text).filter(function (block) { return block.level }).map(function (block) {
      return { level: block.level, words: plain(block.words) }
    })
  }

  /** `words` as somebody reads them: without the marks of emphasis, code, links and escapes, on one line. */
  function plain (words) {
    var read = ''
    var ends = {}
    for (var at = 0; at < words.length;) {
      var link = linkAt(words, at, ends, 0)
      var end = link ? link.end : after(words, at, ends, 0)
      var part = words.slice(at, end)
      read += link ? plain(link.words) : part[0] === '`' ? part.replace(/^`+ ?| ?`+$/g, '') || part : part
      at = end
    }
    return unescaped(withoutEmphasis(read)).replace(/\s*\n\s*/g, ' ').trim()
  }

  /** What stands between like stars, or like lines that no letter touches, without them. */
  function withoutEmphasis (words) {
    return words.replace(/(\*{1,3})(?=\S)([^*]*[^*\s\\])\1/g, '$2')
      .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]*[^_\s\\])\1(?![\p{L}\p{N}_])/gu, '$2')
  }

  /** The link that begins at `at`, with its end; null if none does. */
  function linkAt (words, at, ends, depth) {
    if (words[at] === '<') return bareLink(words, at)
    if (words[at] !== '[') return null
    var close = labelEnd(words, at, ends, depth)
    if (close < 0 || words[close + 1] !== '(') return null
    var target = targetAt(words, pastSpaces(words, close + 2))
    var end = pastSpaces(words, target.end)
    var title = end > target.end && target.target !== null ? titleEnd(words, end) : -1
    if (title >= 0) end = pastSpaces(words, title)
    if (words[end] !== ')') return null
    return { target: normal(target.target || ''), words: words.slice(at + 1, close), end: end + 1 }
  }

  function bareLink (words, at) {
    var inner = /^<([^<>]*)>/.exec(words.slice(at, at + 2000))
    if (!inner || !(ADDRESS.test(inner[1]) || MAIL.test(inner[1]))) return null
    var target = ADDRESS.test(inner[1]) ? inner[1] : 'mailto:' + inner[1]
    return { target: normal(target), words: inner[1], end: at + inner[0].length }
  }

  /** Where what stands at `at` ends: an escape, code, a link, or a single sign. */
  function after (words, at, ends, depth) {
    if (!(at in ends)) ends[at] = depth > DEEPEST ? words.length : endOf(words, at, ends, depth)
    return ends[at]
  }

  function endOf (words, at, ends, depth) {
    var sign = words[at]
    if (sign === '\\') return Math.min(at + 2, words.length)
    if (sign === '`') {
      var ticks = /^`+/.exec(words.slice(at))[0]
      var close = codeEnd(words, at + ticks.length, ticks)
      return close < 0 ? at + ticks.length : close
    }
    var link = linkAt(words, at, ends, depth + 1)
    return link ? link.end : at + 1
  }

  /** Where the code ends that begins at `from`, behind so many backticks; -1 if it never does. */
  function codeEnd (words, from, ticks) {
    var runs = /`+/g
    var run
    runs.lastIndex = from
    while ((run = runs.exec(words))) if (run[0] === ticks) return runs.lastIndex
    return -1
  }

  /** Where the bracket that opens at `at` is closed; -1 if it is not, or if there is a link within. */
  function labelEnd (words, at, ends, depth) {
    var level = 1
    for (var here = at + 1; here < words.length;) {
      if (words[here] === ']' && --level === 0) return here
      var next = after(words, here, ends, depth)
      if (words[here] === '[') {
        if (next !== here + 1) return -1
        level++
      }
      here = next
    }
    return -1
  }

  function pastSpaces (words, at) {
    while (at < words.length && ' \t\n'.indexOf(words[at]) >= 0) at++
    return at
  }

  /** The target that begins at `at`, as `{ target, end }`; the target is null where none begins. */
  function targetAt (words, at) {
    var none = { target: null, end: at }
    if (words[at] === '<') {
      var inner = /^<((?:\\[^]|[^\\<>\n])*)>/.exec(words.slice(at))
      return inner ? { target: unescaped(inner[1]), end: at + inner[0].length } : none
    }
    var level = 0
    var here = at
    while (here < words.length && words[here] > ' ' && words[here] !== '\x7f') {
      if (words[here] === '\\' && here + 1 < words.length) {
        if (words[here + 1] === ' ') break
        here++
      } else if (words[here] === '(') level++
      else if (words[here] === ')' && level-- === 0) break
      here++
    }
    return here === at || level > 0 ? none : { target: unescaped(words.slice(at, here)), end: here }
  }

  /** Where the title ends that begins at `at`; -1 if none does. */
  function titleEnd (words, at) {
    var title = /^(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\((?:\\[^]|[^()\\])*\))/.exec(words.slice(at))
    return title ? at + title[0].length : -1
  }

  function unescaped (words) {
    return words.replace(/\\([^])|&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]+));/g, function (all, mark, number, hex, name) {
      if (mark !== undefined) return MARKS.indexOf(mark) < 0 ? all : mark
      if (name) return form.reading.owns(ENTITIES, name) ? ENTITIES[name] : all
      var code = number ? +number : parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
  }

  /** A target as the page's link has it: whatever cannot stand in an address is written in its code. */
  function normal (target) {
    return target.trim().replace(/%[0-9a-fA-F]{2}|[^a-zA-Z0-9;/?:@&=+$,\-_.!~*'()#]/gu, function (sign) {
      return sign.length === 3 && sign[0] === '%' ? sign : encoded(sign)
    })
  }

  function encoded (sign) {
    return /[\ud800-\udfff]/.test(sign) && sign.length === 1 ? '%EF%BF%BD' : encodeURIComponent(sign)
  }

  // --- where a link may lead -------------------------------------------------------------------------

  /** Whether a link may lead to `target`: https, http, mailto, tel, `#…` or a page of this site. */
  function allowed (target) {
    if (target.indexOf('mailto:') === 0) return !/[?#&]/.test(target) && isMail(decoded(target.slice(7)))
    return /^[a-z0-9-]+(?:\/[a-z0-9-]+)*\.(?:html|xml)(?:#[A-Za-z0-9_-]+)?$/.test(target) ||
      /^#[A-Za-z0-9_-]+$/.test(target) || isWeb(target) || /^tel:\+?[0-9-]+$/.test(target)
  }

  function decoded (words) {
    return words.replace(/(?:%[0-9a-fA-F]{2})+/g, function (codes) {
      try { return decodeURIComponent(codes) } catch (_) { return '\ufffd' }
    })
  }

  /** Whether `target` is a web address: http or https, a host, and nobody's name or password before it. */
  function isWeb (target) {
    var parts = /^https?:\/\/([^/?#\s\\]*)[^\s\\]*$/i.exec(target)
    if (!parts || parts[1].indexOf('@') >= 0) return false
    var place = /^([^:]*)(?::(\d*))?$/.exec(parts[1])
    return place !== null && (!place[2] || +place[2] <= 65535) && /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(place[1])
  }

  /** Whether `target` is one e-mail address, bare. */
  function isMail (target) {
    return /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z][A-Za-z0-9-]+$/.test(target)
  }

  form.markdown = { links: links, headings: headings, allowed: allowed }
  form.isWeb = isWeb
  form.isMail = isMail
})()
