import { sql } from 'kysely'
import type { Member, Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { leastAudience } from '../works/visibility.ts'
import { rankOf, type Shelf, STANDARD_SHELVES } from './shelf.ts'
import { gatherShelves, type ShelfChoice } from './work-shelves.ts'

/** The back of a book as it stands on a shelf. */
export interface Spine {
  workId: number
  title: string
  language: string
  wordCount: number
  /** The first of its fandoms. */
  fandom: string | null
}

export interface OwnShelf extends Shelf {
  position: number
  /** Everything on it, what has gone too. */
  bookmarkCount: number
  /** The newest works on it that the member finds in lists. */
  spines: Spine[]
}

const MOST_SPINES = 14

/** All of a member's shelves, those that everybody has first, used or not; two queries. */
export async function listOwnShelves(db: Db, member: Member): Promise<OwnShelf[]> {
  const [rows, spines] = await Promise.all([
    db
      .selectFrom('shelf')
      .where('account_id', '=', member.accountId)
      .select((eb) => [
        'id',
        'account_id as accountId',
        'kind',
        'name',
        'slug',
        'is_public',
        'position',
        eb
          .selectFrom('bookmark')
          .whereRef('bookmark.shelf_id', '=', 'shelf.id')
          .select((eb) => eb.fn.countAll<number>().as('total'))
          .as('bookmarkCount'),
      ])
      .execute(),
    listSpines(db, member),
  ])
  const made = rows.map(({ is_public, bookmarkCount, ...shelf }) => ({
    ...shelf,
    isPublic: is_public === 1,
    bookmarkCount: bookmarkCount ?? 0,
    spines: spines.get(shelf.id) ?? [],
  }))
  const unused = STANDARD_SHELVES.filter(({ slug }) => !made.some((shelf) => shelf.slug === slug))
  const empty = { id: 0, accountId: member.accountId, position: 0, bookmarkCount: 0, spines: [] }
  return [...made, ...unused.map((shelf) => ({ ...shelf, ...empty }))].sort(inOrder)
}

function inOrder(a: OwnShelf, b: OwnShelf): number {
  return rankOf(a.kind) - rankOf(b.kind) || a.position - b.position || a.id - b.id
}

const FANDOM = sql<string | null>`(select tag.name from work_tag join tag on tag.id = work_tag.tag_id
  join vocabulary on vocabulary.id = tag.vocabulary_id
  where work_tag.work_id = work.id and vocabulary.role = 'fandom'
  order by vocabulary.position, vocabulary.slug, work_tag.position, tag.sort_name limit 1)`

async function listSpines(db: Db, member: Member): Promise<Map<number, Spine[]>> {
  const ranked = db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .innerJoin('work', 'work.id', 'bookmark.work_id')
    .where('shelf.account_id', '=', member.accountId)
    .where('work.audience', '>=', leastAudience(member))
    .select([
      'bookmark.shelf_id as shelfId',
      'work.id as workId',
      sql<number>`row_number() over (partition by bookmark.shelf_id order by bookmark.created_at desc, bookmark.id desc)`.as(
        'place',
      ),
    ])
  const rows = await db
    .selectFrom(ranked.as('newest'))
    .innerJoin('work', 'work.id', 'newest.workId')
    .where('newest.place', '<=', MOST_SPINES)
    .select([
      'newest.shelfId',
      'newest.workId',
      'work.title',
      'work.language',
      'work.word_count as wordCount',
      FANDOM.as('fandom'),
    ])
    .orderBy('newest.shelfId')
    .orderBy('newest.place')
    .execute()
  return Map.groupBy(rows, (row) => row.shelfId)
}

/** The same without what stands on them, to choose from. */
export async function listShelfChoices(db: Db, member: Member): Promise<ShelfChoice[]> {
  const rows = await db
    .selectFrom('shelf')
    .where('account_id', '=', member.accountId)
    .select(['id as shelfId', 'kind', 'name', 'slug', 'position', sql<null>`null`.as('workId')])
    .execute()
  return gatherShelves(rows).all
}

export type ShownShelf = Pick<Shelf, 'kind' | 'name' | 'slug'>

const shown = prepare<{ pseudId: number; audience: number }>()((db, param) =>
  db
    .selectFrom('pseud as owner')
    .innerJoin('shelf', 'shelf.account_id', 'owner.account_id')
    .where('owner.id', '=', param('pseudId'))
    .where('owner.is_default', '=', 1)
    .where('shelf.is_public', '=', 1)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('bookmark')
          .leftJoin('work', 'work.id', 'bookmark.work_id')
          .leftJoin('series', 'series.id', 'bookmark.series_id')
          .whereRef('bookmark.shelf_id', '=', 'shelf.id')
          .where((eb) =>
            eb.or([
              eb('work.audience', '>=', param('audience')),
              eb.and([eb('series.id', 'is not', null), eb('series.hidden_at', 'is', null)]),
              eb('bookmark.pseud_id', 'is not', null),
            ]),
          )
          .select(sql`1`.as('one')),
      ),
    )
    .select(['shelf.kind', 'shelf.name', 'shelf.slug', 'shelf.position', 'shelf.id']),
)

/** What an author's page leads to: the public shelves on which the viewer finds anything. */
export async function listShownShelves(db: Db, viewer: Viewer, pseudId: number): Promise<ShownShelf[]> {
  const rows = await shown(db, { pseudId, audience: leastAudience(viewer) })
  return rows.sort((a, b) => rankOf(a.kind) - rankOf(b.kind) || a.position - b.position || a.id - b.id)
}
