// What the form of the panel sends that is no address yet: typed names, how ticked tags are meant together, a sorting
// with its direction. It is made into an address, to which the browser is then sent.
import { findAuthorsByTypedName, findTagsByTypedName, type NamedTag } from '../../search/find-named.ts'
import type { ChosenAuthor } from '../../search/chosen.ts'
import { tagAddress } from '../../search/filter-address.ts'
import type { Db } from '../../store/database.ts'
import { splitNames } from '../../tags/tag-names.ts'
import { cleanText } from '../../text/well-formed.ts'

/** The names of the fields that only the form knows; `<vocabulary>` is the slug. */
export const FIELDS = {
  sorted: 'sorted',
  updatedWithin: 'updated-within',
  publishedWithin: 'published-within',
  by: 'by',
  pairing: 'pairing-named',
  match: (vocabularySlug: string) => `match.${vocabularySlug}`,
  more: (vocabularySlug: string) => `more.${vocabularySlug}`,
  not: (vocabularySlug: string) => `not.${vocabularySlug}`,
} as const

const OF_FORM = /^(?:sorted|updated-within|published-within|by|pairing-named|(?:match|more|not)\..+)$/
const LONGEST_FIELD = 5000

/** Names in one field that lead nowhere, or to several. */
export interface NameTrouble {
  typed: string
  unknown: string[]
  ambiguous: Array<{ name: string; tags: readonly NamedTag[] }>
}

/** By field. */
export type NameTroubles = ReadonlyMap<string, NameTrouble>

export interface SentForm {
  /** With what the fields mean put in the place of the fields. */
  address: URLSearchParams
  troubles: NameTroubles
}

/** Also a form with nothing filled in: an empty value never stands in an address. */
export function isSentForm(params: URLSearchParams): boolean {
  for (const [name, value] of params) if (value === '' || OF_FORM.test(name)) return true
  return false
}

/** `pairingSlugs`: the vocabularies of relationships. At most four queries. */
export async function readSentForm(
  db: Db,
  params: URLSearchParams,
  pairingSlugs: readonly string[],
): Promise<SentForm> {
  const address = new URLSearchParams([...params].filter(([name, value]) => value !== '' && !OF_FORM.test(name)))
  matchTogether(address, params)
  for (const field of ['updated', 'published'] as const) {
    const within = params.get(`${field}-within`)
    if (within) address.set(`${field}-from`, within)
  }
  const [by, direction] = (params.get(FIELDS.sorted) ?? '').split(' ')
  if (by) address.set('sort', by)
  if (by && direction) address.set('order', direction)
  return { address, troubles: await takeNames(db, { params, address, pairingSlugs }) }
}

/** All ticked tags of a vocabulary are meant in one way. */
function matchTogether(address: URLSearchParams, params: URLSearchParams): void {
  for (const [name, value] of params) {
    if (!name.startsWith('match.')) continue
    const [from, to] = value === 'any' ? ['with', 'any'] : ['any', 'with']
    const start = `${name.slice('match.'.length)}/`
    const moved = address.getAll(from).filter((tag) => tag.startsWith(start))
    for (const tag of moved) {
      address.delete(from, tag)
      address.append(to, tag)
    }
  }
}

interface TypedField {
  field: string
  typed: string
  names: string[]
  /** Absent: authors. */
  vocabularySlugs?: readonly string[]
  to: 'with' | 'any' | 'without' | 'pairing' | 'author'
}

interface Names {
  params: URLSearchParams
  address: URLSearchParams
  pairingSlugs: readonly string[]
}

async function takeNames(db: Db, { params, address, pairingSlugs }: Names): Promise<NameTroubles> {
  const fields = typedFields(params, pairingSlugs)
  const tagFields = fields.filter(({ to }) => to !== 'author')
  const [tagsNamed, authorNamed] = await Promise.all([
    findTagsByTypedName(
      db,
      tagFields.flatMap(({ names, vocabularySlugs = [] }) =>
        names.flatMap((name) => vocabularySlugs.map((vocabularySlug) => ({ vocabularySlug, name }))),
      ),
    ),
    findAuthorsByTypedName(
      db,
      fields.flatMap(({ to, names }) => (to === 'author' ? names : [])),
    ),
  ])
  const troubles = new Map<string, NameTrouble>()
  for (const { field, typed, names, vocabularySlugs = [], to } of fields) {
    const unknown: string[] = []
    const ambiguous: NameTrouble['ambiguous'] = []
    for (const name of names) {
      const tags = vocabularySlugs.flatMap((vocabularySlug) => tagsNamed({ vocabularySlug, name }))
      const author = to === 'author' ? authorNamed(name) : undefined
      const found = author ? [addressOfAuthor(author)] : tags.map(tagAddress)
      if (found.length === 1) address.append(to, found[0]!)
      else if (found.length === 0) unknown.push(name)
      else ambiguous.push({ name, tags })
    }
    if (unknown.length + ambiguous.length > 0) troubles.set(field, { typed, unknown, ambiguous })
  }
  return troubles
}

function addressOfAuthor({ slug }: ChosenAuthor): string {
  return slug
}

function typedFields(params: URLSearchParams, pairingSlugs: readonly string[]): TypedField[] {
  return [...new Set(params.keys())].flatMap((field): TypedField[] => {
    const typed = cleanText(params.get(field)!).slice(0, LONGEST_FIELD)
    const names = splitNames(typed)
    if (names.length === 0) return []
    if (field === FIELDS.by) return [{ field, typed, names, to: 'author' }]
    if (field === FIELDS.pairing)
      return [{ field, typed, names: names.slice(0, 1), vocabularySlugs: pairingSlugs, to: 'pairing' }]
    const [, kind, slug] = /^(more|not)\.(.+)$/.exec(field) ?? []
    if (slug === undefined) return []
    const isAny = params.get(FIELDS.match(slug)) === 'any'
    return [{ field, typed, names, vocabularySlugs: [slug], to: kind === 'not' ? 'without' : isAny ? 'any' : 'with' }]
  })
}
