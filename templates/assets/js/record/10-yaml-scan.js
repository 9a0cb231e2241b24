/* Scan: a text of YAML to its tokens, each with its place, as the parser of the build reads it.
 *
 * Lines and columns count from 0, columns in characters. What cannot be read is thrown as a problem, in the words of
 * that parser, for the advice on it is found by these words. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}
  var END = '\0'
  var KEY_LENGTH = 1024
  var ESCAPES = {
    0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ',
    '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029'
  }
  var ESCAPE_LENGTHS = { x: 2, u: 4, U: 8 }

  function isBlank (sign) { return sign === ' ' || sign === '\t' }

  function isBreak (sign) { return sign === '\n' || sign === '\r' }

  function isGap (sign) { return isBlank(sign) || isBreak(sign) || sign === END }

  function isWord (sign) { return /^[\w-]$/.test(sign) }

  /** What stops the reading: `problem` at `mark`, and where the thing began that it is about, or null. */
  function Problem (problem, mark, start) {
    this.problem = problem
    this.mark = mark
    this.start = start || null
  }

  function Scanner (text) {
    // A text is its characters, unless some of them are two units long.
    this.signs = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text
    this.at = 0
    this.line = 0
    this.column = 0
    this.tokens = []
    this.taken = 0
    this.indent = -1
    this.indents = []
    this.flow = 0
    this.keyAllowed = true
    this.keys = [null] // by level of flow: where a key may have begun
    this.started = false
    this.ended = false
    this.comments = []
  }

  Scanner.prototype = {
    /** The next token, which stays the next. */
    peek: function () {
      while (this.needsMore() && !this.ended) this.fetch()
      return this.tokens[0]
    },

    /** The next token, which is taken. */
    take: function () {
      var token = this.peek()
      this.tokens.shift()
      this.taken++
      return token
    },

    needsMore: function () {
      if (!this.tokens.length) return true
      this.dropStaleKeys()
      for (var level = 0; level < this.keys.length; level++) {
        if (this.keys[level] && this.keys[level].token === this.taken) return true
      }
      return false
    },

    // --- characters ---

    sign: function (ahead) {
      var sign = this.signs[this.at + (ahead || 0)]
      return sign === undefined ? END : sign
    },

    skip: function (count) {
      var by = count === undefined ? 1 : count
      this.at += by
      this.column += by
    },

    /** Takes a line break, if there is one, and gives it as it stands in values. */
    skipBreak: function () {
      if (!isBreak(this.sign())) return ''
      this.at += this.sign() === '\r' && this.sign(1) === '\n' ? 2 : 1
      this.column = 0
      this.line++
      return '\n'
    },

    take1: function () {
      var sign = this.sign()
      this.skip()
      return sign
    },

    /** Takes the characters before the place `end`, which are all on this line. */
    takeTo: function (end) {
      var signs = this.signs.slice(this.at, end)
      this.skip(end - this.at)
      return typeof signs === 'string' ? signs : signs.join('')
    },

    /** Takes what is left of the line. */
    takeLine: function () {
      var end = this.at
      while (end < this.signs.length && !isBreak(this.signs[end])) end++
      return this.takeTo(end)
    },

    mark: function () { return { line: this.line, column: this.column, at: this.at } },

    fail: function (problem, start) { throw new Problem(problem, this.mark(), start) },

    isIndicatorLine: function () {
      if (this.column !== 0 || !isGap(this.sign(3))) return false
      var three = this.sign() + this.sign(1) + this.sign(2)
      return three === '---' || three === '...'
    },

    // --- keys and indentation ---

    dropStaleKeys: function () {
      for (var level = 0; level < this.keys.length; level++) {
        var key = this.keys[level]
        if (!key || (key.mark.line === this.line && key.mark.at + KEY_LENGTH >= this.at)) continue
        if (key.required) this.fail("could not find expected ':'", key.mark)
        this.keys[level] = null
      }
    },

    saveKey: function () {
      if (!this.keyAllowed) return
      this.dropKey()
      this.keys[this.flow] = {
        required: !this.flow && this.indent === this.column,
        token: this.taken + this.tokens.length,
        mark: this.mark()
      }
    },

    dropKey: function () {
      var key = this.keys[this.flow]
      if (key && key.required) this.fail("could not find expected ':'", key.mark)
      this.keys[this.flow] = null
    },

    /** Opens a block at `mark`, if it stands further right than the one around it. */
    openBlock: function (kind, mark, place) {
      if (this.flow || this.indent >= mark.column) return
      this.indents.push(this.indent)
      this.indent = mark.column
      var token = { kind: kind, start: mark, end: mark }
      if (place === undefined) this.tokens.push(token)
      else this.tokens.splice(place, 0, token)
    },

    closeBlocks: function (column) {
      while (!this.flow && this.indent > column) {
        this.add('block-end', this.mark())
        this.indent = this.indents.pop()
      }
    },

    add: function (kind, start, more) {
      var token = { kind: kind, start: start, end: this.mark() }
      Object.assign(token, more)
      this.tokens.push(token)
      return token
    },

    // --- tokens ---

    fetch: function () {
      this.skipToToken()
      this.dropStaleKeys()
      this.closeBlocks(this.column)
      var sign = this.sign()
      if (sign === END) return this.end()
      if (this.column === 0 && sign === '%') return this.directive()
      if (this.isIndicatorLine()) return this.indicator()
      var gap = isGap(this.sign(1))
      if (sign === '[' || sign === '{') return this.openFlow(sign)
      if (sign === ']' || sign === '}') return this.closeFlow(sign)
      if (sign === ',') return this.entry()
      if (sign === '-' && gap) return this.dash()
      if (sign === '?' && (this.flow || gap)) return this.question()
      if (sign === ':' && (this.flow || gap)) return this.colon()
      if (sign === '*' || sign === '&') return this.anchor()
      if (sign === '!') return this.tag()
      if ((sign === '|' || sign === '>') && !this.flow) return this.block()
      if (sign === '"' || sign === "'") return this.quoted()
      if (this.beginsPlain(sign, gap)) return this.plain()
      this.fail('found character that cannot start any token', this.mark())
    },

    beginsPlain: function (sign, gap) {
      if (sign === '-') return !isBlank(this.sign(1))
      if (sign === '?' || sign === ':') return !this.flow && !gap
      return !isGap(sign) && '-?:,[]{}#&*!|>\'"%@`'.indexOf(sign) < 0
    },

    skipToToken: function () {
      for (;;) {
        while (this.sign() === ' ' || ((this.flow || !this.keyAllowed) && this.sign() === '\t')) this.skip()
        if (this.sign() === '#') this.comment()
        if (!isBreak(this.sign())) return
        this.skipBreak()
        if (!this.flow) this.keyAllowed = true
      }
    },

    comment: function () {
      this.comments.push({ line: this.line, words: this.takeLine() })
    },

    end: function () {
      if (this.column !== 0) {
        this.column = 0
        this.line++
      }
      this.closeBlocks(-1)
      this.dropKey()
      this.keyAllowed = false
      this.add('end', this.mark())
      this.ended = true
    },

    indicator: function () {
      this.closeBlocks(-1)
      this.dropKey()
      this.keyAllowed = false
      var kind = this.sign() === '-' ? 'document' : 'document-end'
      var start = this.mark()
      this.skip(3)
      this.add(kind, start)
    },

    openFlow: function (sign) {
      this.saveKey()
      this.flow++
      this.keys.push(null)
      this.one(sign, true)
    },

    closeFlow: function (sign) {
      this.dropKey()
      if (this.flow) {
        this.flow--
        this.keys.pop()
      }
      this.one(sign, false)
    },

    entry: function () {
      this.dropKey()
      this.one(',', true)
    },

    dash: function () {
      if (!this.flow) {
        if (!this.keyAllowed) this.fail('block sequence entries are not allowed in this context')
        this.openBlock('block-list', this.mark())
      }
      this.dropKey()
      this.one('-', true)
    },

    question: function () {
      if (!this.flow) {
        if (!this.keyAllowed) this.fail('mapping keys are not allowed in this context')
        this.openBlock('block-map', this.mark())
      }
      this.dropKey()
      this.one('?', !this.flow)
    },

    colon: function () {
      var key = this.keys[this.flow]
      if (key) {
        var place = key.token - this.taken
        this.tokens.splice(place, 0, { kind: '?', start: key.mark, end: key.mark })
        this.openBlock('block-map', key.mark, place)
        this.keys[this.flow] = null
        this.one(':', false)
        return
      }
      if (!this.flow) {
        if (!this.keyAllowed) this.fail('mapping values are not allowed in this context')
        this.openBlock('block-map', this.mark())
      }
      this.one(':', !this.flow)
    },

    /** A token of one sign, after which a key may begin or not. */
    one: function (sign, keyAllowed) {
      this.keyAllowed = keyAllowed
      var start = this.mark()
      this.skip()
      this.add(sign, start)
    },

    // --- directives, anchors and tags: read to be refused ---

    directive: function () {
      this.closeBlocks(-1)
      this.dropKey()
      this.keyAllowed = false
      var start = this.mark()
      this.skip()
      var name = this.word()
      if (!name) this.fail('could not find expected directive name', start)
      if (!isGap(this.sign())) this.fail('found unexpected non-alphabetical character', start)
      if (name === 'YAML') this.version(start)
      else if (name === 'TAG') this.tagDirective(start)
      else this.fail('found unknown directive name', start)
      this.add('directive', start, { name: name })
      this.restOfLine(start)
    },

    version: function (start) {
      this.blanks()
      var major = this.digits(start)
      if (this.sign() !== '.') this.fail("did not find expected digit or '.' character", start)
      this.skip()
      this.incompatible = major !== 1 || [1, 2].indexOf(this.digits(start)) < 0
    },

    digits: function (start) {
      var digits = ''
      while (/^\d$/.test(this.sign())) {
        if (digits.length === 9) this.fail('found extremely long version number', start)
        digits += this.take1()
      }
      if (!digits) this.fail('did not find expected version number', start)
      return Number(digits)
    },

    tagDirective: function (start) {
      this.blanks()
      this.handle(true, start)
      if (!isBlank(this.sign())) this.fail('did not find expected whitespace', start)
      this.blanks()
      this.address(true, true, '', start)
      if (!isGap(this.sign())) this.fail('did not find expected whitespace or line break', start)
    },

    word: function () {
      var word = ''
      while (isWord(this.sign())) word += this.take1()
      return word
    },

    blanks: function () {
      while (isBlank(this.sign())) this.skip()
    },

    /** After what must end its line: blanks, a comment, the break. */
    restOfLine: function (start) {
      this.blanks()
      if (this.sign() === '#') this.comment()
      if (!isBreak(this.sign()) && this.sign() !== END) {
        this.fail('did not find expected comment or line break', start)
      }
      this.skipBreak()
    },

    anchor: function () {
      this.saveKey()
      this.keyAllowed = false
      var start = this.mark()
      var kind = this.take1() === '*' ? 'alias' : 'anchor'
      var name = this.word()
      if (!name || !(isGap(this.sign()) || '?:,]}%@`'.indexOf(this.sign()) >= 0)) {
        this.fail('did not find expected alphabetic or numeric character', start)
      }
      this.add(kind, start, { name: name })
    },

    tag: function () {
      this.saveKey()
      this.keyAllowed = false
      var start = this.mark()
      var handle = ''
      if (this.sign(1) === '<') {
        this.skip(2)
        this.address(true, false, '', start)
        if (this.sign() !== '>') this.fail("did not find the expected '>'", start)
        this.skip()
      } else {
        handle = this.handle(false, start)
        var whole = handle.length > 1 && handle.slice(-1) === '!'
        this.address(false, false, whole ? '' : handle, start)
        if (!whole) handle = '!'
      }
      if (!(this.flow && this.sign() === ',') && !isGap(this.sign())) {
        this.fail('did not find expected whitespace or line break', start)
      }
      this.add('tag', start, { handle: handle })
    },

    handle: function (directive, start) {
      if (this.sign() !== '!') this.fail("did not find expected '!'", start)
      var handle = this.take1() + this.word()
      if (this.sign() === '!') return handle + this.take1()
      if (directive && handle !== '!') this.fail("did not find expected '!'", start)
      return handle
    },

    address: function (brackets, directive, head, start) {
      var length = head.length
      for (;; length++) {
        var sign = this.sign()
        if (sign === '%') this.octets(start)
        else if (isWord(sign) || ";/?:@&=+$.!~*'()".indexOf(sign) >= 0 || (brackets && ',[]'.indexOf(sign) >= 0)) {
          this.skip()
        } else break
      }
      if (!length) this.fail('did not find expected tag URI', start)
    },

    octets: function (start) {
      var width = 0
      do {
        var hex = this.sign(1) + this.sign(2)
        if (this.sign() !== '%' || !/^[0-9a-f]{2}$/i.test(hex)) this.fail('did not find URI escaped octet', start)
        var octet = parseInt(hex, 16)
        if (!width) {
          width = octet < 0x80 ? 1 : octet >> 5 === 6 ? 2 : octet >> 4 === 14 ? 3 : octet >> 3 === 30 ? 4 : 0
          if (!width) this.fail('found an incorrect leading UTF-8 octet', start)
        } else if (octet >> 6 !== 2) this.fail('found an incorrect trailing UTF-8 octet', start)
        this.skip(3)
      } while (--width)
    },

    // --- texts ---

    /** A text below its field, after `|` or `>`. */
    block: function () {
      this.dropKey()
      this.keyAllowed = true
      var start = this.mark()
      var literal = this.take1() === '|'
      var header = this.blockHeader(start)
      this.restOfLine(start)
      var text = { value: '', end: this.mark() }
      var indent = header.step ? Math.max(this.indent, 0) + header.step : 0
      var lead = ''
      var found = this.blockBreaks(indent, start, text)
      var wasBlank = false
      while (this.column === found.indent && this.sign() !== END) {
        var blank = isBlank(this.sign())
        var folds = !literal && lead && !wasBlank && !blank
        text.value += (folds ? (found.breaks ? '' : ' ') : lead) + found.breaks
        wasBlank = blank
        text.value += this.takeLine()
        lead = this.skipBreak()
        found = this.blockBreaks(found.indent, start, text)
      }
      if (header.chomp !== '-') text.value += lead
      if (header.chomp === '+') text.value += found.breaks
      this.add('text', start, { value: text.value, style: literal ? '|' : '>' }).end = text.end
    },

    blockHeader: function (start) {
      var header = { chomp: '', step: 0 }
      for (var turn = 0; turn < 2; turn++) {
        var sign = this.sign()
        if (!header.chomp && (sign === '+' || sign === '-')) header.chomp = this.take1()
        else if (!header.step && /^\d$/.test(sign)) {
          if (sign === '0') this.fail('found an indentation indicator equal to 0', start)
          header.step = Number(this.take1())
        }
      }
      return header
    },

    /** Empty lines of a text below its field; without a known indentation, the first line of words gives it. */
    blockBreaks: function (indent, start, text) {
      var widest = 0
      var breaks = ''
      text.end = this.mark()
      for (;;) {
        while ((!indent || this.column < indent) && this.sign() === ' ') this.skip()
        widest = Math.max(widest, this.column)
        if ((!indent || this.column < indent) && this.sign() === '\t') {
          this.fail('found a tab character where an indentation space is expected', start)
        }
        if (!isBreak(this.sign())) break
        breaks += this.skipBreak()
        text.end = this.mark()
      }
      return { breaks: breaks, indent: indent || Math.max(widest, this.indent + 1, 1) }
    },

    quoted: function () {
      this.saveKey()
      this.keyAllowed = false
      var start = this.mark()
      var quote = this.take1()
      var value = ''
      for (;;) {
        if (this.isIndicatorLine()) this.fail('found unexpected document indicator', start)
        if (this.sign() === END) this.fail('found unexpected end of stream', start)
        var part = this.quotedWords(quote, start)
        value += part.words
        if (this.sign() === quote) break
        value += this.gap(part.escaped)
      }
      this.skip()
      this.add('text', start, { value: value, style: quote })
    },

    /** Words between quotation marks up to a gap or the end; `escaped` if a backslash ends their line. */
    quotedWords: function (quote, start) {
      var words = ''
      while (!isGap(this.sign())) {
        var sign = this.sign()
        if (quote === "'" && sign === quote && this.sign(1) === quote) {
          words += quote
          this.skip(2)
        } else if (sign === quote) break
        else if (quote === '"' && sign === '\\') {
          if (isBreak(this.sign(1))) {
            this.skip()
            this.skipBreak()
            return { words: words, escaped: true }
          }
          words += this.escape(start)
        } else words += this.take1()
      }
      return { words: words, escaped: false }
    },

    escape: function (start) {
      var sign = this.sign(1)
      var length = ESCAPE_LENGTHS[sign]
      if (!length && !(sign in ESCAPES)) this.fail('found unknown escape character', start)
      this.skip(2)
      if (!length) return ESCAPES[sign]
      var hex = ''
      for (var place = 0; place < length; place++) {
        if (!/^[0-9a-f]$/i.test(this.sign(place))) this.fail('did not find expected hexdecimal number', start)
        hex += this.sign(place)
      }
      var code = parseInt(hex, 16)
      if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
        this.fail('found invalid Unicode character escape code', start)
      }
      this.skip(length)
      return String.fromCodePoint(code)
    },

    /** Spaces and breaks within a text on several lines: one break is a space, further ones stay. */
    gap: function (broken, indent) {
      var spaces = ''
      var lead = ''
      var breaks = ''
      var start = this.mark()
      if (this.sign() === ' ' && !isGap(this.sign(1))) {
        this.skip()
        this.broke = broken
        return broken ? '' : ' '
      }
      while (isBlank(this.sign()) || isBreak(this.sign())) {
        if (isBreak(this.sign())) {
          if (broken) breaks += this.skipBreak()
          else lead = this.skipBreak()
          broken = true
        } else {
          if (broken && indent !== undefined && this.column < indent && this.sign() === '\t') {
            this.fail('found a tab character that violates indentation', start)
          }
          if (broken) this.skip()
          else spaces += this.take1()
        }
      }
      this.broke = broken
      if (!broken) return spaces
      return lead && !breaks ? ' ' : breaks
    },

    plain: function () {
      this.saveKey()
      this.keyAllowed = false
      var start = this.mark()
      var end = start
      var indent = this.indent + 1
      var value = ''
      var gap = ''
      this.broke = false
      while (!this.isIndicatorLine() && this.sign() !== '#') {
        var words = this.plainWords(start)
        if (words) {
          value += gap + words
          gap = ''
          this.broke = false
          end = this.mark()
        }
        if (!isBlank(this.sign()) && !isBreak(this.sign())) break
        gap = this.gap(false, indent)
        if (!this.flow && this.column < indent) break
      }
      this.add('text', start, { value: value, style: '' }).end = end
      if (this.broke) this.keyAllowed = true
    },

    plainWords: function (start) {
      var ahead = 0
      for (var sign = this.sign(); !isGap(sign); sign = this.sign(++ahead)) {
        if (this.flow && ',[]{}'.indexOf(sign) >= 0) break
        if (sign !== ':') continue
        if (isGap(this.sign(ahead + 1))) break
        if (this.flow && ',?[]{}'.indexOf(this.sign(ahead + 1)) >= 0) {
          this.skip(ahead)
          this.fail("found unexpected ':'", start)
        }
      }
      return this.takeTo(this.at + ahead)
    }
  }

  form.Scanner = Scanner
  form.Problem = Problem
})()
