// What an author may have meant: a new name that looks like one that the archive has.
import { sql } from 'kysely'
import type { FieldErrors } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { idSet } from '../store/id-rows.ts'
import { foldTag } from '../text/slug.ts'
import { type TagChoices, tagField } from './choose-tags.ts'
import { findTagsByName } from './find-or-create-tags.ts'
import type { FormVocabulary } from './list-form-vocabularies.ts'
import { splitNames } from './tag-names.ts'
import { keepAlikeNames } from './wrangling/keep-alike-names.ts'

export interface Near {
  typed: string
  near: string
}

/** By vocabulary id. */
export type NearNames = ReadonlyMap<number, readonly Near[]>

const MOST_ASKED = 10
const MOST_LIKE = 20

/** Of open vocabularies: new names that look like a tag of it, and of which the author has not said that they are meant. */
export async function listNear(
  db: Db,
  vocabularies: readonly FormVocabulary[],
  choices: TagChoices,
): Promise<NearNames> {
  const found = new Map<number, Near[]>()
  for (const { id, closed, tags } of vocabularies) {
    const choice = choices.get(id)
    if (closed || tags !== null || !choice || !('typed' in choice)) continue
    const meant = new Set(choice.meant?.map(foldTag))
    const names = splitNames(choice.typed).filter((name) => name.length < 300 && !meant.has(foldTag(name)))
    const near = names.length === 0 ? [] : await nearIn(db, id, names)
    if (near.length > 0) found.set(id, near)
  }
  return found
}

async function nearIn(db: Db, vocabularyId: number, names: readonly string[]): Promise<Near[]> {
  const known = await findTagsByName(db, vocabularyId, names, { kept: [], fandoms: [] })
  const unknown = names.filter((name) => !known.has(foldTag(name))).slice(0, MOST_ASKED)
  if (unknown.length === 0) return []
  const all = await keepAlikeNames(db)
  const like = unknown.map((typed) => ({
    typed,
    alike: all.like({ id: 0, folded: foldTag(typed) }, { parts: false }).slice(0, MOST_LIKE),
  }))
  const ids = like.flatMap(({ alike }) => alike.map(({ id }) => id))
  const rows = await db
    .selectFrom('tag')
    .where('id', 'in', sql<number>`${idSet(db, ids)}`)
    .where('vocabulary_id', '=', vocabularyId)
    .where('canonical_id', 'is', null)
    .where('locked', '=', 0)
    .where('hidden', '=', 0)
    .select(['id', 'name'])
    .execute()
  const nameOf = new Map(rows.map((row) => [row.id, row.name]))
  return like.flatMap(({ typed, alike }) => {
    const near = alike.find(({ id }) => nameOf.has(id))
    return near ? [{ typed, near: nameOf.get(near.id)! }] : []
  })
}

/** Beside the fields: the form asks which is meant, with what was typed kept. */
export async function nearMistakes(
  db: Db,
  vocabularies: readonly FormVocabulary[],
  choices: TagChoices,
): Promise<FieldErrors> {
  const near = await listNear(db, vocabularies, choices)
  return Object.fromEntries([...near.keys()].map((id) => [tagField({ id }), 'Please say which is meant.']))
}
