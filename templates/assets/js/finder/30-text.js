/* Text search: Pagefind finds and ranks; the lists of words say what it can know. The same over http and from a disk. */
(function () {
  'use strict'

  var OTHERS = 'other'
  var EXCERPT_WORDS = 28
  var NEAR = 2
  var ENDING = /(?:e?s|ies|y|e|ed|ings?|ers?|ors?|ists?|ics?|al|ly|ions?|ments?)$/
  var OF_A_FIELD = /^(.{3,}(?:therap|olog|iatr))ists?$/
  var PHRASE = /^\s*["“].+["”]\s*$/

  /** The words of a text as the lists have them: small letters without accents, and none of a single letter. */
  function wordsOf (text) {
    return (text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(function (word) {
      return word.normalize('NFD').replace(/\p{M}/gu, '')
    }).filter(function (word) { return word.length > 1 || /\p{N}/u.test(word) })
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
    var first = words[placeOf(words, letters)] || ''
    if (!first.startsWith(letters)) return ''
    if (first === letters) return letters
    var last = words[placeOf(words, letters + '\uffff') - 1]
    var length = letters.length
    while (length < first.length && first[length] === last[length]) length++
    return first.slice(0, length)
  }

  /** What to look for so that a word is found in the form it has here: "disorder" for "disorders"; "" if unknown. */
  function formOf (word, known) {
    var stem = word.replace(ENDING, '')
    return beginning(known, word) || (stem.length > 2 ? beginning(known, stem) : '')
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

  /** The known word that is nearest to an unknown one, which has the same first letter; the word itself if none is. */
  function nearest (word, known) {
    if (word.length < 5) return word
    var best = { word: word, far: NEAR + 1 }
    known.forEach(function (other) {
      var far = distance(word, other)
      if (far < best.far) best = { word: other, far: far }
    })
    return best.word
  }

  function bytesOf (text) {
    return Uint8Array.from(atob(text), function (character) { return character.charCodeAt(0) })
  }

  /**
   * What Pagefind is given for `fetch`. Its entry came with the rows; from a disk, everything else is in one script.
   * A part that did not come is noted in `lost`: Pagefind itself would find less, and say nothing.
   */
  function fetcher (rows, folder, disk, lost) {
    return function (address) {
      var path = address.split('?')[0].split(folder).pop()
      if (path === 'pagefind-entry.json') return Promise.resolve(new Response(JSON.stringify(rows.entry)))
      if (disk) return Promise.resolve(new Response(bytesOf(disk[path] || '')))
      return fetch(address).then(function (answer) {
        if (answer.ok) return answer
        throw new Error('did not load: ' + address)
      }).catch(function (error) {
        if (!path.startsWith('fragment/')) lost.push(path)
        throw error
      })
    }
  }

  /** The rows by Pagefind's ids. */
  function rowFinder (rows) {
    var places = new Map()
    for (var row = 0; row * rows.length < rows.ids.length; row++) {
      places.set(rows.ids.substr(row * rows.length, rows.length), row)
    }
    return function (id) {
      return places.get(id.slice(id.lastIndexOf('_') + 1).slice(0, rows.length).padEnd(rows.length))
    }
  }

  /**
   * Text search for the finder's element `root`, which names the files. `find(term)` promises `scores`, by row, of all
   * vacancies that hold each word of the term, and a `suggestion`, the term with its unknown words replaced by near
   * ones, or ""; null for a term without a word, such as the first letter of one. `excerpt(row, term)` promises HTML of
   * Pagefind's, or null where there is none, as from a disk.
   */
  function textSearch (root) {
    var fromDisk = location.protocol === 'file:'
    var lists = new Map()
    var ready = null
    var last = { term: null, found: null }

    function absolute (path) { return new URL(path, document.baseURI).href }

    /** Pagefind, and what turns its ids into rows. */
    function start () {
      var base = absolute(root.dataset.index)
      var lost = []
      return Promise.all([
        window.portal.load(root.dataset.words + 'rows.js', 'words/rows'),
        window.portal.load(root.dataset.pagefind, 'pagefind'),
        fromDisk ? window.portal.load(root.dataset.disk, 'disk') : null
      ]).then(function (came) {
        var api = came[1](fetcher(came[0], root.dataset.index, came[2], lost), base + 'pagefind.js')
        return {
          pagefind: api.createInstance({ basePath: base, excerptLength: EXCERPT_WORDS, noWorker: true }),
          lists: came[0].lists,
          lost: lost,
          rowOf: rowFinder(came[0])
        }
      })
    }

    /** Once for all searches, but again after a failure. */
    function library () {
      ready = ready || start().catch(function (error) {
        ready = null
        throw error
      })
      return ready
    }

    /** The known words with the first letter of `word`. */
    function knownLike (word, ready) {
      var name = /[a-z]/.test(word[0]) ? word[0] : OTHERS
      if (ready.lists.indexOf(name) < 0) return Promise.resolve([])
      if (!lists.has(name)) lists.set(name, window.portal.load(root.dataset.words + name + '.js', 'words/' + name).then(unfold))
      return lists.get(name).catch(function (error) {
        lists.delete(name)
        throw error
      })
    }

    /** The parts of the index for the words: what a word begins with may go on in the part after its own. */
    function loadParts (ready, words) {
      return ready.pagefind.preload(words.map(function (word) { return word + ' ' + word + 'zzz' }).join(' '))
    }

    /** What Pagefind has for the words, one and all, as a list of hits. */
    function ask (ready, words, phrase) {
      return loadParts(ready, words).then(function () {
        return ready.pagefind.search(phrase ? '"' + words.join(' ') + '"' : words.join(' '))
      }).then(function (answer) {
        if (ready.lost.length) throw new Error('parts of the index did not load: ' + ready.lost.join(', '))
        return answer.results
      })
    }

    /** Who looks for a psychotherapist may want roles in psychotherapy too, after those that use the very word. */
    function askWidely (ready, words) {
      var wider = words.map(function (word) { return word.replace(OF_A_FIELD, '$1') })
      if (wider.join() === words.join()) return ask(ready, words)
      return Promise.all([ask(ready, words), ask(ready, wider)]).then(function (both) {
        var least = both[0].length ? both[0][both[0].length - 1].score : 1
        return both[0].concat(both[1].map(function (hit) {
          return { id: hit.id, score: least * hit.score / both[1][0].score, data: hit.data }
        }))
      })
    }

    /** Hits by row: of two for one row, the first. */
    function byRow (hits, rowOf) {
      var rows = new Map()
      hits.forEach(function (hit) {
        var row = rowOf(hit.id)
        if (row !== undefined && !rows.has(row)) rows.set(row, hit)
      })
      return rows
    }

    function answerTo (ready, words, known, phrase) {
      var forms = words.map(function (word, number) { return formOf(word, known[number]) })
      if (!forms.every(Boolean)) {
        var near = words.map(function (word, number) { return forms[number] ? word : nearest(word, known[number]) })
        return { hits: new Map(), suggestion: near.join() === words.join() ? '' : near.join(' ') }
      }
      return (phrase ? ask(ready, words, true) : askWidely(ready, forms)).then(function (hits) {
        return { hits: byRow(hits, ready.rowOf), suggestion: '' }
      })
    }

    function search (term) {
      var words = wordsOf(term)
      if (!words.length) {
        library().catch(function () { /* It is told once there is a word to find. */ })
        return Promise.resolve(null)
      }
      return library().then(function (ready) {
        loadParts(ready, words).catch(function () { /* Asking fails likewise, and tells. */ })
        return Promise.all(words.map(function (word) { return knownLike(word, ready) })).then(function (known) {
          if (isBegun(words[words.length - 1], known[words.length - 1])) words.pop()
          return words.length ? answerTo(ready, words, known, PHRASE.test(term)) : null
        })
      }).catch(function (error) {
        ready = null
        throw error
      })
    }

    /** The last answer is kept: excerpts are asked for after it. */
    function found (term) {
      if (last.term === term) return last.found
      last = { term: term, found: search(term) }
      return last.found.catch(function (error) {
        last = { term: null, found: null }
        throw error
      })
    }

    function find (term) {
      return found(term).then(function (answer) {
        if (!answer) return null
        var scores = new Map()
        answer.hits.forEach(function (hit, row) { scores.set(row, hit.score) })
        return { scores: scores, suggestion: answer.suggestion }
      })
    }

    function excerpt (row, term) {
      if (fromDisk) return Promise.resolve(null)
      return found(term).then(function (answer) {
        var hit = answer && answer.hits.get(row)
        return hit ? hit.data().then(function (data) { return data.excerpt }) : null
      }).catch(function () { return null })
    }

    return { find: find, excerpt: excerpt }
  }

  window.portal.textSearch = textSearch
})()
