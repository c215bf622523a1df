import { sql } from 'kysely'
import { invalid } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { LONGEST_TAG } from '../../tags/choose-tags.ts'
import { findTagsByName, insertTags } from '../../tags/find-or-create-tags.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { splitNames } from '../../tags/tag-names.ts'
import { mayBeScoped } from '../../tags/wrangling/may-stand-below.ts'
import { foldTag } from '../../text/slug.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { findVocabularyToKeep, type VocabularyToEdit } from './find-vocabulary-to-edit.ts'
import { findNamed } from './tag-places.ts'

export interface NewTags {
  vocabularyId: number
  /** Parted by commas or line ends. */
  names: string
  /** Names of fandoms: what new fandoms stand below, or what new characters and relationships belong to. */
  fandoms: string
}

const MOST_AT_ONCE = 500
const LONGEST_LIST = 100_000

/**
 * Behind those that are there. A name that is there already is left as it is, unless it belongs to another fandom: two
 * fandoms may each have an Alice. Refuses with invalid per field.
 */
export async function addTags(
  db: Db,
  member: Member,
  sent: NewTags,
  now: number,
): Promise<{ added: number; there: number }> {
  const vocabulary = await findVocabularyToKeep(db, member, sent.vocabularyId)
  const names = checkNames(sent.names)
  const done = await inTransaction(db, async (db) => {
    const fandoms = takesFandoms(vocabulary)
      ? await findNamed(db, sent.fandoms, { field: 'fandoms', vocabularyId: null })
      : []
    const wanted = await listWanted(db, vocabulary, names, fandoms)
    if (wanted.length === 0) return { added: 0, there: names.length }
    const ids = await insertTags(db, vocabulary.id, wanted, now)
    // Whoever keeps tags has looked at those that they add.
    if (ids.length > 0) await db.updateTable('tag').set({ looked_at: now }).where('id', 'in', ids).execute()
    await placeLast(db, vocabulary.id, ids, wanted)
    await placeUnder(db, vocabulary, ids, fandoms)
    const subject = { kind: 'vocabulary', id: vocabulary.id }
    const detail = { name: vocabulary.name, tags: wanted.slice(0, 50), count: ids.length }
    await recordAct(db, { accountId: member.accountId, action: 'tags added', subject, detail }, now)
    return { added: ids.length, there: names.length - ids.length }
  })
  forgetKnownTags()
  forgetCounts()
  return done
}

function checkNames(typed: string): string[] {
  if (typed.length > LONGEST_LIST) throw invalid({ names: `Please add at most ${MOST_AT_ONCE} tags at once.` })
  const byFold = new Map(
    splitNames(typed)
      .toReversed()
      .map((name) => [foldTag(name), name]),
  )
  const names = [...byFold.values()].toReversed()
  if (names.length === 0) throw invalid({ names: 'Please write at least one name.' })
  if (names.length > MOST_AT_ONCE) throw invalid({ names: `Please add at most ${MOST_AT_ONCE} tags at once.` })
  const long = names.find((name) => [...name].length > LONGEST_TAG)
  if (long) throw invalid({ names: `A tag has at most ${LONGEST_TAG} characters: ${long.slice(0, 40)}…` })
  return names
}

/** Fandoms stand below others, what may be scoped belongs to them. */
export function takesFandoms({ role }: Pick<VocabularyToEdit, 'role'>): boolean {
  return role === 'fandom' || mayBeScoped({ role })
}

async function listWanted(
  db: Db,
  vocabulary: VocabularyToEdit,
  names: readonly string[],
  fandoms: readonly number[],
): Promise<string[]> {
  const found = await findTagsByName(db, vocabulary.id, names, { kept: [], fandoms })
  const mayHaveNamesake = fandoms.length > 0 && vocabulary.role !== 'fandom'
  if (!mayHaveNamesake) return names.filter((name) => !found.has(foldTag(name)))
  const ids = [...found.values()].flatMap((tags) => tags.map((tag) => tag.id))
  const scopes =
    ids.length === 0 ? [] : await db.selectFrom('tag_scope').where('tag_id', 'in', ids).selectAll().execute()
  const isElsewhere = (id: number) => {
    const own = scopes.filter((scope) => scope.tag_id === id)
    return own.length > 0 && own.every((scope) => !fandoms.includes(scope.fandom_id))
  }
  return names.filter((name) => (found.get(foldTag(name)) ?? []).every((tag) => isElsewhere(tag.id)))
}

/** Where an order was made by hand, the new ones come last, as they were typed. */
async function placeLast(
  db: Db,
  vocabularyId: number,
  ids: readonly number[],
  names: readonly string[],
): Promise<void> {
  const { last } = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', vocabularyId)
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  if (!last || ids.length === 0) return
  const rows = await db
    .selectFrom('tag')
    .where('id', 'in', [...ids])
    .select(['id', 'name'])
    .execute()
  const place = new Map(names.map((name, index) => [name, last + index + 1]))
  const places = sql.join(
    rows.map(({ id, name }) => sql`when ${id} then cast(${place.get(name) ?? last} as integer)`),
    sql` `,
  )
  await sql`update tag set position = case id ${places} end where id in (${sql.join([...ids])})`.execute(db)
}

async function placeUnder(
  db: Db,
  { role }: VocabularyToEdit,
  ids: readonly number[],
  fandoms: readonly number[],
): Promise<void> {
  if (fandoms.length === 0 || ids.length === 0) return
  const pairs = ids.flatMap((tag_id) => fandoms.map((fandom_id) => ({ tag_id, fandom_id })))
  if (role !== 'fandom') await db.insertInto('tag_scope').values(pairs).execute()
  else
    await db
      .insertInto('tag_parent')
      .values(pairs.map(({ tag_id, fandom_id }) => ({ tag_id, parent_id: fandom_id })))
      .execute()
}
