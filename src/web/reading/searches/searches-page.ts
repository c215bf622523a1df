import { LONGEST_NAME } from '../../../reading/searches/keep-search.ts'
import type { FieldErrors } from '../../../errors.ts'
import { FEED_FORMATS } from '../../feeds/feed-links.ts'
import { feeds, paths } from '../../paths.ts'
import { doneNotice } from '../../ui/done.ts'
import type { Messages } from '../../messages/messages.ts'
import { textField, mistakes } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import type { ReadSearch } from './read-searches.ts'
import { searchMeaning } from './search-meaning.ts'

export interface SearchesProps {
  searches: readonly ReadSearch[]
  newCounts: ReadonlyMap<number, number>
  done: string | undefined
  /** A feed was just made: the only appearance of its address. */
  made?: { id: number; token: string; origin: string }
}

const NOTICES = { saved: 'searches.saved', renamed: 'searches.renamed', deleted: 'searches.deleted' } as const

export function searchesPage(chrome: Chrome, { searches, newCounts, done, made }: SearchesProps): Html {
  const { t } = chrome
  const notice = doneNotice(NOTICES, done)
  return layout(
    chrome,
    { title: t('searches.title'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('searches.title')}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      <p class="quiet">${t('searches.about')}</p>
      ${searches.length === 0 && html`<p class="empty">${t('searches.empty')} <a href="${paths.works({})}">${t('searches.start')}</a></p>`}
      <ol class="my-works saved-searches">
        ${searches.map((search, index) => entry(chrome, { search, count: newCounts.get(search.id), made: made?.id === search.id ? made : null, isFirst: index === 0, isLast: index === searches.length - 1 }))}
      </ol>
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

interface Entry {
  search: ReadSearch
  count: number | undefined
  made: { token: string; origin: string } | null
  isFirst: boolean
  isLast: boolean
}

function entry(chrome: Chrome, { search, count = 0, made, isFirst, isLast }: Entry): Html {
  const { t } = chrome
  const place = { search: search.id }
  const { name } = search
  return html`<li id="search-${search.id}">
    <h2><a href="${paths.savedSearch(place)}" dir="auto">${name}</a> ${newMark(chrome, count)}</h2>
    ${meaningLine(t, searchMeaning(t, search), 'quiet small')} ${goneLine(chrome, search)} ${made && feedMade(chrome, made)}
    <form class="tools" method="post" action="${paths.savedSearchPlace(place)}">
      <a href="${paths.editSavedSearch(place)}" aria-label="${t('searches.renameFull', { name })}">${t('searches.rename')}</a>
      ${!isFirst && html`<button class="link" name="direction" value="up" aria-label="${t('searches.upFull', { name })}">${t('shelves.up')}</button>`}
      ${!isLast && html`<button class="link" name="direction" value="down" aria-label="${t('searches.downFull', { name })}">${t('shelves.down')}</button>`}
      <button class="link" formaction="${paths.savedSearchFeed(place)}" aria-label="${t('searches.feedFull', { name })}">
        ${t(search.hasFeed ? 'searches.renewFeed' : 'searches.makeFeed')}
      </button>
      ${search.hasFeed && html`<button class="link" formaction="${paths.revokeSavedSearchFeed(place)}" aria-label="${t('searches.revokeFull', { name })}">${t('searches.revokeFeed')}</button>`}
      <a class="danger" href="${paths.deleteSavedSearch(place)}" aria-label="${t('searches.deleteFull', { name })}">${t('searches.delete')}</a>
    </form>
  </li>`
}

export function newMark({ t }: Chrome, count: number): Html | false {
  return count > 0 && html`<strong class="news-mark">${t('searches.newCount', { count })}</strong>`
}

/** What a search finds, by the names of what was chosen; of none, that it finds everything. */
function meaningLine(t: Messages, names: readonly string[], look: string): Html {
  return html`<p class="${look}">
    ${names.length === 0 ? t('searches.everything') : names.map((name, index) => html`${index > 0 && ' · '}<span dir="auto">${name}</span>`)}
  </p>`
}

function goneLine(
  { t }: Chrome,
  { gone, isLost, isPlaceGone }: Pick<ReadSearch, 'gone' | 'isLost' | 'isPlaceGone'>,
): Html | false {
  if (isPlaceGone) return html`<p class="notice">${t('searches.placeGone')}</p>`
  if (gone.length === 0) return isLost && html`<p class="notice">${t('searches.lost')}</p>`
  const names = html`${gone.map((name, index) => html`${index > 0 && ', '}<span dir="auto">${name}</span>`)}`
  return html`<p class="notice">${t.rich(isLost ? 'searches.allGone' : 'searches.gone', { count: gone.length, names })}</p>`
}

function feedMade({ t }: Chrome, { token, origin }: { token: string; origin: string }): Html {
  return html`<div class="notice good" role="status">
    <p>${t('searches.feedMade')}</p>
    <ul>
      ${FEED_FORMATS.map((format) => html`<li class="feed-address">${t(`feeds.${format}`)}: <code>${origin}${feeds.savedSearch[format]({ token })}</code></li>`)}
    </ul>
  </div>`
}

export interface SearchFormProps {
  title: string
  name: string
  /** What it finds, in words; null: whoever renames it knows. */
  meaning: readonly string[] | null
  /** Where the form is sent, and where to go instead. */
  action: string
  back: string
  /** Of a search that is saved anew. */
  query?: string
  errors?: FieldErrors
}

/** Asks for a name. */
export function searchForm(
  chrome: Chrome,
  { title, name, meaning, action, back, query, errors }: SearchFormProps,
): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${mistakes(t, errors)}
      ${meaning && meaningLine(t, meaning, 'quiet')}
      <form method="post" action="${action}">
        ${query !== undefined && html`<input type="hidden" name="query" value="${query}" />`}
        ${textField({ name: 'name', label: t('searches.name'), value: name, error: errors?.name, required: true, maxLength: LONGEST_NAME })}
        <p class="buttons">
          <button type="submit">${t('searches.save')}</button>
          <a href="${back}">${t('shelves.cancel')}</a>
        </p>
      </form>`,
  )
}
