// Of tags of which one suffices, each is counted as if no other of its group were chosen: so it can be seen how many
// more the next would bring.
import type { Chosen } from '../../search/chosen.ts'
import type { Finder } from '../../search/finder.ts'
import type { Facets, Question } from '../../search/question.ts'

/** Each costs a question of its own. */
const MOST_GROUPS = 3

export interface Counted {
  /** Null: the list was not asked for. */
  facets: Facets | null
  /** By vocabulary id, in the place of what `facets` tells. */
  others: ReadonlyArray<{ of: number | 'languages'; facets: Facets | null }>
}

export async function countOthers(finder: Finder, question: Question, chosen: Chosen): Promise<Counted['others']> {
  const groups = [...Map.groupBy(chosen.any, (tag) => tag.vocabularyId)].slice(0, MOST_GROUPS)
  const { filter } = question
  const without = groups.map(([of, tags]) => {
    const own = new Set(tags.map(({ id }) => id))
    return { of, filter: { ...filter, anyOf: filter.anyOf.filter((group) => !group.some((id) => own.has(id))) } }
  })
  const variants: Array<{ of: number | 'languages'; filter: Question['filter'] }> =
    filter.languages.length > 0 ? [...without, { of: 'languages', filter: { ...filter, languages: [] } }] : without
  return Promise.all(
    variants.map(async ({ of, filter }) => {
      const answer = await finder.ask({ ...question, filter, from: { page: 1 }, perPage: 1 })
      return { of, facets: answer.facets }
    }),
  )
}
