/* Characters that cannot stand in a record: what controls a machine, and what hides or reverses text. */
(function () {
  'use strict'

  var form = window.portal.form = window.portal.form || {}

  var FORBIDDEN = {
    'control-character': /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+/gu,
    'hidden-character': /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu,
    // What stands for a lost one, or what one program gives to the signs of its own fonts: Word to its bullets.
    'lost-character': /\ufffd+|[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]+/gu
  }
  // What parts words: as Python has it, for which the mark of byte order is none.
  var SPACE = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
  var NAMES = {
    0x2028: 'line separator', 0x2029: 'paragraph separator', 0xad: 'soft hyphen', 0x200b: 'zero width space',
    0x200e: 'left-to-right mark', 0x200f: 'right-to-left mark',
    0x202a: 'left-to-right embedding', 0x202b: 'right-to-left embedding', 0x202c: 'pop directional formatting',
    0x202d: 'left-to-right override', 0x202e: 'right-to-left override', 0x2060: 'word joiner',
    0x2066: 'left-to-right isolate', 0x2067: 'right-to-left isolate', 0x2068: 'first strong isolate',
    0x2069: 'pop directional isolate', 0xfeff: 'zero width no-break space', 0xe0001: 'language tag',
    0xe007f: 'cancel tag'
  }
  var SIGNS = ('space,exclamation mark,quotation mark,number sign,dollar sign,percent sign,ampersand,apostrophe,' +
    'left parenthesis,right parenthesis,asterisk,plus sign,comma,hyphen-minus,full stop,solidus,digit zero,digit one,' +
    'digit two,digit three,digit four,digit five,digit six,digit seven,digit eight,digit nine,colon,semicolon,' +
    'less-than sign,equals sign,greater-than sign,question mark,commercial at').split(',')
  var BRACKETS = {
    0x5b: 'left square bracket', 0x5c: 'reverse solidus', 0x5d: 'right square bracket', 0x5e: 'circumflex accent',
    0x5f: 'low line', 0x60: 'grave accent', 0x7b: 'left curly bracket', 0x7c: 'vertical line',
    0x7d: 'right curly bracket', 0x7e: 'tilde'
  }

  /** The name that Unicode gives to a forbidden character, or nothing. */
  function nameOf (sign) {
    var code = sign.codePointAt(0)
    if (NAMES[code] || code < 0xe0020 || code > 0xe007e) return NAMES[code] || ''
    var plain = code - 0xe0000
    if (plain <= 0x40) return 'tag ' + SIGNS[plain - 0x20]
    if (BRACKETS[plain]) return 'tag ' + BRACKETS[plain]
    var letter = String.fromCharCode(plain)
    return 'tag latin ' + (plain < 0x5b ? 'capital' : 'small') + ' letter ' + letter.toLowerCase()
  }

  /** Calls `each(rule, run, offset)` for the first runs, of each kind `most`, of characters that cannot stand here. */
  function forbidden (text, most, each) {
    Object.keys(FORBIDDEN).forEach(function (rule) {
      var found = 0
      for (var match of text.matchAll(FORBIDDEN[rule])) {
        if (found++ === most) break
        each(rule, match[0], match.index)
      }
    })
  }

  /** The number of characters in `text`, as Python counts them. */
  function lengthOf (text) { return Array.from(text).length }

  function misplaced (path, rule, run, mark, after) {
    var signs = Array.from(run)
    var where = after ? 'after `' + form.shown(after, 30) + '`' : 'here'
    if (rule === 'lost-character') return lost(path, signs, mark, where)
    var hides = rule === 'hidden-character'
    var code = signs[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')
    var name = nameOf(signs[0])
    var words = 'U+' + code + (name ? ' (' + name + ')' : '') +
      (hides ? ' hides, splits or reverses text' : ' is a control character') +
      (signs.length > 1 ? ', and so ' + (hides ? 'does' : 'is') + ' what follows it' : '')
    return form.diagnostic(
      path, rule, 'there is an invisible character ' + where, mark, words,
      'delete it, or the escape that stands for it: it was probably copied with the text; ' +
        'if you cannot see it, delete the letters on both sides too, and type them again'
    )
  }

  function lost (path, signs, mark, where) {
    var label = 'U+FFFD (replacement character) stands in the place'
    var help = 'the text was once saved in the wrong encoding: copy it anew from the source, or type what belongs here'
    if (signs[0] !== '\ufffd') {
      var code = signs[0].codePointAt(0).toString(16).toUpperCase()
      label = 'U+' + code + " stands in the place: a sign of one font, such as a bullet of Word's"
      help = 'delete it, and type what it showed; before an entry of a list type `- ` instead'
    }
    var message = (signs.length === 1 ? 'a character was' : 'characters were') + ' lost ' + where
    return form.diagnostic(path, 'lost-character', message, mark, label, help)
  }

  /** The first ten runs of each kind of character that cannot stand in a text. */
  function unreadable (path, text, firstLine) {
    var diagnostics = []
    forbidden(text, 10, function (rule, run, offset) {
      var before = text.slice(0, offset).replace(/\r\n?/g, '\n')
      var line = before.split('\n').length - 1 + firstLine
      var start = before.slice(before.lastIndexOf('\n') + 1)
      var words = text.slice(0, offset).split('\n').pop().split(SPACE).filter(Boolean)
      var column = lengthOf(start)
      var mark = [line, column, line, column + lengthOf(run)]
      diagnostics.push(misplaced(path, rule, run, mark, words.pop() || ''))
    })
    return diagnostics
  }

  /** `text` without the spaces at its end. */
  function withoutEnd (text) {
    var end = text.length
    while (end && SPACE.test(text[end - 1])) end--
    return text.slice(0, end)
  }

  function tabIndentation (path, text, firstLine) {
    var lines = text.split('\n')
    for (var number = 0; number < lines.length; number++) {
      var match = /^ *\t/.exec(lines[number])
      if (!match) continue
      var before = lines.slice(0, number).concat(match[0].slice(0, -1)).join('\n').replace(/\r\n?/g, '\n').split('\n')
      var line = before.length - 1 + firstLine
      var column = before[before.length - 1].length
      return [form.diagnostic(
        path, 'tab-indent', 'this line is indented with a tab', [line, column, line, column + 1], 'a tab',
        'use two spaces for each step of indentation'
      )]
    }
    return []
  }

  form.lengthOf = lengthOf
  Object.assign(form, {
    forbidden: forbidden,
    misplacedCharacter: misplaced,
    unreadableCharacters: unreadable,
    tabIndentation: tabIndentation,
    withoutEnd: withoutEnd
  })
})()
