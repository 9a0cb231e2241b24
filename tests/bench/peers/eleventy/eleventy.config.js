// Eleventy's part: what the quickest of its documented ways needs. Markdown is not run through a template language
// first, the cards are made once each, and lists come ready from data.
import { readFileSync } from 'node:fs'

const cards = JSON.parse(readFileSync(new URL('./cards.json', import.meta.url), 'utf8'))
const made = new Map()

const escaped = text => String(text ?? '').replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)

function card(slug) {
  if (!made.has(slug)) {
    const role = cards[slug]
    const { kind, place, pay, pay_note: note, contract, status, status_detail: detail } = role.card
    made.set(slug, `<li class="card">
  ${kind ? `<p class="card__kind">${escaped(kind)}</p>` : ''}
  <h3 class="card__title"><a class="card__link" href="/vacancies/${slug}.html">${escaped(role.title)}</a></h3>
  <p class="card__where">${escaped(role.employer_name)}${place ? `<span class="card__place">${escaped(place)}</span>` : ''}</p>
  <p class="card__summary">${escaped(role.summary)}</p>
  <div class="card__facts">
    <p class="status"><strong>${escaped(status)}</strong> ${escaped(detail)}</p>
    <dl class="card__list">
      ${pay ? `<div><dt>Pay</dt><dd>${escaped(pay)}${note ? ` <span class="card__note">${escaped(note)}</span>` : ''}</dd></div>` : ''}
      ${contract ? `<div><dt>Contract</dt><dd>${escaped(contract)}</dd></div>` : ''}
    </dl>
  </div>
</li>`)
  }
  return made.get(slug)
}

export default function (config) {
  config.addFilter('card', card)
  config.addFilter('after_brace', text => text.slice(1))
  config.setDataDeepMerge(false)
  config.setUseGitIgnore(false)
  config.setQuietMode(true)
  return {
    dir: { input: 'source', output: 'public', includes: '_includes', data: '_data' },
    templateFormats: ['md', 'njk'],
    markdownTemplateEngine: false,
    htmlTemplateEngine: 'njk'
  }
}
