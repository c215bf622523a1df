// Sorting and filtering of a shelf: a form that sends itself as an address, tags as links with counts, and what is
// chosen now as chips.
import type { ShelfWorks } from '../../reading/list-shelf-works.ts'
import type { ShelfTag } from '../../reading/list-shelf-tags.ts'
import { COMPLETIONS, formatShelfView, isFiltered, type ShelfView, sortValue, SORTS } from '../../reading/shelf-view.ts'
import { checkField, selectField, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export interface FilterProps {
  view: ShelfView
  tags: readonly ShelfTag[]
  completions: ShelfWorks['completions']
  /** The shelf's address under another view; on the first page. */
  linkTo: (view: ShelfView) => string
}

export function shelfFilters(chrome: Chrome, props: FilterProps): Html {
  const { t, viewer } = chrome
  const { view, completions, linkTo } = props
  const completion = [
    { value: '', label: t('shelves.completion.all', { count: completions.all }) },
    ...COMPLETIONS.map((value) => ({ value, label: t(`shelves.completion.${value}`, { count: completions[value] }) })),
  ]
  const action = linkTo(view).split('?')[0]!
  const { tags, as } = formatShelfView(view)
  return html`<details class="shelf-filters" ${isFiltered(view) && 'open'}>
    <summary>${t('shelves.filter')}</summary>
    <form method="get" action="${action}">
      ${selectField({ name: 'sort', label: t('shelves.sort'), value: sortValue(view.sort, view.descending), choices: sortings(chrome) })}
      ${selectField({ name: 'status', label: t('shelves.completion'), value: view.completion, choices: completion })}
      ${textField({ name: 'find', label: t('shelves.find'), value: view.search })}
      ${viewer.kind === 'member' && checkField({ name: 'unread', label: t('shelves.unread'), checked: view.unread })}
      ${as !== null && html`<input type="hidden" name="as" value="${as}" />`}
      ${tags !== null && html`<input type="hidden" name="tags" value="${tags}" />`}
      <p class="buttons"><button class="quiet" type="submit">${t('shelves.apply')}</button></p>
    </form>
    ${tagGroups(chrome, props)}
  </details>`
}

function sortings({ t }: Chrome) {
  return SORTS.flatMap((sort) =>
    (['', '-'] as const).map((turned) => ({ value: `${turned}${sort}`, label: t(`shelves.sort.${turned}${sort}`) })),
  )
}

/** A link for each tag; its count is what the list holds when it is followed. */
function tagGroups({ t }: Chrome, { view, tags, linkTo }: FilterProps): Html {
  const groups = [...Map.groupBy(tags, (tag) => tag.vocabularySlug).values()]
  groups.sort((a, b) => a[0]!.vocabularyPosition - b[0]!.vocabularyPosition)
  return html`${groups.map(
    (group) =>
      html`<h2>${group[0]!.vocabularyName}</h2>
        <ul class="facets">
          ${group.map(
            (tag) =>
              html`<li>
                ${tag.isChosen ? html`<strong dir="auto">${tag.name}</strong>` : html`<a href="${linkTo({ ...view, tags: [...view.tags, tag.id] })}" rel="nofollow" dir="auto">${tag.name}</a>`}
                <span class="quiet">${t.number(tag.workCount)}</span>
              </li>`,
          )}
        </ul>`,
  )}`
}

/** Each filter that is on, with a link that takes it away. */
export function filterChips({ t }: Chrome, { view, tags, linkTo }: FilterProps): Html | false {
  const chips = [
    ...(view.search === '' ? [] : [{ name: `“${view.search}”`, without: { ...view, search: '' } }]),
    ...(view.completion === null
      ? []
      : [{ name: t(`reading.${COMPLETION_WORDS[view.completion]}`), without: { ...view, completion: null } }]),
    ...(view.unread ? [{ name: t('shelves.unreadChip'), without: { ...view, unread: false } }] : []),
    ...tags
      .filter((tag) => tag.isChosen)
      .map(({ id, name }) => ({ name, without: { ...view, tags: view.tags.filter((other) => other !== id) } })),
  ]
  return (
    chips.length > 0 &&
    html`<ul class="chips" aria-label="${t('shelves.chosen')}">
      ${chips.map(
        ({ name, without }) =>
          html`<li>
            <a href="${linkTo(without)}" rel="nofollow" aria-label="${t('shelves.without', { name })}"
              ><span dir="auto">${name}</span> <span aria-hidden="true">×</span></a
            >
          </li>`,
      )}
    </ul>`
  )
}

const COMPLETION_WORDS = { complete: 'complete', in_progress: 'inProgress' } as const
