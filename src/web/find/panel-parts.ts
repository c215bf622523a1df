// What every archive's panel has besides its vocabularies: status, language, length, dates, and the rest.
import type { Chosen } from '../../search/chosen.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { languageName } from '../ui/language-name.ts'
import type { FoundList } from './find-list.ts'
import { namesField } from './names-field.ts'
import { FIELDS } from './sent-form.ts'

export function statusPart(t: Messages, { chosen, facets }: FoundList): Html {
  const counted = (name: string, count: number | undefined) =>
    count === undefined || chosen.status !== null ? name : t('find.withCount', { name, count })
  const choices = [
    { value: '', words: t('find.statusAny'), isChosen: chosen.status === null },
    {
      value: 'complete',
      words: counted(t('find.statusComplete'), facets?.complete),
      isChosen: chosen.status === 'complete',
    },
    {
      value: 'in-progress',
      words: counted(t('find.statusInProgress'), facets?.inProgress),
      isChosen: chosen.status === 'in progress',
    },
  ]
  return group(t('find.status'), { isOpen: true }, radios(t('find.status'), 'status', choices))
}

interface RadioChoice {
  value: string
  words: string
  isChosen: boolean
}

function radios(legend: string, name: string, choices: readonly RadioChoice[]): Html {
  return html`<fieldset class="plain">
    <legend class="visually-hidden">${legend}</legend>
    ${choices.map(
      ({ value, words, isChosen }) =>
        html`<label class="ask"
          ><input type="radio" name="${name}" value="${value}" ${isChosen && 'checked'} /><span>${words}</span></label
        >`,
    )}
  </fieldset>`
}

const LANGUAGES_SHOWN = 12

export function languagesPart(t: Messages, { chosen, facets, others }: FoundList): Html | false {
  const found = (others.find(({ of }) => of === 'languages')?.facets ?? facets)?.languages ?? []
  const counts = new Map<string, number | null>(
    found.slice(0, LANGUAGES_SHOWN).map(({ language, count }) => [language, count]),
  )
  for (const language of chosen.languages)
    if (!counts.has(language)) counts.set(language, found.find((one) => one.language === language)?.count ?? null)
  if (counts.size <= 1 && chosen.languages.length === 0) return false
  return group(
    t('find.language'),
    { isOpen: chosen.languages.length > 0 },
    html`<ul class="values">
      ${[...counts].map(
        ([language, count]) =>
          html`<li>
            <label class="ask"
              ><input type="checkbox" name="language" value="${language}" ${chosen.languages.includes(language) && 'checked'} /><span
                >${languageName(language)}</span
              >${count !== null && html` <span class="count">${t.number(count)}</span>`}</label
            >
          </li>`,
      )}
    </ul>`,
  )
}

export function lengthPart(t: Messages, list: FoundList): Html {
  const { words, chapters, oneChapter } = list.chosen
  const isOpen = isSet(words) || isSet(chapters) || oneChapter || hasProblem(list, ['words', 'chapters'])
  return group(
    t('find.length'),
    { isOpen },
    html`${range(t, list, 'words')} ${range(t, list, 'chapters')} ${tick('chapters', 'one', t('find.oneChapter'), oneChapter)}`,
  )
}

export function datesPart(t: Messages, list: FoundList): Html {
  const { updated, published } = list.chosen
  const isOpen = isSet(updated) || isSet(published) || hasProblem(list, ['updated', 'published'])
  return group(
    t('find.dates'),
    { isOpen },
    html`${within(t, list, 'updated')} ${range(t, list, 'updated')} ${within(t, list, 'published')} ${range(t, list, 'published')}
      <p class="hint">${t('find.dayHint')}</p>`,
  )
}

export function furtherPart(t: Messages, list: FoundList, linkTo: (chosen: Chosen) => string): Html {
  const { chosen, troubles, vocabularies } = list
  const { crossover, pairing, authors, downloadsOn, reviewsOn } = chosen
  const pairings = vocabularies.find(({ role }) => role === 'relationship')
  const isOpen =
    crossover !== null ||
    pairing !== null ||
    authors.length > 0 ||
    downloadsOn ||
    reviewsOn ||
    troubles.has(FIELDS.by) ||
    troubles.has(FIELDS.pairing)
  const crossovers = [
    { value: '', words: t('find.crossoverAny'), isChosen: crossover === null },
    { value: 'only', words: t('find.crossoverOnly'), isChosen: crossover === 'only' },
    { value: 'none', words: t('find.crossoverNone'), isChosen: crossover === 'none' },
  ]
  const hasFandoms = vocabularies.some(({ role }) => role === 'fandom')
  return group(
    t('find.further'),
    { isOpen },
    html`${hasFandoms && html`<p class="head" aria-hidden="true">${t('find.crossover')}</p>`}
      ${hasFandoms && radios(t('find.crossover'), 'crossover', crossovers)}
      ${pairing && tick('pairing', `${pairing.vocabularySlug}/${pairing.slug}`, t('find.chipPairing', { name: pairing.name }), true)}
      ${pairings && namesField(t, { field: FIELDS.pairing, suggest: paths.suggestTags({ vocabulary: pairings.slug }), label: t('find.pairing'), troubles, choose: (tag) => linkTo({ ...chosen, pairing: tag }) })}
      ${authors.map(({ name, slug }) => tick('author', slug, t('find.chipBy', { name }), true))}
      ${namesField(t, { field: FIELDS.by, suggest: paths.suggestAuthors({}), isOfAuthors: true, label: t('find.by'), troubles, choose: () => '' })}
      ${tick('downloads', 'on', t('find.downloads'), downloadsOn)} ${tick('reviews', 'on', t('find.reviews'), reviewsOn)}`,
  )
}

function group(title: string, { isOpen }: { isOpen: boolean }, content: Html): Html {
  return html`<details class="group" ${isOpen && 'open'}>
    <summary><span>${title}</span></summary>
    ${content}
  </details>`
}

function tick(name: string, value: string, words: string, isChosen: boolean): Html {
  return html`<label class="ask"
    ><input type="checkbox" name="${name}" value="${value}" ${isChosen && 'checked'} /><span dir="auto">${words}</span></label
  >`
}

function isSet({ from, to }: { from: unknown; to: unknown }): boolean {
  return from !== null || to !== null
}

function hasProblem({ problems }: FoundList, fields: readonly string[]): boolean {
  return problems.some(({ field }) => fields.some((start) => field.startsWith(start)))
}

const ENDS = {
  words: ['find.wordsFrom', 'find.wordsTo'],
  chapters: ['find.chaptersFrom', 'find.chaptersTo'],
  updated: ['find.updatedFrom', 'find.updatedTo'],
  published: ['find.publishedFrom', 'find.publishedTo'],
} as const

function range(t: Messages, list: FoundList, field: keyof typeof ENDS): Html {
  const [from, to] = ENDS[field]
  return html`<div class="range">${end(t, list, { field, side: 'from', label: t(from) })} ${end(t, list, { field, side: 'to', label: t(to) })}</div>`
}

interface End {
  field: keyof typeof ENDS
  side: 'from' | 'to'
  label: string
}

/** A value that was not understood stands there as it was typed, with what is the matter. */
function end(t: Messages, { chosen, problems, troubles }: FoundList, { field, side, label }: End): Html {
  const name = `${field}-${side}`
  const unreadable = problems.filter(({ kind }) => kind.startsWith('unreadable'))
  const problem = unreadable.find((one) => one.field === name)
  const isFirst = troubles.size === 0 && problem !== undefined && problem === unreadable[0]
  const typed = problem && 'value' in problem ? problem.value : null
  const isDay = field === 'updated' || field === 'published'
  const value = typed ?? (isDay && side === 'from' && isPreset(chosen[field].from) ? '' : (chosen[field][side] ?? ''))
  const words = isDay ? 'find.unreadableDay' : 'find.unreadableNumber'
  return html`<div class="${typed === null ? 'end' : 'end has-error'}">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${value}" ${!isDay && html`inputmode="numeric"`} autocomplete="off"
      ${typed !== null && html`aria-invalid="true" aria-describedby="${name}-error"`} ${isFirst && 'autofocus'} />
    ${typed !== null && html`<p class="error" id="${name}-error">${t(words, { value: typed })}</p>`}
  </div>`
}

const PRESETS = ['7d', '30d', '90d', '1y'] as const

function isPreset(day: string | number | null): boolean {
  return PRESETS.some((preset) => preset === day)
}

function within(t: Messages, { chosen }: FoundList, field: 'updated' | 'published'): Html {
  const name = field === 'updated' ? FIELDS.updatedWithin : FIELDS.publishedWithin
  const { from } = chosen[field]
  const choices = [
    { value: '', words: t(from === null || isPreset(from) ? 'find.within.any' : 'find.within.other') },
    ...PRESETS.map((value) => ({ value, words: t(`find.within.${value}`) })),
  ]
  return html`<div class="field">
    <label for="${name}">${t(`find.${field}`)}</label>
    <select id="${name}" name="${name}">
      ${choices.map(({ value, words }) => html`<option value="${value}" ${value === from && 'selected'}>${words}</option>`)}
    </select>
  </div>`
}
