// What a member hides, by name, for them to look through and undo.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Member } from '../../people/viewer.ts'
import { contains } from '../../store/contains.ts'
import type { Db } from '../../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../../store/paging.ts'
import { foldTag } from '../../text/slug.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { HiddenThing } from './hidden.ts'

export interface HiddenLine extends HiddenThing {
  /** Null: a work that the member does not find at present. */
  name: string | null
  /** Of an author or a tag. */
  slug: string
  vocabulary: { slug: string; name: string } | null
  hiddenAt: number
}

/** The last that was hidden first. With words, those that have them in title or name. */
export async function listHidden(db: Db, member: Member, words: string, paging: Paging): Promise<Paged<HiddenLine>> {
  const found = hiddenBy(db, member, words)
  const [{ total }, rows] = await Promise.all([
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    found
      .select(['hiding.work_id as workId', 'hiding.pseud_id as pseudId', 'hiding.tag_id as tagId'])
      .select(['hiding.created_at as hiddenAt', 'work.title', 'pseud.name as author', 'pseud.slug as authorSlug'])
      .select(['tag.name as tag', 'tag.slug as tagSlug', 'vocabulary.name as kind', 'vocabulary.slug as kindSlug'])
      .orderBy('hiding.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  const lines = rows.map((row): HiddenLine => {
    const { hiddenAt } = row
    if (row.workId !== null)
      return { kind: 'work', id: row.workId, name: row.title, slug: '', vocabulary: null, hiddenAt }
    if (row.pseudId !== null)
      return {
        kind: 'author',
        id: row.pseudId,
        name: row.author,
        slug: row.authorSlug ?? '',
        vocabulary: null,
        hiddenAt,
      }
    const vocabulary = { slug: row.kindSlug ?? '', name: row.kind ?? '' }
    return { kind: 'tag', id: row.tagId!, name: row.tag, slug: row.tagSlug ?? '', vocabulary, hiddenAt }
  })
  return paged(lines, total, paging)
}

const MOST_WORDS = 8

function hiddenBy(db: Db, member: Member, words: string) {
  const asked = words.split(/\s+/).map(foldTag).filter(Boolean).slice(0, MOST_WORDS)
  return db
    .selectFrom('hiding')
    .leftJoin('work', (join) =>
      join.onRef('work.id', '=', 'hiding.work_id').on('work.audience', '>=', leastAudience(member)),
    )
    .leftJoin('pseud', 'pseud.id', 'hiding.pseud_id')
    .leftJoin('tag', 'tag.id', 'hiding.tag_id')
    .leftJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('hiding.account_id', '=', member.accountId)
    .where((eb) => eb.and(asked.map(isNamed)))
}

function isNamed(word: string): Expression<SqlBool> {
  return contains(sql`coalesce(work.sort_title, pseud.sort_name, tag.name_folded)`, word)
}
