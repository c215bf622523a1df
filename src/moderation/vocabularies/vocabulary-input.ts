import type { FieldErrors } from '../../errors.ts'
import type { VocabularyRole } from '../../store/tables/tags.ts'
import { MOST_TAGS } from '../../tags/list-form-vocabularies.ts'
import { slugOf } from '../../text/slug.ts'
import { refuseIfAny, tidyTitle } from '../../works/check-input.ts'
import { briefHtml } from '../../works/source-to-html.ts'

export interface VocabularyInput {
  name: string
  /** Of its address; empty: made of the name. */
  slug: string
  role: VocabularyRole
  closed: boolean
  many: boolean
  required: boolean
  /** How many a work may have; 0: no limit. NaN is refused. */
  least: number
  most: number
  spoiler: boolean
  onBlurb: boolean
  inHead: boolean
  inFilters: boolean
  inBrowse: boolean
  /** As typed: plain, or HTML. */
  description: string
}

export const ROLES: readonly VocabularyRole[] = [
  'rating',
  'warning',
  'fandom',
  'character',
  'relationship',
  'freeform',
  'facet',
]

/** Pages below `/browse` that are no vocabularies. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  'titles',
  'authors',
  'beta-readers',
  'series',
  'featured',
  'top',
])

const LONGEST_NAME = 100
export const LONGEST_DESCRIPTION = 5000

/** The row's columns; refuses with invalid per field. */
export function checkVocabulary(input: VocabularyInput) {
  const name = tidyTitle(input.name.slice(0, 10_000))
  const slug = slugOf(input.slug.trim().slice(0, 1000) || name, 'kind')
  const isOne = !input.many || input.role === 'rating'
  refuseIfAny(mistakesIn(input, name, slug), isOne ? {} : mistakesInLimits(input))
  const description = input.description.trim()
  return {
    name,
    slug,
    role: input.role,
    closed: bit(input.closed),
    many: bit(!isOne),
    required: bit(input.required || input.role === 'rating'),
    least: isOne ? 0 : input.least,
    most: isOne ? 0 : input.most,
    // A rating tells whether somebody wants to open a work at all.
    spoiler: bit(input.spoiler && input.role !== 'rating'),
    on_blurb: bit(input.onBlurb),
    in_head: bit(input.inHead),
    in_filters: bit(input.inFilters),
    in_browse: bit(input.inBrowse),
    description_source: description,
    description_html: description === '' ? '' : briefHtml(description),
  }
}

function mistakesIn({ description }: VocabularyInput, name: string, slug: string): FieldErrors {
  const errors: Record<string, string> = {}
  if (name === '') errors.name = 'Please give this kind of tag a name.'
  else if ([...name].length > LONGEST_NAME) errors.name = `Please use at most ${LONGEST_NAME} characters.`
  if (RESERVED_SLUGS.has(slug))
    errors.slug = 'The archive has a page of its own at this address. Please choose another.'
  if (description.length > LONGEST_DESCRIPTION)
    errors.description = `Please use at most ${LONGEST_DESCRIPTION} characters.`
  return errors
}

function mistakesInLimits({ least, most }: VocabularyInput): FieldErrors {
  const errors: Record<string, string> = {}
  const isLimit = (value: number) => Number.isInteger(value) && value >= 0 && value <= MOST_TAGS
  if (!isLimit(least)) errors.least = `Please write a number up to ${MOST_TAGS}; 0 is no limit.`
  if (!isLimit(most)) errors.most = `Please write a number up to ${MOST_TAGS}; 0 is no limit.`
  else if (most > 0 && isLimit(least) && most < least) errors.most = 'This is less than the least number.'
  return errors
}

function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0
}
