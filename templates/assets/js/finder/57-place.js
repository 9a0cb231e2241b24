/* Place: the card that somebody reads, so that a reload and the way back lead to it again once the list has come. */
(function () {
  'use strict'

  var PAUSE = 200

  /**
   * Watches where in `list` the page stands. `keep(place)` is given the first card in view, as `{slug, top}`, or null
   * above them all. Hands back `expect(place)`, the one to return to, and `arrive()`, for when the list is there.
   */
  function startPlace (list, keep) {
    var expected = null
    var pause = 0

    function cardCalled (slug) {
      return list.querySelector('.card[data-slug="' + window.CSS.escape(slug) + '"]')
    }

    function placeNow () {
      var card = window.scrollY && Array.from(list.querySelectorAll('.card')).find(function (one) {
        return one.getBoundingClientRect().bottom > 0
      })
      return card ? { slug: card.dataset.slug, top: card.getBoundingClientRect().top } : null
    }

    /** While the list is still to come, the page stands where nobody put it. */
    function note () {
      clearTimeout(pause)
      if (!expected) keep(placeNow())
    }

    window.addEventListener('scroll', function () {
      clearTimeout(pause)
      pause = setTimeout(note, PAUSE)
    }, { passive: true })
    list.addEventListener('click', note)
    // Who moves the page meanwhile wants to be elsewhere.
    ;['wheel', 'touchmove', 'keydown'].forEach(function (name) {
      window.addEventListener(name, function () { expected = null }, { passive: true })
    })
    return {
      expect: function (place) { expected = place },
      arrive: function () {
        var card = expected && cardCalled(expected.slug)
        if (card) window.scrollBy({ top: card.getBoundingClientRect().top - expected.top, behavior: 'instant' })
        expected = null
      }
    }
  }

  window.portal.finder.startPlace = startPlace
})()
