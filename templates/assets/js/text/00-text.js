/* Text search: Pagefind finds and ranks; the lists of words say what it can know. The same over http and from a disk. */
(function () {
  'use strict'

  var OTHERS = 'other'
  var NEAR = 2
  var EXCERPT = 28
  var LEAD = 8
  var SHORT = 3
  var LONG = 8
  var SEVERAL = 3
  var FEW = 10
  // Texts, of 4 KB each, are looked through for a phrase: so many at a time until so many are found, a first page, and so
  // many at most.
  var STEP = 40
  var ENOUGH = 10
  var MOST = 80
  // What may stand around a phrase; several together are one.
  var MARKS = /["“”„‟″＂«»]+/g
  var ENDING = /(?:e?s|ies|y|e|ed|ings?|ers?|ors?|ists?|ics?|al|ly|ions?|ments?)$/
  // What stands between the two words of a pair, and what a pair is: see portal/search/documents.py.
  var JOINT = '0'
  var PAIR = /^[^0-9]+0[^0-9]+$/
  // Words that make a sentence of what is looked for, and tell nothing of it.
  var IDLE = new Set(('a an and any are as at by do does for from i in is job jobs me my near of on or role roles that the ' +
    'there to vacancies vacancy want what where which who with').split(' '))
  // How the lengths of pages are told: see portal/search/words.py.
  var LENGTH_STEP = 16
  var FIRST_LENGTH = 35
  // What Pagefind's files begin with.
  var SIGNATURE = 'pagefind_dcd'
  var OF_A_FIELD = /^(.{3,}(?:therap|olog|iatr))ists?$/

  /** A text as the lists have its words: small letters without accents. */
  function plain (text) {
    return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  }

  /** The words of a text, none of a single letter: see `words_in` in portal/search/documents.py. */
  function wordsOf (text) {
    return plain(text).match(/[\p{L}\p{N}]{2,}|\p{N}/gu) || []
  }

  /** The words of a list: each stands after a capital for the number of letters that it shares with the one before. */
  function unfold (list) {
    var before = ''
    return (list.match(/[A-Z][^A-Z]*/g) || []).map(function (part) {
      before = before.slice(0, part.charCodeAt(0) - 65) + part.slice(1)
      return before
    })
  }

  /** The place of the first of the sorted words that does not come before these letters. */
  function placeOf (words, letters) {
    var low = 0
    var high = words.length
    while (low < high) {
      var middle = (low + high) >> 1
      if (words[middle] < letters) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * What all of the sorted words that begin with these letters begin with; "" if there is none. A beginning that is no
   * word misleads Pagefind, which takes "psy" for a form of "psi".
   */
  function beginning (words, letters) {
    return sharedBy(begunBy(words, letters), letters)
  }

  /** What all words begin with that begin with these letters; they are sorted. */
  function sharedBy (begun, letters) {
    var first = begun[0] || ''
    var last = begun[begun.length - 1]
    if (first === letters) return letters
    var length = letters.length
    while (length < first.length && first[length] === last[length]) length++
    return first.slice(0, length)
  }

  /** The sorted words that begin with these letters. */
  function begunBy (words, letters) {
    return words.slice(placeOf(words, letters), placeOf(words, letters + '\uffff'))
  }

  function stemOf (word) {
    return word.replace(ENDING, '')
  }

  /** Whether a word is known in any form, and not only as what longer words begin with. */
  function isWhole (word, known) {
    var stem = stemOf(word)
    return begunBy(known, stem).some(function (other) { return other === word || stemOf(other) === stem })
  }

  /** The words that a hyphen joins to others. */
  function hyphenated (term) {
    return new Set(wordsOf((plain(term).match(/[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)+/gu) || []).join(' ')))
  }

  /** What to look for so that a word is found in the form it has here: "disorder" for "disorders"; "" if unknown. */
  function formOf (word, known) {
    var stem = stemOf(word)
    return beginning(known, word) || (stem.length > 2 ? beginning(known, stem) : '')
  }

  /** Scores with further ones after them, below the least. */
  function follow (scores, further) {
    var least = 1
    var most = 0
    scores.forEach(function (score) { least = Math.min(least, score) })
    further.forEach(function (score) { most = Math.max(most, score) })
    further.forEach(function (score, row) { if (!scores.has(row)) scores.set(row, least * score / most) })
    return scores
  }

  /** The pairs of neighbours that are known to stand so in a title or an employer's name, in the form that they have there. */
  function pairsOf (words, known) {
    return words.slice(1).map(function (word, number) {
      return formOf(words[number] + JOINT + word, known[number])
    }).filter(isPair)
  }

  /** Whether a word is a pair, or what pairs with the same first word begin with; "sw10" and "2026" are words. */
  function isPair (word) {
    return PAIR.test(word)
  }

  /** "psychotherap" for "psychotherapist": what those who practise a field and their field begin with. */
  function widened (word) {
    return word.replace(OF_A_FIELD, '$1')
  }

  /** Whether somebody is at a word's second letter: a word that begins with it is almost anywhere, so let them go on. */
  function isBegun (word, known) {
    return word.length < 3 && beginning(known, word) !== '' && known[placeOf(known, word)] !== word
  }

  /** How many letters must change to make one word of the other: 3 for "three or more". */
  function distance (one, other) {
    if (Math.abs(one.length - other.length) > NEAR) return NEAR + 1
    var row = Array.from({ length: other.length + 1 }, function (_, number) { return number })
    for (var i = 1; i <= one.length; i++) {
      var corner = row[0]
      row[0] = i
      for (var j = 1; j <= other.length; j++) {
        var above = row[j]
        row[j] = Math.min(above + 1, row[j - 1] + 1, corner + (one[i - 1] === other[j - 1] ? 0 : 1))
        corner = above
      }
    }
    return Math.min(row[other.length], NEAR + 1)
  }

  /** The known word that is nearest to an unknown one, with so many letters changed at most; "" if none is so near. */
  function nearest (word, known, most) {
    var best = { word: '', far: most + 1 }
    known.forEach(function (other) {
      if (isPair(other)) return
      var far = distance(word, other)
      if (far < best.far) best = { word: other, far: far }
    })
    return best.word
  }

  /** An unknown word as two known ones, "peer support" for "peersupport"; "" if it is not two. */
  function parted (word, known) {
    for (var cut = SHORT; cut <= word.length - SHORT; cut++) {
      if (known.has(word.slice(0, cut)) && known.has(word.slice(cut))) return word.slice(0, cut) + ' ' + word.slice(cut)
    }
    return ''
  }

  /**
   * What was meant by an unknown word: a near one with the same first letter, or two words, or a near one with another
   * first letter, which is rarer; the word itself if none is. A figure is meant as it is.
   */
  function meant (word, known) {
    if (word.length < 5 || /\d/.test(word)) return word
    var alike = known.filter(function (other) { return other[0] === word[0] })
    return nearest(word, alike, NEAR) || parted(word, new Set(known)) || nearest(word, known, word.length > LONG ? NEAR : 1) || word
  }

  /** The forms of the words with two neighbours made one, "psychoeducation" for "psycho education"; null if none is known. */
  function joinedForms (words, known, forms) {
    for (var place = 0; place + 1 < words.length; place++) {
      var form = formOf(words[place] + words[place + 1], known[place])
      if (form) return forms.slice(0, place).concat(form, forms.slice(place + 2))
    }
    return null
  }

  /** The phrases in quotation marks, as texts hold them. */
  function phrasesIn (term) {
    var phrases = (term.replace(MARKS, '"').match(/"[^"]+"/g) || []).map(wordsOf)
    return phrases.filter(function (words) { return words.length }).map(function (words) { return ' ' + words.join(' ') })
  }

  /** Whether each phrase stands in one of the texts. */
  function hasPhrases (texts, phrases) {
    var plainTexts = texts.map(function (text) { return ' ' + wordsOf(text).join(' ') })
    return phrases.every(function (phrase) {
      return plainTexts.some(function (text) { return text.indexOf(phrase) >= 0 })
    })
  }

  /** The words of a text as they are written, each with the number of the form that it has, or -1. */
  function writtenWords (paragraphs, forms) {
    var written = []
    paragraphs.forEach(function (paragraph) {
      var ended = /[.!?:;]$/.test(paragraph) ? paragraph : paragraph + '.'
      ended.split(' ').forEach(function (text, number) {
        var words = wordsOf(text)
        var form = forms.findIndex(function (form) {
          return words.some(function (word) { return word.startsWith(form) })
        })
        written.push({ text: text, form: form, begins: number === 0 })
      })
    })
    return written
  }

  /** The place from which most forms, and most words that have one, are in an excerpt; -1 if no word has one. */
  function bestStart (written) {
    var best = { start: -1, worth: 0 }
    written.forEach(function (word, place) {
      if (word.form < 0) return
      var start = startBefore(written, place)
      var forms = written.slice(start, start + EXCERPT).map(function (word) { return word.form })
      var hits = forms.filter(function (form) { return form >= 0 })
      var worth = new Set(hits).size * EXCERPT + hits.length
      if (worth > best.worth) best = { start: start, worth: worth }
    })
    return best.start
  }

  /** Where an excerpt with the word at `place` begins: with its paragraph, or a little before the word. */
  function startBefore (written, place) {
    var start = place
    while (start > 0 && place - start < LEAD && !written[start].begins) start--
    return start
  }

  /** An excerpt of the paragraphs in pieces `{text, marked}`, of which those with a form are marked; null if none is. */
  function excerptOf (paragraphs, forms) {
    var written = writtenWords(paragraphs, forms)
    var start = bestStart(written)
    if (start < 0) return null
    return written.slice(start, start + EXCERPT).reduce(function (pieces, word, number) {
      return pieces.concat(number ? { text: ' ', marked: false } : [], { text: word.text, marked: word.form >= 0 })
    }, [])
  }

  /** How a value begins in CBOR: kind 0 is a number, 3 a text and 4 an array of such a length. */
  function head (kind, number) {
    if (number < 24) return [kind << 5 | number]
    if (number < 0x100) return [kind << 5 | 24, number]
    if (number < 0x10000) return [kind << 5 | 25, number >> 8, number & 0xff]
    return [kind << 5 | 26, number >> 24, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff]
  }

  /** The bytes of a number, a text or an array in CBOR (RFC 8949), which Pagefind reads. */
  function cbor (value) {
    if (Array.isArray(value)) return head(4, value.length).concat(value.flatMap(cbor))
    if (typeof value === 'number') return head(0, value)
    var bytes = Array.from(new TextEncoder().encode(value))
    return head(3, bytes.length).concat(bytes)
  }

  /**
   * The table that Pagefind begins with: the pages, called by their rows, with their lengths, and the files of the
   * index, called by their numbers, each with what its first and its last words begin with.
   */
  function tableOf (begin) {
    var pages = Array.from(begin.lengths, function (letter, row) {
      return [String(row), (letter.charCodeAt(0) - FIRST_LENGTH + 0.5) * LENGTH_STEP]
    })
    var files = (begin.chunks.match(/\S+ \S+/g) || []).map(function (ends, number) {
      return ends.split(' ').concat(String(number))
    })
    var bytes = cbor([begin.entry.version, pages, files, [], [], ['title']])
    return Uint8Array.from(Array.from(new TextEncoder().encode(SIGNATURE)).concat(bytes))
  }

  function bytesOf (text) {
    return Uint8Array.from(atob(text), function (character) { return character.charCodeAt(0) })
  }

  function fetched (address) {
    return fetch(address).then(function (answer) {
      if (answer.ok) return answer
      throw new Error('did not load: ' + address)
    })
  }

  /** A file that is the same for all parts, loaded once; again after a failure. */
  function shared (address) {
    var coming = null
    return function () {
      coming = coming || fetched(address).then(function (answer) { return answer.arrayBuffer() })
      return coming.then(function (bytes) { return new Response(bytes) }).catch(function (error) {
        coming = null
        throw error
      })
    }
  }

  /**
   * What Pagefind is given for `fetch`. What it begins with came before, and `program()` promises the program that
   * searches; from a disk, everything else is in one script. A part that did not come is noted in `lost`: Pagefind
   * itself would find less, and say nothing.
   */
  function fetcher (begin, base, program, disk, lost) {
    return function (asked) {
      var name = asked.split('?')[0].split('/').pop()
      if (name === 'pagefind-entry.json') return Promise.resolve(new Response(JSON.stringify(begin.entry)))
      if (/\.pf_meta$/.test(name)) return Promise.resolve(new Response(tableOf(begin)))
      if (disk) return Promise.resolve(new Response(bytesOf(disk[name] || '')))
      return (/\.pf_index$/.test(name) ? fetched(base + name) : program()).catch(function (error) {
        lost.push(name)
        throw error
      })
    }
  }

  /**
   * Text search for the finder's element `root`, which names the files. `find(term, over)` promises `scores`, by row, of all
   * current vacancies, and of those that are over if these are asked for, that hold the words of the term; as `whole` those
   * rows that lack none of them. Where nothing is found, `instead()` promises what else to ask for: a `suggestion`, the term
   * with its unknown words replaced by near ones, or "", and as `without` what would be without some `words`: the `term` of
   * the others, and its `scores`. For phrases it has the term `bare` of quotation marks, `unquoted`, the scores of all that
   * hold the words, and `checked`, the number of those whose texts were looked through; 0 if the texts cannot be had.
   * It is null for a term that narrows nothing, such as the first letter of a word. `excerpt(row, term)` promises pieces
   * `{text, marked}`, or null where nothing is to be marked, or the text of the vacancy cannot be had.
   */
  function textSearch (root) {
    var fromDisk = location.protocol === 'file:'
    var sides = new Map()
    var program = shared(absolute(root.dataset.program))
    var last = { term: null, over: false, found: null }

    function absolute (path) { return new URL(path, document.baseURI).href }

    /**
     * A part of a side of the index: Pagefind, the words that are on all its `count` pages, and the lists of words. `name`
     * is what its scripts hand their data over as, and `address` what their addresses begin with. `known` are those
     * words whose lists have come.
     */
    function part (name, address) {
      var lost = []
      return Promise.all([
        window.portal.load(address + 'begin.js', name + 'begin'),
        window.portal.load(root.dataset.pagefind, 'pagefind'),
        fromDisk ? window.portal.load(address + 'disk.js', name + 'disk') : null
      ]).then(function (came) {
        var begin = came[0]
        var base = absolute(address)
        var api = came[1](fetcher(begin, base, program, came[2], lost), base + 'pagefind.js')
        return {
          name: name,
          address: address,
          pagefind: begin.entry && api.createInstance({ basePath: base, noWorker: true }),
          parts: begin.parts,
          count: begin.lengths.length,
          everywhere: new Set(begin.everywhere),
          names: begin.lists,
          lists: new Map(),
          known: new Set(),
          lost: lost
        }
      })
    }

    /** The parts of a side, which is called `words` or `words-over`. */
    function start (name, address) {
      return part(name + '/', address).then(function (first) {
        return Promise.all(Array.from({ length: first.parts }, function (_, number) {
          return number ? part(name + '/' + number + '-', address + number + '-') : first
        }))
      })
    }

    /** The same, once for all searches, but again after a failure. */
    function side (name, address) {
      if (!sides.has(name)) sides.set(name, start(name, address))
      return sides.get(name).catch(function (error) {
        sides.delete(name)
        throw error
      })
    }

    /** The parts to search: those of what is current, and with `over` those of what is not, whose rows come after. */
    function library (over) {
      var own = over && root.dataset.wordsOver ? side('words-over', root.dataset.wordsOver) : []
      return Promise.all([side('words', root.dataset.words), own]).then(function (both) { return both[0].concat(both[1]) })
    }

    /** The words of a list of a part; none where it has no such list. */
    function listCalled (name, part) {
      if (part.names.indexOf(name) < 0) return Promise.resolve([])
      if (!part.lists.has(name)) {
        part.lists.set(name, window.portal.load(part.address + name + '.js', part.name + name).then(unfold))
      }
      return part.lists.get(name).then(function (words) {
        words.forEach(function (word) { part.known.add(word) })
        return words
      }).catch(function (error) {
        part.lists.delete(name)
        throw error
      })
    }

    /** The words of a list of all parts, sorted. */
    function listOf (name, ready) {
      return Promise.all(ready.map(function (part) { return listCalled(name, part) })).then(function (lists) {
        return lists.length > 1 ? Array.from(new Set([].concat.apply([], lists))).sort() : lists[0]
      })
    }

    /** The known words with the first letter of `word`. */
    function knownLike (word, ready) {
      return listOf(/[a-z]/.test(word[0]) ? word[0] : OTHERS, ready)
    }

    /** The rows that hold all words, by the scores that Pagefind gives them; `known` are words that begin likewise. */
    function ask (ready, words, known) {
      var begun = words.map(function (word) {
        // Pairs that begin with a word hold nothing that the word itself does not, and may be in further files.
        return known.filter(function (one) { return one.startsWith(word) && isPair(one) === isPair(word) })
      })
      return Promise.all(ready.map(function (part) { return askPart(part, words, begun) })).then(function (all) {
        var scores = new Map()
        var first = 0
        all.forEach(function (found, number) {
          found.forEach(function (hit) { scores.set(first + Number(hit.id), hit.score) })
          first += ready[number].count
        })
        return scores
      })
    }

    /** What Pagefind finds in a part; `begun` are the words that begin with each of `words` there or elsewhere. */
    function askPart (part, words, begun) {
      var own = begun.map(function (some) {
        return some.filter(function (word) { return part.known.has(word) })
      })
      if (!own.every(function (some) { return some.length })) return Promise.resolve([])
      var forms = words.map(function (word, number) { return sharedBy(own[number], word) })
      // Of its own it would load only the file of the index that a beginning is in, and not what follows.
      return part.pagefind.preload([].concat.apply(forms, own).join(' ')).then(function () {
        return part.pagefind.search(forms.join(' '))
      }).then(function (answer) {
        if (part.lost.length) throw new Error('parts of the index did not load: ' + part.lost.join(', '))
        return answer.results
      })
    }

    /** Vacancies with words side by side in a title or an employer's name get what Pagefind gives for the pair on top. */
    function withPairs (ready, scores, pairs, known) {
      return Promise.all(pairs.map(function (pair) { return ask(ready, [pair], known) })).then(function (all) {
        all.forEach(function (rows) {
          rows.forEach(function (score, row) { if (scores.has(row)) scores.set(row, scores.get(row) + score) })
        })
        return scores
      })
    }

    /** Who looks for a psychotherapist may want roles in psychotherapy too, after those that use the very word. */
    function askWidely (ready, words, known) {
      var wide = words.map(widened)
      if (wide.join() === words.join()) return ask(ready, words, known)
      return Promise.all([ask(ready, words, known), ask(ready, wide, known)]).then(function (both) {
        return follow(both[0], both[1])
      })
    }

    /** The term with its unknown words replaced by those that were meant; "" if that changes nothing. */
    function suggest (ready, words, known) {
      var names = Array.from(new Set([].concat.apply([], ready.map(function (part) { return part.names }))))
      return Promise.all(names.map(function (name) { return listOf(name, ready) })).then(function (lists) {
        var all = [].concat.apply([], lists)
        var near = words.map(function (word, number) { return formOf(word, known[number]) ? word : meant(word, all) })
        return near.join() === words.join() ? '' : near.join(' ')
      })
    }

    /** What there is without the words at the places `out`; null if nothing is left to look for, or none is left out. */
    function without (out, ready, words, known, joined) {
      function stays (_, number) { return out.indexOf(number) < 0 }
      var left = words.filter(stays)
      if (!left.length || left.length === words.length) return Promise.resolve(null)
      return Promise.resolve(answerTo(ready, left, known.filter(stays), joined, true)).then(function (answer) {
        var missed = out.map(function (number) { return words[number] })
        return answer && { words: missed, term: left.join(' '), scores: answer.scores }
      })
    }

    /** What there is without the words that are unknown; without each in turn, if only no vacancy has all of them. */
    function withoutSome (ready, words, known, joined) {
      var places = words.map(function (_, number) { return number })
      var unknown = places.filter(function (number) { return !formOf(words[number], known[number]) })
      var ways = unknown.length ? [unknown] : places.map(function (number) { return [number] })
      return Promise.all(ways.map(function (out) { return without(out, ready, words, known, joined) })).then(function (all) {
        return all.filter(Boolean)
      })
    }

    /**
     * Where few vacancies hold all of several words, those that hold all but one follow, unless a phrase is looked for.
     * Promises the `scores`, and the rows that hold the words `whole`.
     */
    function askLoosely (ready, words, known, exactly) {
      return askWidely(ready, words, known).then(function (scores) {
        var whole = Array.from(scores.keys())
        if (exactly || words.length < SEVERAL || scores.size >= FEW) return { scores: scores, whole: whole }
        return Promise.all(words.map(function (left) {
          return ask(ready, words.filter(function (word) { return word !== left }), known)
        })).then(function (all) {
          return { scores: all.reduce(follow, scores), whole: whole }
        })
      })
    }

    /** Whether every vacancy holds a word. */
    function isEverywhere (ready, form) {
      return ready.every(function (part) { return !part.count || part.everywhere.has(form) })
    }

    /** Of several words, those that every vacancy holds, and those that only make a sentence, narrow nothing. */
    function telling (ready, forms) {
      var some = forms.filter(function (form) { return !isEverywhere(ready, form) && !IDLE.has(form) })
      return some.length ? some : forms
    }

    /** The same for what any of the `ways` to write the words finds, with the best of their scores. */
    function askEach (ready, ways, known, exactly) {
      return Promise.all(ways.map(function (forms) {
        return askLoosely(ready, telling(ready, forms), known, exactly)
      })).then(function (found) {
        return found.reduce(function (all, more) {
          more.scores.forEach(function (score, row) { all.scores.set(row, Math.max(score, all.scores.get(row) || 0)) })
          return { scores: all.scores, whole: all.whole.concat(more.whole) }
        })
      })
    }

    /** Whether a word is short, which takes Pagefind the longest, and narrows nothing. */
    function isIdle (ready, form) {
      return form.length <= SHORT && (isEverywhere(ready, form) || IDLE.has(form))
    }

    /** The forms of the words, each by itself. Only the last may be a mere beginning of what a hyphen joins. */
    function formsApart (words, known, joined) {
      return words.map(function (word, number) {
        var begun = number === words.length - 1 || !joined.has(word)
        return begun || isWhole(word, known[number]) ? formOf(word, known[number]) : ''
      })
    }

    function nothingElse () {
      return Promise.resolve({ suggestion: '', without: [] })
    }

    /**
     * The answer for words; each has those that are `known` with its first letter; some are `joined` by hyphens. `forms`
     * are what to mark in excerpts. Words of which none narrows anything have the answer null.
     */
    function answerTo (ready, words, known, joined, exactly) {
      var all = [].concat.apply([], known)
      var apart = formsApart(words, known, joined)
      var ways = [apart, joinedForms(words, known, apart)].filter(function (forms) { return forms && forms.every(Boolean) })

      function withFewer () {
        return withoutSome(ready, words, known, joined).then(function (some) { return { suggestion: '', without: some } })
      }

      function withNear () {
        return Promise.all([suggest(ready, words, known), withFewer()]).then(function (both) {
          return { suggestion: both[0], without: both[1].without }
        })
      }

      if (!ways.length) return { scores: new Map(), whole: new Set(), forms: [], instead: withNear }
      var forms = [].concat.apply([], ways)
      if (forms.every(function (form) { return isIdle(ready, form) })) return null
      return askEach(ready, ways, all, exactly).then(function (found) {
        return withPairs(ready, found.scores, pairsOf(words, known), all).then(function (scores) {
          var instead = scores.size || exactly ? nothingElse : withFewer
          return { scores: scores, whole: new Set(found.whole), forms: forms.map(widened), instead: instead }
        })
      })
    }

    /** The answer with those alone in whose texts the phrases stand. Only the texts of the best are looked through. */
    function withPhrases (answer, term) {
      var phrases = phrasesIn(term)
      if (!answer || !phrases.length) return answer
      var unquoted = answer.scores
      var best = Array.from(unquoted.keys()).sort(function (a, b) { return unquoted.get(b) - unquoted.get(a) }).slice(0, MOST)
      var phrased = Object.assign(answer, { bare: term.replace(MARKS, ''), unquoted: unquoted, checked: 0 })
      var scores = new Map()

      /** Look through the texts from the place `from` on; promises how many have been looked through in all. */
      function look (from) {
        var rows = best.slice(from, from + STEP)
        return Promise.all(rows.map(textsOf)).then(function (texts) {
          rows.forEach(function (row, number) { if (hasPhrases(texts[number], phrases)) scores.set(row, unquoted.get(row)) })
          var checked = from + rows.length
          return scores.size >= ENOUGH || checked === best.length ? checked : look(checked)
        })
      }

      return look(0).then(function (checked) {
        return Object.assign(phrased, { scores: scores, checked: checked })
      }, function () { return phrased })
    }

    function textsOf (row) {
      return window.portal.load(root.dataset.texts + row + '.js', 'texts/' + row)
    }

    function search (term, over) {
      var words = wordsOf(term)
      if (!words.length) {
        library(over).catch(function () { /* It is told once there is a word to find. */ })
        return Promise.resolve(null)
      }
      return library(over).then(function (ready) {
        return Promise.all(words.map(function (word) { return knownLike(word, ready) })).then(function (known) {
          if (isBegun(words[words.length - 1], known[words.length - 1])) words.pop()
          return words.length ? answerTo(ready, words, known, hyphenated(term), phrasesIn(term).length > 0) : null
        }).then(function (answer) { return withPhrases(answer, term) })
      }).catch(function (error) {
        sides.clear()
        throw error
      })
    }

    /** The last answer is kept: excerpts are asked for after it. */
    function find (term, over) {
      if (last.term === term && last.over === Boolean(over)) return last.found
      last = { term: term, over: Boolean(over), found: search(term, over) }
      return last.found.catch(function (error) {
        last = { term: null, over: false, found: null }
        throw error
      })
    }

    function excerpt (row, term) {
      return Promise.all([find(term, last.over), textsOf(row)]).then(function (both) {
        return both[0] && excerptOf(both[1].slice(1), both[0].forms)
      }).catch(function () { return null })
    }

    return { find: find, excerpt: excerpt }
  }

  window.portal.receive('text', textSearch)
})()
