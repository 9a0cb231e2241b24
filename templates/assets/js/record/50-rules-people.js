/* Rules on what belongs to a person and not to a role, as portal/validate/rules/people.py words them. */
(function () {
  'use strict'

  var form = window.portal.form
  var read = form.reading
  // Outlook puts its own address in the place of each in a mail, and says in it to whom the mail was sent.
  var SAFE_LINK = 'safelinks.protection.outlook.com/'
  var LINK_WITHIN = /safelinks\.protection\.outlook\.com\/[^\s&]*[?&]url=([^\s&)>\]]+)/

  function all (pattern, words) {
    return Array.from(new Set(words.match(read.pattern(pattern, 'g')) || []))
  }

  /** A mailbox is a team's or a role's, and no person's own. */
  function personalMailbox (record) {
    var names = null
    return read.texts(record).reduce(function (told, one) {
      var written = withoutEscapes(one.words)
      var isSource = one.path[0] === 'source' && one.words.indexOf(SAFE_LINK) < 0
      if (written.indexOf('@') < 0 || isSource) return told
      names = names || ownNames(record, form.tables.ownNames)
      return told.concat(all(form.tables.patterns.mailbox, written).map(function (mailbox) {
        return { mailbox: mailbox, label: personal(form.lower(mailbox), names, form.tables.patterns) }
      }).filter(function (found) { return found.label }).map(function (found) {
        return toldMailbox(record, one, found.mailbox, found.label)
      }))
    }, [])
  }

  /** What makes `mailbox` look like a person's; empty if nothing does. */
  function personal (mailbox, names, patterns) {
    var at = mailbox.lastIndexOf('@')
    var local = mailbox.slice(0, at)
    if (whole(patterns.providers, mailbox.slice(at + 1))) return 'at a provider where anybody may have one'
    var ofWork = read.pattern(patterns.ofWork, '').test(local)
    var named = (local.match(/[a-z]{3,}/g) || []).some(function (word) { return names.has(word) })
    return whole(patterns.personName, local) && !ofWork && !named ? "it looks like a person's name" : ''
  }

  function whole (pattern, words) {
    return read.pattern('^(?:' + pattern + ')$', '').test(words)
  }

  /** The words by which the record names its employer, its team and its places. */
  function ownNames (record, fields) {
    return new Set(read.texts(record, fields).reduce(function (words, one) {
      return words.concat(form.lower(one.words).match(/[a-z]{3,}/g) || [])
    }, []))
  }

  /** `text` with the letters and signs for which an address on the web has `%40` and the like. */
  function withoutEscapes (text) {
    return text.replace(/%([2-7][0-9A-Fa-f])/g, function (all, code) { return String.fromCharCode(parseInt(code, 16)) })
  }

  function toldMailbox (record, one, mailbox, label) {
    // The message is printed in public logs too, which keep it for longer than the record keeps the address.
    var at = mailbox.lastIndexOf('@')
    var help = 'give the mailbox of the team or the role; if the source has none, leave the address out'
    var link = LINK_WITHIN.exec(one.words)
    if (link) {
      help = 'Outlook made this address of another, and names in it who got the mail: ' +
        form.typed(withoutEscapes(link[1]), 'write the address that comes after `url=`, with its own signs')
    }
    return form.found(
      'personal-mailbox',
      '`' + form.shown(Array.from(mailbox)[0]) + '…@' + form.shown(mailbox.slice(at + 1)) +
        "` seems to be one person's mailbox",
      form.span(record, one.path, {
        within: one.words.indexOf(mailbox) >= 0 ? mailbox : mailbox.replace('@', '%40')
      }),
      label,
      help,
      'warning'
    )
  }

  /** A telephone number is an office's, and no mobile that somebody carries. */
  function mobileNumber (record) {
    return read.texts(record).reduce(function (told, one) {
      if (one.words.indexOf('7') < 0 || ['source', 'reference'].indexOf(one.path[0]) >= 0) return told
      return told.concat(all(form.tables.patterns.mobile, one.words).map(function (number) {
        return form.found(
          'mobile-number',
          '`0' + number.slice(number.indexOf('7')).replace(/[^0-9]/g, '').slice(0, 4) + '…` is a mobile number',
          form.span(record, one.path, { within: number }),
          'it is carried by one person',
          'give the number of the office or the team; if the source has none, leave the number out',
          'warning'
        )
      }))
    }, [])
  }

  form.rulesOnPeople = [personalMailbox, mobileNumber]
})()
