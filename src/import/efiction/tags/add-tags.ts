import type { Db } from '../../../store/database.ts'
import { foldTag, slugOf } from '../../../text/slug.ts'
import { freeNames } from '../people/free-names.ts'
import { insertAll } from '../legacy.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { placeOf, short, sortable } from '../works/sortable.ts'
import { BARE_TAG, type TagDraft } from './to-tag.ts'

/** Returns the new id of each old number. */
export async function addTags(
  move: Move,
  db: Db,
  rows: readonly OldRow[],
  vocabularyOf: (row: Row) => number,
  toDraft: (row: Row) => TagDraft,
): Promise<Map<string, number>> {
  const drafts = rows.map(({ id, row }) => ({ id, vocabularyId: vocabularyOf(row), draft: toDraft(row) }))
  const added = new Map<string, number>()
  for (const vocabularyId of new Set(drafts.map((each) => each.vocabularyId))) {
    const own = drafts.filter((each) => each.vocabularyId === vocabularyId)
    const slugs = await freeNames(
      own.map(({ draft }) => slugOf(draft.name, 'tag')),
      '-',
      (names) => slugsAmong(db, vocabularyId, names),
    )
    const tagIds = await insertAll(
      db,
      'tag',
      own.map(({ draft }, index) => toTagRow(move, draft, vocabularyId, slugs[index]!)),
    )
    own.forEach(({ id }, index) => added.set(id, tagIds[index]!))
  }
  return added
}

/** A tag with nothing but a name. */
export async function addTag(move: Move, db: Db, vocabularyId: number, name: string): Promise<number> {
  const [slug] = await freeNames([slugOf(name, 'tag')], '-', (names) => slugsAmong(db, vocabularyId, names))
  const [tagId] = await insertAll(db, 'tag', [toTagRow(move, { ...BARE_TAG, name }, vocabularyId, slug!)])
  return tagId!
}

export async function slugsAmong(db: Db, vocabularyId: number, names: string[]): Promise<string[]> {
  const [tags, left] = [db.selectFrom('tag'), db.selectFrom('tag_address')]
  const rows = await tags
    .where('vocabulary_id', '=', vocabularyId)
    .where('slug', 'in', names)
    .select('slug')
    .union(left.where('vocabulary_id', '=', vocabularyId).where('slug', 'in', names).select('slug'))
    .execute()
  return rows.map((row) => row.slug)
}

export function toTagRow(move: Move, draft: TagDraft, vocabularyId: number, slug: string) {
  return {
    vocabulary_id: vocabularyId,
    name: draft.name,
    name_folded: short(foldTag(draft.name)),
    sort_name: sortable(draft.name, move.language),
    slug,
    canonical_id: null,
    description_source: draft.description.source,
    description_html: draft.description.html,
    image_url: draft.imageUrl,
    position: placeOf(draft.position),
    locked: draft.locked ? 1 : 0,
    members_only: draft.gates.membersOnly ? 1 : 0,
    age_consent: draft.gates.ageConsent ? 1 : 0,
    warn_first: draft.gates.warnFirst ? 1 : 0,
    warning_text: draft.gates.warningText,
    created_at: move.now,
  }
}
