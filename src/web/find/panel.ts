// The panel beside every list of works: a form that sends itself as an address. It needs no scripts.
import { type ChosenSortKey, NOTHING_CHOSEN } from '../../search/chosen.ts'
import type { Facets } from '../../search/question.ts'
import type { KnownTags } from '../../tags/known-tags.ts'
import type { FilterVocabulary } from '../../tags/list-filter-vocabularies.ts'
import type { Messages } from '../messages/messages.ts'
import { type Chrome } from '../ui/layout.ts'
import { flat, html, type Html } from '../ui/html.ts'
import { countChosen } from './chips.ts'
import { type FoundList, VALUES_SHOWN } from './find-list.ts'
import { listAddress } from './list-address.ts'
import { panelGroup, type Value } from './panel-group.ts'
import { datesPart, furtherPart, languagesPart, lengthPart, statusPart } from './panel-parts.ts'
import { FIELDS } from './sent-form.ts'
import { KeptWith } from '../../store/kept-with.ts'

export interface PanelProps {
  list: FoundList
  tags: KnownTags
}

/** How many of the groups stand open before anything is chosen in them. */
const OPEN_GROUPS = 3

export function panel(chrome: Chrome, { list, tags }: PanelProps): Html {
  const { t } = chrome
  const { chosen, troubles, address } = list
  const count = countChosen(t, chosen)
  const isOpen = troubles.size > 0 || list.problems.length > 0
  return html`<details class="panel" ${isOpen && 'open'}>
    <summary>${count === 0 ? t('find.filter') : t('find.filterActive', { count })}</summary>
    <form method="get" action="${address.path}" autocomplete="off" data-panel>
      ${kept(list)} ${sorting(chrome, list)}
      ${isOpen || list.isFiltered ? choices(t, list, tags, furtherChoices(t, list)) : unchosen(t, list, tags)}
      <p class="buttons">
        <button type="submit">${t('find.apply')}</button>
        ${count > 0 && html`<a href="${listAddress(address, { ...NOTHING_CHOSEN, sort: chosen.sort })}" rel="nofollow">${t('find.clear')}</a>`}
      </p>
    </form>
  </details>`
}

interface Unchosen {
  t: Messages
  tags: PanelProps['tags']
  vocabularies: readonly FilterVocabulary[]
  /** Null: it was shown once, as most are that never are again. */
  part: Html | null
}

/** By the counts, which the index keeps for what everybody asks. */
const unchosenParts = new KeptWith<Facets, Unchosen>()

/** Where nothing is chosen, nothing but counts, names and vocabularies is shown, whatever list it is. */
function unchosen(t: Messages, list: FoundList, tags: PanelProps['tags']): Html {
  const { facets, vocabularies } = list
  const further = furtherUnchosen(t, list)
  if (facets === null) return choices(t, list, tags, further)
  const found = unchosenParts.get(facets)
  const isSame = found?.t === t && found.tags === tags && areSame(found.vocabularies, vocabularies)
  if (isSame && found.part) return found.part
  const part = choices(t, list, tags, further)
  unchosenParts.set(facets, { t, tags, vocabularies, part: isSame ? flat(part) : null })
  return part
}

const furtherParts = new KeptWith<Messages, { vocabularies: readonly FilterVocabulary[]; part: Html }>()

/** What is not counted is the same for all lists. */
function furtherUnchosen(t: Messages, list: FoundList): Html {
  const { vocabularies } = list
  const found = furtherParts.get(t)
  if (found && areSame(found.vocabularies, vocabularies)) return found.part
  const part = flat(furtherChoices(t, list))
  furtherParts.set(t, { vocabularies, part })
  return part
}

function areSame(some: readonly FilterVocabulary[], others: readonly FilterVocabulary[]): boolean {
  return some === others || JSON.stringify(some) === JSON.stringify(others)
}

function choices(t: Messages, list: FoundList, tags: PanelProps['tags'], further: Html): Html {
  const { chosen, troubles, vocabularies, address } = list
  const linkTo = (chosen: FoundList['chosen']) => listAddress(address, chosen)
  return html`<p class="hint">${t('find.hint')}</p>
      ${isUncounted(list) && html`<p class="hint">${t('find.uncounted')}</p>`}
      ${vocabularies.map((vocabulary, index) =>
        panelGroup(t, {
          vocabulary,
          values: valuesOf(list, tags, vocabulary.id),
          chosen,
          troubles,
          linkTo,
          isOpen: index < OPEN_GROUPS,
          hasMore: countsOf(list, vocabulary.id).length >= VALUES_SHOWN,
        }),
      )}
      ${statusPart(t, list)} ${languagesPart(t, list)} ${further}`
}

function furtherChoices(t: Messages, list: FoundList): Html {
  const linkTo = (chosen: FoundList['chosen']) => listAddress(list.address, chosen)
  return html`${lengthPart(t, list)} ${datesPart(t, list)} ${furtherPart(t, list, linkTo)}`
}

/** There are too many works to be counted without the index, which is not ready. */
function isUncounted({ facets, total }: FoundList): boolean {
  return facets === null && total > 0
}

/** What is chosen and has no field of its own in the panel. */
function kept({ address, chosen, vocabularies }: FoundList): Html {
  const shown = new Set(vocabularies.map(({ id }) => id))
  const fields: Array<readonly [string, string | number]> = [
    ...Object.entries(address.kept).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ...(['with', 'any', 'without'] as const).flatMap((field) =>
      chosen[field]
        .filter((tag) => !shown.has(tag.vocabularyId))
        .map(({ vocabularySlug, slug }) => [field, `${vocabularySlug}/${slug}`] as const),
    ),
    ...(chosen.text === '' ? [] : [['q', chosen.text] as const]),
    ...(chosen.textIn === null ? [] : [['in', chosen.textIn] as const]),
  ]
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`
}

const SORTINGS = ['updated', 'published', 'words', 'kudos', 'reviews', 'reads', 'title', 'author'] as const
const UPWARDS: ReadonlySet<string> = new Set(['title', 'author', 'given', 'relevance'])

const GIVEN = {
  series: { 'given up': 'series up', 'given down': 'series down' },
  shelf: { 'given up': 'shelf up', 'given down': 'shelf down' },
} as const

function sorting({ t }: Chrome, { sort, givenOrder }: FoundList): Html {
  const own = givenOrder === 'relevance' ? givenOrder : 'given'
  const given: ChosenSortKey[] = givenOrder === null ? [] : [own]
  const current = `${sort.by === 'given' ? own : sort.by} ${sort.direction}`
  const choices = [...given, ...SORTINGS].flatMap((by) =>
    UPWARDS.has(by) ? ([`${by} up`, `${by} down`] as const) : ([`${by} down`, `${by} up`] as const),
  )
  const name = (value: (typeof choices)[number]) =>
    value === 'given up' || value === 'given down'
      ? t(`find.sort.${givenOrder === 'series' || givenOrder === 'shelf' ? GIVEN[givenOrder][value] : value}`)
      : t(`find.sort.${value}`)
  return html`<div class="field">
    <label for="${FIELDS.sorted}">${t('find.sort')}</label>
    <select id="${FIELDS.sorted}" name="${FIELDS.sorted}">
      ${choices.map((value) => html`<option value="${value}" ${value === current && 'selected'}>${name(value)}</option>`)}
    </select>
  </div>`
}

function countsOf({ facets, others }: FoundList, vocabularyId: number) {
  return (others.find(({ of }) => of === vocabularyId)?.facets ?? facets)?.tags.get(vocabularyId) ?? []
}

/** The most frequent, and what is chosen of the vocabulary, which always has a row. */
function valuesOf(list: FoundList, tags: PanelProps['tags'], vocabularyId: number): Value[] {
  const { chosen, scope } = list
  const values = new Map<number, Value>()
  for (const { tagId, count } of countsOf(list, vocabularyId)) {
    const tag = tags.get(tagId)
    const isHere = scope.kind === 'tag' && scope.tagId === tagId
    if (tag && tag.hidden === 0 && !isHere) values.set(tagId, { id: tagId, name: tag.name, slug: tag.slug, count })
  }
  for (const tag of [...chosen.with, ...chosen.any, ...chosen.without])
    if (tag.vocabularyId === vocabularyId && !values.has(tag.id)) values.set(tag.id, { ...tag, count: null })
  return [...values.values()]
}
