// What is chosen now, each with a link that takes it away.
import { type Chosen, type ChosenTag, OPEN, type RangeName, RANGES } from '../../search/chosen.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import { languageName } from '../ui/language-name.ts'

interface Chip {
  name: string
  /** What is chosen once it is taken away. */
  rest: Chosen
}

export interface ChipsProps {
  chosen: Chosen
  linkTo: (chosen: Chosen) => string
  /** Of the list with nothing chosen. */
  whole: string
}

export function chips(t: Messages, { chosen, linkTo, whole }: ChipsProps): Html | false {
  const all = [...tagChips(t, chosen), ...rangeChips(t, chosen), ...plainChips(t, chosen)]
  return (
    all.length > 0 &&
    html`<div class="chosen">
      <ul class="chips" aria-label="${t('find.chips')}">
        ${all.map(
          ({ name, rest }) =>
            html`<li>
              <a href="${linkTo(rest)}" rel="nofollow" aria-label="${t('find.removeChip', { name })}"
                ><span dir="auto">${name}</span> <span aria-hidden="true">×</span></a
              >
            </li>`,
        )}
      </ul>
      ${all.length > 1 && html`<a class="clear" href="${whole}" rel="nofollow">${t('find.clear')}</a>`}
    </div>`
  )
}

/** What is chosen, in words. */
export function chosenNames(t: Messages, chosen: Chosen): string[] {
  return [...tagChips(t, chosen), ...rangeChips(t, chosen), ...plainChips(t, chosen)].map(({ name }) => name)
}

export function countChosen(t: Messages, chosen: Chosen): number {
  return tagChips(t, chosen).length + rangeChips(t, chosen).length + plainChips(t, chosen).length
}

function tagChips(t: Messages, chosen: Chosen): Chip[] {
  const groups = new Set<number>()
  const nameOf = (field: 'with' | 'any' | 'without', { name, vocabularyId }: ChosenTag): string => {
    if (field === 'with') return name
    if (field === 'without') return t('find.chipWithout', { name })
    if (groups.has(vocabularyId)) return t('find.chipOr', { name })
    groups.add(vocabularyId)
    return name
  }
  const fields = (['with', 'any', 'without'] as const).flatMap((field) =>
    byVocabulary(chosen[field]).map((tag) => ({
      name: nameOf(field, tag),
      rest: { ...chosen, [field]: chosen[field].filter(({ id }) => id !== tag.id) },
    })),
  )
  const { pairing, authors } = chosen
  return [
    ...(chosen.text === '' ? [] : [{ name: t('find.chipText', { text: chosen.text }), rest: withoutText(chosen) }]),
    ...fields,
    ...(pairing ? [{ name: t('find.chipPairing', { name: pairing.name }), rest: { ...chosen, pairing: null } }] : []),
    ...authors.map(({ id, name }) => ({
      name: t('find.chipBy', { name }),
      rest: { ...chosen, authors: authors.filter((author) => author.id !== id) },
    })),
  ]
}

/** Those that belong together stand together. */
function byVocabulary(tags: readonly ChosenTag[]): ChosenTag[] {
  return [...Map.groupBy(tags, (tag) => tag.vocabularyId).values()].flat()
}

function withoutText(chosen: Chosen): Chosen {
  const { sort } = chosen
  return { ...chosen, text: '', textIn: null, sort: sort.by === 'relevance' ? { by: null, direction: null } : sort }
}

const KEYS = {
  words: ['find.chipWordsFrom', 'find.chipWordsTo'],
  chapters: ['find.chipChaptersFrom', 'find.chipChaptersTo'],
  updated: ['find.chipUpdatedFrom', 'find.chipUpdatedTo'],
  published: ['find.chipPublishedFrom', 'find.chipPublishedTo'],
} as const

function rangeChips(t: Messages, chosen: Chosen): Chip[] {
  return RANGES.flatMap((field) => {
    const { from, to } = chosen[field]
    const [atLeast, atMost] = KEYS[field]
    return [
      ...(from === null ? [] : [{ name: t(atLeast, endOf(t, from)), rest: rest(chosen, field, { from: null, to }) }]),
      ...(to === null ? [] : [{ name: t(atMost, endOf(t, to)), rest: rest(chosen, field, { from, to: null }) }]),
    ]
  })
}

function rest(chosen: Chosen, field: RangeName, range: { from: unknown; to: unknown }): Chosen {
  return { ...chosen, [field]: range.from === null && range.to === null ? OPEN : range }
}

function endOf(t: Messages, end: number | string): Record<string, string | number> {
  if (typeof end === 'number') return { count: end }
  const [, count, unit] = /^(\d+)([dwmy])$/.exec(end) ?? []
  if (count === undefined || unit === undefined) return { day: t.date(Date.parse(`${end}T12:00:00Z`)) }
  return { day: t('find.chipAgo', { unit, count: Number(count) }) }
}

function plainChips(t: Messages, chosen: Chosen): Chip[] {
  const { languages, status, crossover } = chosen
  return [
    ...languages.map((language) => ({
      name: languageName(language),
      rest: { ...chosen, languages: languages.filter((other) => other !== language) },
    })),
    ...(status === null
      ? []
      : [
          {
            name: t(status === 'complete' ? 'find.statusComplete' : 'find.statusInProgress'),
            rest: { ...chosen, status: null },
          },
        ]),
    ...(crossover === null
      ? []
      : [
          {
            name: t(crossover === 'only' ? 'find.chipCrossoverOnly' : 'find.chipCrossoverNone'),
            rest: { ...chosen, crossover: null },
          },
        ]),
    ...(chosen.oneChapter ? [{ name: t('find.chipOneChapter'), rest: { ...chosen, oneChapter: false } }] : []),
    ...(chosen.downloadsOn ? [{ name: t('find.chipDownloads'), rest: { ...chosen, downloadsOn: false } }] : []),
    ...(chosen.reviewsOn ? [{ name: t('find.chipReviews'), rest: { ...chosen, reviewsOn: false } }] : []),
  ]
}
