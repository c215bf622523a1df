import { sql } from 'kysely'
import { ABOVE, stepUp } from './step-up.ts'
import type { FieldErrors } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { foldTag } from '../text/slug.ts'
import { findOrCreateTags, findTagsByName, type Preference } from './find-or-create-tags.ts'
import type { FormVocabulary } from './list-form-vocabularies.ts'
import { splitNames } from './tag-names.ts'

/** What the author put into one vocabulary's field: picked tags, or typed names; `meant` are new ones and no mistakes. */
export type TagChoice = { picked: readonly number[] } | { typed: string; meant?: readonly string[] }

/** By vocabulary id. */
export type TagChoices = ReadonlyMap<number, TagChoice>

export const LONGEST_TAG = 150
/** Old archives have tags longer than new ones may be; nothing is longer than this. */
const ABSURD = 1000
const TOO_LONG = `A tag has at most ${LONGEST_TAG} characters.`

/** The form field of a vocabulary, for its messages. */
export function tagField(vocabulary: { id: number }): string {
  return `tags-${vocabulary.id}`
}

/** Whether these choices may stand, told per field; writes nothing. */
export async function checkTags(
  db: Db,
  vocabularies: readonly FormVocabulary[],
  choices: TagChoices,
  kept: readonly number[],
): Promise<FieldErrors> {
  const errors: Record<string, string> = {}
  for (const vocabulary of vocabularies) {
    const mistake = await mistakeIn(db, vocabulary, choices.get(vocabulary.id), kept)
    if (mistake) errors[tagField(vocabulary)] = mistake
  }
  return errors
}

type Mistake = string | null

async function mistakeIn(
  db: Db,
  vocabulary: FormVocabulary,
  choice: TagChoice | undefined,
  kept: readonly number[],
): Promise<Mistake> {
  const names = choice && 'typed' in choice ? splitNames(choice.typed) : []
  const picked = choice && 'picked' in choice ? new Set(choice.picked) : new Set<number>()
  const count = names.length + picked.size
  if (count === 0) return vocabulary.required ? pleaseChoose(vocabulary) : null
  if (count > 1 && !vocabulary.many) return 'Please choose only one.'
  if (count > vocabulary.most) return `Please choose at most ${vocabulary.most}.`
  if (count < vocabulary.least) return `Please choose at least ${vocabulary.least}.`
  if (vocabulary.tags) return mistakeInPicked(vocabulary.tags, picked)
  return mistakeInNames(db, vocabulary, names, kept)
}

function pleaseChoose({ many, tags }: FormVocabulary): string {
  if (tags) return many ? 'Please choose at least one.' : 'Please choose one.'
  return many ? 'Please name at least one.' : 'Please name one.'
}

function mistakeInPicked(offered: ReadonlyArray<{ id: number }>, picked: ReadonlySet<number>): Mistake {
  const ids = new Set(offered.map((tag) => tag.id))
  return [...picked].every((id) => ids.has(id)) ? null : 'One of these is no longer there. Please choose again.'
}

async function mistakeInNames(
  db: Db,
  vocabulary: FormVocabulary,
  names: readonly string[],
  kept: readonly number[],
): Promise<Mistake> {
  if (names.some((name) => name.length > ABSURD)) return TOO_LONG
  const found = await findTagsByName(db, vocabulary.id, names, { kept, fandoms: [] })
  const unknown = names.filter((name) => !found.has(foldTag(name)))
  const locked = names.filter((name) => found.get(foldTag(name))?.some((tag) => isLocked(tag, kept)))
  if (locked.length > 0) return `Closed for new works: ${locked.join('; ')}.`
  if (unknown.length === 0) return null
  if (vocabulary.closed) return `This archive has no tag of this name here: ${cut(unknown).join('; ')}.`
  return unknown.some((name) => [...name].length > LONGEST_TAG) ? TOO_LONG : null
}

function isLocked(tag: { id: number; locked: number }, kept: readonly number[]): boolean {
  return tag.locked === 1 && !kept.includes(tag.id)
}

function cut(names: readonly string[]): string[] {
  return names.slice(0, 10).map((name) => (name.length > LONGEST_TAG ? `${name.slice(0, LONGEST_TAG)}…` : name))
}

/** Checked choices as tag ids in the order of the form; makes the open vocabularies' new tags. */
export async function settleTags(
  db: Db,
  {
    vocabularies,
    choices,
    kept,
  }: { vocabularies: readonly FormVocabulary[]; choices: TagChoices; kept: readonly number[] },
  now: number,
): Promise<Array<{ vocabulary: FormVocabulary; tagIds: number[] }>> {
  const settled: Array<{ vocabulary: FormVocabulary; tagIds: number[] }> = []
  const prefer: Preference = { kept, fandoms: [] }
  const fandomsFirst = vocabularies.toSorted(
    (one, other) => Number(other.role === 'fandom') - Number(one.role === 'fandom'),
  )
  for (const vocabulary of fandomsFirst) {
    const choice = choices.get(vocabulary.id) ?? { picked: [] }
    const tagIds =
      'picked' in choice
        ? inOrderOf(vocabulary, choice.picked)
        : await findOrCreateTags(db, { vocabularyId: vocabulary.id, names: splitNames(choice.typed), prefer }, now)
    if (vocabulary.role === 'fandom') prefer.fandoms = [...prefer.fandoms, ...(await listMeanings(db, tagIds))]
    settled.push({ vocabulary, tagIds })
  }
  return settled.toSorted((one, other) => vocabularies.indexOf(one.vocabulary) - vocabularies.indexOf(other.vocabulary))
}

/** A character of a large fandom belongs to what stands below it as well, and to what means the same. */
async function listMeanings(db: Db, tagIds: readonly number[]): Promise<number[]> {
  if (tagIds.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    with recursive meaning (id) as (
      select id from tag where id in (${sql.join(tagIds)})
      union
      select ${ABOVE} from meaning ${stepUp('meaning.id')}
    )
    select id from meaning`.execute(db)
  return rows.map((row) => row.id)
}

function inOrderOf(vocabulary: FormVocabulary, picked: readonly number[]): number[] {
  return (vocabulary.tags ?? []).map((tag) => tag.id).filter((id) => picked.includes(id))
}
