import type { VocabularyRole } from '../../store/tables/tags.ts'
import { foldTag } from '../../text/slug.ts'
import type { Clock } from '../day-range.ts'
import type { Range } from '../question.ts'
import {
  AUTHOR_FIELDS,
  CROSSOVER_FIELDS,
  CROSSOVERS,
  DATE_FIELDS,
  LANGUAGE_FIELDS,
  NUMBER_FIELDS,
  ROLE_FIELDS,
  SORT_FIELDS,
  SORTS,
  STATUS_FIELDS,
  STATUSES,
  TEXT_FIELDS,
} from './fields.ts'
import type { Mistake } from './mistakes.ts'
import { outside } from './one-of-terms.ts'
import type { FilterTerm, QuerySort, TagPlace } from './parsed-query.ts'
import { bitOf } from './parts-of-work.ts'
import type { WordNode } from './query.ts'
import { readDates } from './read-dates.ts'
import { readRange } from './read-number.ts'
import { readPhrase } from './read-phrase.ts'
import type { FieldForm, QuerySign } from './read-signs.ts'

/** What the words of a search depend on. */
export interface QueryWords extends Clock {
  vocabularies: ReadonlyArray<{ slug: string; name: string; role: VocabularyRole }>
}

type FieldSign = Extract<QuerySign, { kind: 'field' }>

interface Reading extends QueryWords {
  isNot: boolean
  mistakes: Mistake[]
}

export type ReadField = { term: FilterTerm } | { node: WordNode } | { sort: QuerySort }

export function fieldNames(known: QueryWords): (name: string) => FieldForm {
  return (name) => {
    if (has(NUMBER_FIELDS, name)) return 'number'
    if (has(DATE_FIELDS, name)) return 'date'
    const others = [AUTHOR_FIELDS, STATUS_FIELDS, LANGUAGE_FIELDS, SORT_FIELDS, CROSSOVER_FIELDS]
    const isKnown = has(TEXT_FIELDS, name) || others.some((each) => each.includes(name))
    return isKnown || tagPlaceOf(name, known) !== null ? 'names' : null
  }
}

/** Null, with a mistake, where its value says nothing. */
export function readField(sign: FieldSign, reading: Reading): ReadField | null {
  const { name, values } = sign
  const { mistakes } = reading
  const value = values[0]?.trim() ?? ''
  if (value === '') {
    mistakes.push({ kind: 'no_value', word: name })
    return null
  }
  if (has(NUMBER_FIELDS, name)) return readNumbers(sign, NUMBER_FIELDS[name as keyof typeof NUMBER_FIELDS], reading)
  if (has(DATE_FIELDS, name)) return readTimes(sign, DATE_FIELDS[name as keyof typeof DATE_FIELDS], reading)
  const part = TEXT_FIELDS[name]
  if (part) {
    const phrase = readPhrase(value, mistakes, true)
    if (phrase) return { node: { kind: 'words', phrase, places: bitOf(part) } }
    mistakes.push({ kind: 'no_value', word: name })
    return null
  }
  const names = values.map((each) => each.replaceAll('_', ' ').trim()).filter((each) => each !== '')
  const { isNot: isExcluded } = reading
  if (AUTHOR_FIELDS.includes(name)) return { term: { kind: 'authors', field: name, names, isExcluded } }
  const where = tagPlaceOf(name, reading)
  if (where) return { term: { kind: 'tags', field: name, where, names, isExcluded } }
  return readChoice(name, names, reading)
}

function readNumbers(
  { name, compare, values }: FieldSign,
  of: 'words' | 'chapters' | 'kudos' | 'reviews' | 'reads',
  { isNot, mistakes }: Reading,
): ReadField | null {
  const range = readRange(compare === ':' ? values[0]! : compare + values[0]!)
  if (range === null) {
    mistakes.push({ kind: 'not_a_number', word: name, value: values[0]!.slice(0, 40) })
    return null
  }
  if (of !== 'words' && of !== 'chapters') return { node: { kind: 'number', of, range } }
  return rangeTerm(of, range, { name, isNot, mistakes })
}

function readTimes(
  { name, compare, values }: FieldSign,
  of: 'updated' | 'published',
  { isNot, mistakes, ...clock }: Reading,
): ReadField | null {
  const range = readDates(compare === ':' ? values[0]! : compare + values[0]!, clock)
  if (range !== null) return rangeTerm(of, range, { name, isNot, mistakes })
  mistakes.push({ kind: 'not_a_date', word: name, value: values[0]!.slice(0, 40) })
  return null
}

function rangeTerm(
  of: 'words' | 'chapters' | 'updated' | 'published',
  range: Range,
  { name, isNot, mistakes }: { name: string; isNot: boolean; mistakes: Mistake[] },
): ReadField | null {
  const meant = isNot ? outside(range) : range
  if (meant) return { term: { kind: 'range', of, range: meant } }
  mistakes.push({ kind: 'cannot_exclude', word: name })
  return null
}

function readChoice(name: string, names: string[], { isNot, mistakes }: Reading): ReadField | null {
  const value = names[0]!.toLowerCase()
  const wrong = (choices: Readonly<Record<string, string>>): null => {
    const words = [...new Set(Object.values(choices))].join(', ')
    mistakes.push({ kind: 'not_one_of', word: name, value: value.slice(0, 40), choices: words })
    return null
  }
  if (SORT_FIELDS.includes(name)) return readSort(value) ?? wrong(SORTS)
  if (STATUS_FIELDS.includes(name)) {
    const status = STATUSES[value]
    if (!status) return wrong(STATUSES)
    const other = status === 'complete' ? 'in progress' : 'complete'
    return { term: { kind: 'status', status: isNot ? other : status } }
  }
  if (CROSSOVER_FIELDS.includes(name)) {
    const crossover = CROSSOVERS[value]
    if (!crossover) return wrong(CROSSOVERS)
    return { term: { kind: 'crossover', crossover: isNot === (crossover === 'only') ? 'none' : 'only' } }
  }
  if (isNot) {
    mistakes.push({ kind: 'cannot_exclude', word: name })
    return null
  }
  return { term: { kind: 'languages', names } }
}

/** `words`, `>words` and `words-asc` (the least first), `<words`, `-words` and `words-desc`. */
function readSort(value: string): ReadField | null {
  const [, sign, word = '', end] = /^([<>+-]?)([a-z ]+?)(?:[-: ](asc|desc|up|down)\w*)?$/.exec(value) ?? []
  const name = word.replaceAll(' ', '_')
  if (!has(SORTS, name)) return null
  const by = SORTS[name as keyof typeof SORTS]
  const usual = by === 'title' || by === 'author' ? 'up' : 'down'
  const asked = sign === '>' || sign === '+' ? 'up' : sign ? 'down' : null
  const told = end ? (end === 'asc' || end === 'up' ? 'up' : 'down') : null
  return { sort: { by, direction: told ?? asked ?? usual } }
}

function tagPlaceOf(name: string, { vocabularies }: QueryWords): TagPlace | null {
  const own = vocabularies.find(({ slug, name: full }) => {
    const names = [slug, slug.replaceAll('-', '_'), foldTag(full).replaceAll(' ', '_')]
    return names.includes(name) || names.includes(`${name}s`)
  })
  // What an archive calls so itself; else every vocabulary of that kind.
  if (own?.role === 'facet') return { vocabulary: own.slug }
  if (has(ROLE_FIELDS, name)) return { role: ROLE_FIELDS[name as keyof typeof ROLE_FIELDS] }
  return own ? { vocabulary: own.slug } : null
}

function has(facts: object, name: string): boolean {
  return Object.hasOwn(facts, name)
}
