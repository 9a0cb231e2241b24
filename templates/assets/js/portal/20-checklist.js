/* Checklist: remembers ticks by criterion in this browser, and says in words how far one has come. */
(function () {
  'use strict'

  /** The level of a box's criterion: essential, desirable, unmarked, lost. */
  function levelOf (box) {
    return box.closest('[data-level]').dataset.level
  }

  /** The criterion's id in the record, which is kept of a tick. */
  function keyOf (box) {
    return box.id.replace('criterion-', '')
  }

  /** How many are ticked, in words: by level where the employer marked levels, else all together. */
  function progress (boxes) {
    var levels = ['essential', 'desirable'].filter(function (level) {
      return boxes.some(function (box) { return levelOf(box) === level })
    })
    var marked = levels.map(function (level) { return share(boxes, level) + ' ' + level })
    var rest = boxes.filter(function (box) { return levels.indexOf(levelOf(box)) < 0 })
    if (!rest.length) return marked.join(', ')
    var words = share(rest, null) + (levels.length ? ' other' : '') + (rest.length === 1 ? ' criterion' : ' criteria')
    return marked.concat(words).join(', ')
  }

  function share (boxes, level) {
    var of = boxes.filter(function (box) { return level === null || levelOf(box) === level })
    var ticked = of.filter(function (box) { return box.checked })
    return ticked.length + ' of ' + of.length
  }

  /** The keys kept under `name`: none where nothing is kept or what is kept makes no sense, null without storage. */
  function recall (name) {
    var kept
    try {
      kept = window.localStorage.getItem(name)
    } catch (error) {
      return null
    }
    try {
      var keys = JSON.parse(kept || '[]')
      return Array.isArray(keys) ? keys : []
    } catch (error) {
      return []
    }
  }

  /** Keep the keys, or forget the name when there are none. Whether it could be done. */
  function keep (name, keys) {
    try {
      if (keys.length) window.localStorage.setItem(name, JSON.stringify(keys))
      else window.localStorage.removeItem(name)
      return true
    } catch (error) {
      return false
    }
  }

  function start (form) {
    var name = window.portal.basePath() + '|ticks|' + form.dataset.key
    var boxes = Array.from(form.querySelectorAll('input[type=checkbox]'))
    var memory = form.querySelector('[data-checklist-memory]')
    var clear = form.querySelector('[data-checklist-clear]')
    var undo = form.querySelector('[data-checklist-undo]')
    var output = form.querySelector('output')
    var cleared = []

    function tickedKeys () {
      return boxes.filter(function (box) { return box.checked }).map(keyOf)
    }

    function tick (keys) {
      boxes.forEach(function (box) { box.checked = keys.indexOf(keyOf(box)) >= 0 })
    }

    function say (words) {
      output.textContent = words
      clear.hidden = !tickedKeys().length
    }

    function explainMemory (works) {
      memory.hidden = false
      if (works) return
      memory.textContent = 'This browser keeps nothing for this site, so the ticks will be gone when you leave. Print the page to keep them.'
    }

    function save () {
      if (!keep(name, tickedKeys())) explainMemory(false)
    }

    function changed () {
      undo.hidden = true
      save()
      say(progress(boxes))
    }

    function clearAll () {
      cleared = tickedKeys()
      tick([])
      save()
      undo.hidden = false
      undo.focus()
      say(progress(boxes) + ' (all ticks cleared)')
    }

    function putBack () {
      tick(cleared)
      changed()
      clear.focus()
    }

    function adopt () {
      var kept = recall(name)
      explainMemory(kept !== null)
      if (kept) tick(kept)
      undo.hidden = true
      say(progress(boxes))
    }

    adopt()
    form.addEventListener('change', changed)
    form.addEventListener('submit', function (event) { event.preventDefault() })
    clear.addEventListener('click', clearAll)
    undo.addEventListener('click', putBack)
    form.querySelector('[data-checklist-print]').addEventListener('click', printChecklist)
    window.addEventListener('storage', function (event) { if (event.key === name) adopt() })
    form.querySelector('[data-checklist-tools]').hidden = false
  }

  /** Print the title and the checklist alone: the browser's own command prints the whole page. */
  function printChecklist () {
    document.body.classList.add('page--checklist-only')
    window.addEventListener('afterprint', function () {
      document.body.classList.remove('page--checklist-only')
    }, { once: true })
    window.print()
  }

  window.portal.register('checklist', start)
})()
