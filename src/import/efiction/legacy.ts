import type { Db } from '../../store/database.ts'
import { padded } from '../../store/in-list.ts'
import { insertMissing, insertWithIds } from '../../store/insert-rows.ts'
import type { Tables } from '../../store/tables.ts'

/**
 * Whose old number it is, and so which table the new one belongs to: member → pseud, story → work, chapter → chapter,
 * chapter_number (`sid/inorder`) → chapter, image (its path on the old site) → upload, series → series, review → review, classtype → vocabulary; category,
 * character, class and rating → tag; favourite (`member/kind/number`) → bookmark, tracker (`story/member`) →
 * subscription, challenge → challenge, challenge_answer (`story 1/2` or `series 1/2`) → challenge_answer,
 * recommendation → recommendation, stray_review → stray_review, story_comment → review. message → page, or below zero a text among the
 * settings; poll_vote → poll_option; log → audit_entry; news, news_comment, menu_link, poll, shout, profile_field and
 * profile_value → the table of that name; setting → nothing. coauthor and inseries only tell that a link was brought over.
 * deleted_member → nothing: the account was deleted here since.
 */
export type LegacyKind =
  | 'member'
  | 'deleted_member'
  | 'story'
  | 'chapter'
  | 'chapter_number'
  | 'image'
  | 'series'
  | 'review'
  | 'classtype'
  | 'category'
  | 'character'
  | 'class'
  | 'rating'
  | 'coauthor'
  | 'inseries'
  | 'favourite'
  | 'tracker'
  | 'challenge'
  | 'challenge_answer'
  | 'recommendation'
  | 'stray_review'
  | 'story_comment'
  | 'message'
  | 'news'
  | 'news_comment'
  | 'menu_link'
  | 'poll'
  | 'poll_vote'
  | 'shout'
  | 'log'
  | 'profile_field'
  | 'profile_value'
  | 'setting'

const MOST_ASKED = 5000

export interface LegacyId {
  oldId: string
  newId: number
  fingerprint: string | null
  /** From `writtenOf`; absent where nothing can change the row later. */
  written?: string | null
}

export interface KnownId {
  newId: number
  fingerprint: string | null
  written: string | null
}

/** What reviews and favourites ask for again and again, and only an import changes. */
const OFTEN_ASKED: ReadonlySet<LegacyKind> = new Set(['member', 'story', 'chapter', 'series'])
/** Of a kind; more are asked of the database. */
const MOST_KEPT = 50_000

export class LegacyIds {
  readonly source: string
  readonly #kept = new Map<LegacyKind, Map<number, number>>()

  constructor(source: string) {
    this.source = source
  }

  /** In the order in which they were asked for, whatever was known before. */
  async find(db: Db, kind: LegacyKind, oldIds: Iterable<number | string>): Promise<Map<string, number>> {
    const asked = new Set(oldIds)
    const kept = OFTEN_ASKED.has(kind) ? this.#keptOf(kind) : null
    const found = new Map<string, number>()
    const unknown: string[] = []
    for (const id of asked) {
      const newId = typeof id === 'number' || isNumber(id) ? kept?.get(Number(id)) : undefined
      if (newId === undefined) unknown.push(String(id))
      else found.set(String(id), newId)
    }
    if (unknown.length === 0) return found
    for (const some of askedInTurn(unknown)) {
      const rows = await this.#all(db, kind).select(['old_id', 'new_id']).where('old_id', 'in', some).execute()
      for (const { old_id, new_id } of rows) {
        found.set(old_id, new_id)
        if (isNumber(old_id)) kept?.set(Number(old_id), new_id)
      }
    }
    const inOrder = Array.from(asked, String)
    return new Map(inOrder.flatMap((id) => (found.has(id) ? [[id, found.get(id)!]] : [])))
  }

  #keptOf(kind: LegacyKind): Map<number, number> {
    let kept = this.#kept.get(kind)
    if (!kept || kept.size > MOST_KEPT) this.#kept.set(kind, (kept = new Map()))
    return kept
  }

  async hasAny(db: Db, kind: LegacyKind): Promise<boolean> {
    return (await this.#all(db, kind).select('new_id').limit(1).executeTakeFirst()) !== undefined
  }

  /** With what tells whether the row or the archive has changed since. */
  async known(db: Db, kind: LegacyKind, oldIds: Iterable<string>): Promise<Map<string, KnownId>> {
    const known = this.#all(db, kind).select(['old_id', 'new_id', 'fingerprint', 'written'])
    const found = new Map<string, KnownId>()
    for (const some of askedInTurn(oldIds)) {
      for (const row of await known.where('old_id', 'in', some).execute()) {
        found.set(row.old_id, { newId: row.new_id, fingerprint: row.fingerprint, written: row.written })
      }
    }
    return found
  }

  /** After a newer dump has changed what these rows became. */
  async renew(db: Db, kind: LegacyKind, ids: readonly Omit<LegacyId, 'newId'>[]): Promise<void> {
    for (const { oldId, fingerprint, written = null } of ids) {
      await db
        .updateTable('legacy_id')
        .set({ fingerprint, written })
        .where('source', '=', this.source)
        .where('kind', '=', kind)
        .where('old_id', '=', oldId)
        .execute()
    }
  }

  /** How many rows of a dump have come over as this kind, and the largest of their new ids. */
  async extent(db: Db, kind: LegacyKind): Promise<{ rows: number; last: number }> {
    const { rows, last } = await this.#all(db, kind)
      .where('fingerprint', 'is not', null)
      .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.max('new_id').as('last')])
      .executeTakeFirstOrThrow()
    return { rows: Number(rows), last: Number(last ?? 0) }
  }

  /** Every one of those, some at a time. */
  async *each(db: Db, kind: LegacyKind, atOnce: number): AsyncGenerator<{ oldId: string; newId: number }> {
    const all = this.#all(db, kind).where('fingerprint', 'is not', null)
    const ordered = all.select(['old_id as oldId', 'new_id as newId']).orderBy('old_id').limit(atOnce)
    for (let after = ''; ;) {
      const rows = await ordered.where('old_id', '>', after).execute()
      yield* rows
      if (rows.length < atOnce) return
      after = rows.at(-1)!.oldId
    }
  }

  /** Lets old numbers lead to other new ids, or to one at all. */
  async point(db: Db, kind: LegacyKind, ids: ReadonlyMap<string, number>): Promise<void> {
    const known = await this.find(db, kind, ids.keys())
    const changed = [...ids].filter(([oldId, newId]) => known.get(oldId) !== newId)
    if (changed.length === 0) return
    this.#kept.delete(kind)
    for (const [oldId, newId] of changed.filter(([oldId]) => known.has(oldId))) {
      await db
        .updateTable('legacy_id')
        .set({ new_id: newId })
        .where('source', '=', this.source)
        .where('kind', '=', kind)
        .where('old_id', '=', oldId)
        .execute()
    }
    await this.record(
      db,
      kind,
      changed.filter(([oldId]) => !known.has(oldId)).map(([oldId, newId]) => ({ oldId, newId, fingerprint: null })),
    )
  }

  #all(db: Db, kind: LegacyKind) {
    return db.selectFrom('legacy_id').where('source', '=', this.source).where('kind', '=', kind)
  }

  /** A number that is known already keeps what it means. */
  async record(db: Db, kind: LegacyKind, ids: readonly LegacyId[]): Promise<void> {
    const rows = ids.map(({ oldId, newId, fingerprint, written }) => ({
      source: this.source,
      kind,
      old_id: oldId,
      new_id: newId,
      fingerprint,
      written: written ?? null,
    }))
    await insertMissing(db, 'legacy_id', rows)
  }
}

/** Not `007`, nor `7#` and a fingerprint. */
function isNumber(id: string): boolean {
  return String(Number(id)) === id
}

function* askedInTurn(oldIds: Iterable<number | string>): Generator<string[]> {
  const different = [...new Set(oldIds)].map(String)
  for (let from = 0; from < different.length; from += MOST_ASKED) yield padded(different.slice(from, from + MOST_ASKED))
}

type TableWithId = { [Name in keyof Tables]: Tables[Name] extends { id: unknown } ? Name : never }[keyof Tables]

/** Inserts rows that all have the same columns and returns their ids in the same order; `texts` as for `insertRows`. */
export async function insertAll(
  db: Db,
  table: TableWithId,
  rows: readonly object[],
  texts: readonly string[] = [],
): Promise<number[]> {
  return insertWithIds(db, table, rows, texts)
}
