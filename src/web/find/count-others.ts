// Of tags of which one suffices, each is counted as if no other of its group were chosen: so it can be seen how many
// more the next would bring.
import type { Chosen, ChosenTag } from '../../search/chosen.ts'
import type { Finder } from '../../search/finder.ts'
import type { Facets, Question } from '../../search/question.ts'
import type { FilterVocabulary } from '../../tags/list-filter-vocabularies.ts'

/** Each costs a question of its own. */
const MOST_GROUPS = 3

export interface Counted {
  /** Null: the list was not asked for. */
  facets: Facets | null
  /** By vocabulary id, in the place of what `facets` tells. */
  others: ReadonlyArray<{ of: number | 'languages'; facets: Facets | null }>
}

/** One of these suffices; where some are asked for in both ways, the next one ticked is one more that a work must have. */
export function isOneEnough(vocabulary: FilterVocabulary, { with: all, any }: Pick<Chosen, 'with' | 'any'>): boolean {
  const isOf = (tag: ChosenTag) => tag.vocabularyId === vocabulary.id
  return isAlwaysAny(vocabulary) || (any.some(isOf) && !all.some(isOf))
}

/** One tag of it suffices wherever a work has only one. */
export function isAlwaysAny({ many, role }: FilterVocabulary): boolean {
  return many === 0 || role === 'rating'
}

interface Asked {
  question: Question
  chosen: Chosen
  vocabularies: readonly FilterVocabulary[]
}

/** The question of which a value of this vocabulary is counted. */
export function withoutOthers(
  { question, chosen }: Pick<Asked, 'question' | 'chosen'>,
  vocabulary: FilterVocabulary,
): Question {
  if (!isOneEnough(vocabulary, chosen)) return question
  const own = new Set(
    [...chosen.any, ...chosen.with].flatMap((tag) => (tag.vocabularyId === vocabulary.id ? tag.id : [])),
  )
  if (own.size === 0) return question
  const { filter } = question
  const anyOf = filter.anyOf.filter((group) => !group.some((id) => own.has(id)))
  return { ...question, filter: { ...filter, with: filter.with.filter((id) => !own.has(id)), anyOf } }
}

export async function countOthers(
  finder: Finder,
  { question, chosen, vocabularies }: Asked,
): Promise<Counted['others']> {
  const asked = new Set([...chosen.any, ...chosen.with].map((tag) => tag.vocabularyId))
  const without = vocabularies
    .filter(({ id }) => asked.has(id))
    .flatMap((vocabulary) => {
      const { filter } = withoutOthers({ question, chosen }, vocabulary)
      return filter === question.filter ? [] : [{ of: vocabulary.id, filter }]
    })
    .slice(0, MOST_GROUPS)
  const { filter } = question
  const variants: Array<{ of: number | 'languages'; filter: Question['filter'] }> =
    filter.languages.length > 0 ? [...without, { of: 'languages', filter: { ...filter, languages: [] } }] : without
  return Promise.all(
    variants.map(async ({ of, filter }) => {
      const answer = await finder.ask({ ...question, filter, from: { page: 1 }, perPage: 1 })
      return { of, facets: answer.facets }
    }),
  )
}
