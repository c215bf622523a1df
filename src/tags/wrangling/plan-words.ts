// What a tag says of itself: its name, its description, what it may mean, how it may be used.
import { conflict, invalid } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { foldTag } from '../../text/slug.ts'
import { LONGEST_TAG } from '../choose-tags.ts'
import { freeSlugs, slugBase } from '../find-or-create-tags.ts'
import { newTag } from '../new-tag.ts'
import { findBelongings } from './find-belongings.ts'
import { findWrangled, MOST_AT_ONCE } from './find-wrangled.ts'
import { Draft, type Plan } from './plan.ts'
import { findChosen, markLookedAt, refuseSynonyms } from './plan-places.ts'

/** The old address keeps leading to the tag. Refuses with conflict a name that another tag of the vocabulary has. */
export async function planRename(db: Db, { tagId, name }: { tagId: number; name: string }, now: number): Promise<Plan> {
  const words = name.replace(/\s+/gu, ' ').trim()
  if (words === '') throw invalid({ name: 'Please write a name.' })
  if ([...words].length > LONGEST_TAG) throw invalid({ name: `A tag has at most ${LONGEST_TAG} characters.` })
  const { vocabulary_id, slug, ...before } = await db
    .selectFrom('tag')
    .where('id', '=', tagId)
    .select(['vocabulary_id', 'slug', 'name', 'name_folded', 'sort_name'])
    .executeTakeFirstOrThrow()
  await refuseTaken(db, { tagId, vocabularyId: vocabulary_id, name: words })
  const { name_folded, sort_name } = newTag(vocabulary_id, words, now)
  const draft = new Draft()
  draft.update('tag', { id: tagId }, { ...before }, { name: words, name_folded, sort_name })
  if (slugBase(words) !== slugBase(before.name)) await changeAddress(db, draft, { tagId, vocabulary_id, slug, words })
  return {
    kind: 'rename',
    subjects: [tagId],
    detail: { tags: [before.name], name: words },
    rows: draft.rows(),
    moves: [],
  }
}

async function refuseTaken(
  db: Db,
  { tagId, vocabularyId, name }: { tagId: number; vocabularyId: number; name: string },
): Promise<void> {
  const namesake = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', vocabularyId)
    .where('name_folded', '=', foldTag(name))
    .where('id', '!=', tagId)
    .select('name')
    .executeTakeFirst()
  if (!namesake) return
  const sentence = `There is “${namesake.name}” already, which is the same name. Merge the two instead.`
  throw conflict(sentence, { name: sentence })
}

/** A tag that gets an old name of its own back gets the address back too. */
async function changeAddress(
  db: Db,
  draft: Draft,
  { tagId, vocabulary_id, slug, words }: { tagId: number; vocabulary_id: number; slug: string; words: string },
): Promise<void> {
  const own = await db
    .selectFrom('tag_address')
    .where('tag_id', '=', tagId)
    .where('vocabulary_id', '=', vocabulary_id)
    .where('slug', '=', slugBase(words))
    .select('slug')
    .executeTakeFirst()
  const [free] = own ? [own.slug] : await freeSlugs(db, vocabulary_id, [words])
  if (own) draft.remove('tag_address', { vocabulary_id, slug: own.slug }, { tag_id: tagId })
  draft.insert('tag_address', { vocabulary_id, slug }, { tag_id: tagId })
  draft.update('tag', { id: tagId }, { slug }, { slug: free! })
}

const LONGEST_DESCRIPTION = 10_000

/** `html` is the clean form of `source`. */
export async function planDescription(
  db: Db,
  { tagId, source, html }: { tagId: number; source: string; html: string },
): Promise<Plan> {
  if (source.length > LONGEST_DESCRIPTION)
    throw invalid({ description: `Please use at most ${LONGEST_DESCRIPTION} characters.` })
  const { name, ...before } = await db
    .selectFrom('tag')
    .where('id', '=', tagId)
    .select(['name', 'description_source', 'description_html'])
    .executeTakeFirstOrThrow()
  const draft = new Draft()
  const after = { description_source: source, description_html: html }
  if (source !== before.description_source) draft.update('tag', { id: tagId }, { ...before }, after)
  return { kind: 'description', subjects: [tagId], detail: { tags: [name] }, rows: draft.rows(), moves: [] }
}

/** The whole list of what the name may mean; empty: it means one thing again. */
export async function planMeanings(
  db: Db,
  { tagId, meaningIds }: { tagId: number; meaningIds: readonly number[] },
  now: number,
): Promise<Plan> {
  if (meaningIds.length > MOST_AT_ONCE) throw invalid({ meanings: `Please choose at most ${MOST_AT_ONCE}.` })
  const [tag] = await findWrangled(db, [tagId])
  const before = (await findBelongings(db, [tagId])).meanings.filter((link) => link.tag_id === tagId)
  const had = before.map((link) => link.meaning_id)
  const all = await findWrangled(db, [...meaningIds, ...had])
  const meanings = all.filter((one) => meaningIds.includes(one.id))
  refuseSynonyms([tag!], 'meanings')
  refuseSynonyms(meanings, 'meanings')
  if (meaningIds.includes(tagId)) throw invalid({ meanings: 'A name of several things is none of them itself.' })
  const draft = new Draft()
  for (const meaning_id of meaningIds)
    if (!had.includes(meaning_id)) draft.insert('tag_meaning', { tag_id: tagId, meaning_id })
  for (const meaning_id of had)
    if (!meaningIds.includes(meaning_id)) draft.remove('tag_meaning', { tag_id: tagId, meaning_id })
  if (draft.rows().length > 0) markLookedAt(draft, [tag!], now)
  const detail = { tags: [tag!.name], meanings: meanings.map((one) => one.name) }
  return { kind: 'meanings', subjects: [tagId, ...all.map((one) => one.id)], detail, rows: draft.rows(), moves: [] }
}

export interface Marks {
  isLeftAlone?: boolean
  isLocked?: boolean
  /** False: they wait to be sorted again. */
  isLookedAt?: boolean
}

export async function planMarks(
  db: Db,
  { tagIds, marks }: { tagIds: readonly number[]; marks: Marks },
  now: number,
): Promise<Plan> {
  const tags = await findChosen(db, tagIds)
  const draft = new Draft()
  for (const { id, leftAlone, locked, lookedAt } of tags) {
    const { isLeftAlone = leftAlone === 1, isLocked = locked === 1, isLookedAt = lookedAt !== null } = marks
    const after = {
      left_alone: isLeftAlone ? 1 : 0,
      locked: isLocked ? 1 : 0,
      looked_at: isLookedAt ? (lookedAt ?? now) : null,
    }
    draft.update('tag', { id }, { left_alone: leftAlone, locked, looked_at: lookedAt }, after)
  }
  const detail = { tags: tags.map((tag) => tag.name), ...marks }
  return { kind: 'marks', subjects: tags.map((tag) => tag.id), detail, rows: draft.rows(), moves: [] }
}
