/* Store: the facts, loaded column by column as they are needed, after the scripts that read and narrow them. */
(function () {
  'use strict'

  var finder = window.portal.finder

  /**
   * The facts of the build that made the page. `steps` are the keys of the steps of each range.
   * `need(codes, over)` resolves with the facts that have these facets, and what is over too if that is asked for or
   * was before.
   */
  function store (root, steps) {
    var known = new Map()
    var all = false

    function load (side, code) {
      return window.portal.load(root.dataset[side] + code + '.js', side + '/' + code)
    }

    /** A file of each side. */
    function both (sides, code) {
      return Promise.all(sides.map(function (side) { return load(side, code) }))
    }

    function need (codes, over) {
      all = Boolean(root.dataset.over) && (all || over)
      var sides = all ? ['facts', 'over'] : ['facts']
      var scripts = window.portal.load(root.dataset.narrow, 'narrow')
      return Promise.all(['base'].concat(codes).map(function (code) { return both(sides, code) }).concat(scripts)).then(function (came) {
        if (!known.has(sides.length)) known.set(sides.length, finder.newFacts(came[0], window.portal.now(), window.portal.statusAt))
        var facts = known.get(sides.length)
        codes.forEach(function (code, number) {
          if (!facts.columns[code]) finder.addColumn(facts, code, came[number + 1], steps[code])
        })
        return facts
      })
    }

    return need
  }

  finder.store = store
})()
