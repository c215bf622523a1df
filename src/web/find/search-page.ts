import { bundleLink } from '../bundles/bundle-link.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { suggesting } from '../ui/suggest.ts'
import { booksOf } from './list-address.ts'
import { type Finding, findingRoom } from './finding.ts'

/** `finding`: null where nothing was asked for yet. */
export function searchPage(chrome: Chrome, finding: Finding | null): Html {
  const { t } = chrome
  const text = finding?.list.chosen.text ?? ''
  const help = html`<a href="${paths.searchHelp({})}">${t('search.help')}</a>`
  const browse = html`<a href="${paths.browse({})}">${t('search.browse')}</a>`
  const none = html`${t('search.none')} ${t.rich('search.noneTry', { help, browse })}`
  return layout(
    chrome,
    {
      title: text === '' ? t('search.title') : t('search.of', { text }),
      shape: finding ? 'wide' : undefined,
      unlisted: finding !== null,
    },
    html`<h1>${t('search.title')}</h1>
      ${searchForm(chrome, finding)}
      ${
        finding
          ? findingRoom(chrome, finding, {
              empty: none,
              none: text === '' ? undefined : none,
              foot: html`${finding.list.text.waiting > 0 && html`<p class="quiet">${t('find.waiting', { count: finding.list.text.waiting })}</p>`}
              ${finding.list.total > 0 && bundleLink(chrome, booksOf(finding.list, paths.searchBooks({})))}`,
            })
          : html`<p class="quiet">${t('search.intro')}</p>
              <p>${browse} · <a href="${paths.works({})}">${t('search.all')}</a></p>`
      }`,
  )
}

/** With what else is chosen, so that other words are looked for in the same list. */
function searchForm(chrome: Chrome, finding: Finding | null): Html {
  const { t } = chrome
  const { text, textIn } = finding?.list.chosen ?? { text: '', textIn: null }
  const choices = [
    { value: '', words: t('search.inAll') },
    { value: 'headings', words: t('search.inHeadings') },
    { value: 'texts', words: t('search.inTexts') },
  ]
  // Then the page opens at that.
  const hasMistake = finding !== null && (finding.list.troubles.size > 0 || finding.list.problems.length > 0)
  return html`<form class="search" role="search" method="get" action="${paths.search({})}" autocomplete="off">
    <div class="search-box">
      <div><input
        type="search"
        name="q"
        value="${text}"
        aria-label="${t('search.label')}"
        autocomplete="off"
        dir="auto"
        ${text === '' && !hasMistake && 'autofocus'}
        ${suggesting(t, { from: paths.suggestAnything({}), as: 'go' })}
      /></div>
      <button type="submit">${t('search.go')}</button>
    </div>
    <fieldset class="match">
      <legend>${t('search.in')}</legend>
      ${choices.map(({ value, words }) => html`<label><input type="radio" name="in" value="${value}" ${value === (textIn ?? '') && 'checked'} /> ${words}</label>`)}
      <a class="search-help" href="${paths.searchHelp({})}">${t('search.help')}</a>
    </fieldset>
  </form>`
}
