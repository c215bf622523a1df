import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import { type Paged, paged, pageOfRows, type Paging, withinPages } from '../../store/paging.ts'
import { foldTag, foldWords } from '../../text/slug.ts'
import { TagGraph } from '../../tags/wrangling/graph.ts'
import { findWrangled, type WrangledTag } from '../../tags/wrangling/find-wrangled.ts'
import { refuseOtherThanModerators } from './rights.ts'
import { surveyTags, type Use } from './survey.ts'

export interface DeskQuestion {
  /** Null: every vocabulary. */
  vocabularyId: number | null
  /** Only tags on works of this fandom or of one below it; null: of whichever. */
  fandomId: number | null
  sort: 'new' | 'used'
  /** Words of the name; then all tags are looked through, not only those that wait. */
  find: string
}

export interface DeskLine extends WrangledTag {
  use: Use
  canonicalName: string | null
}

export interface Desk {
  lines: Paged<DeskLine>
  /** How many wait, of each vocabulary that has some. */
  kinds: Array<{ id: number; name: string; slug: string; count: number }>
  /** Of those that wait in the chosen vocabulary: on works of which fandoms they stand. */
  fandoms: Array<{ id: number; name: string; count: number }>
}

const MOST_FANDOMS = 30

/** In an open vocabulary, below nothing, in no fandom, a synonym of nothing, and never looked at. */
const WAITS: RawBuilder<SqlBool> = sql`tag.looked_at is null and tag.canonical_id is null and tag.left_alone = 0
  and not exists (select 1 from tag_parent where tag_parent.tag_id = tag.id)
  and not exists (select 1 from tag_scope where tag_scope.tag_id = tag.id)
  and exists (select 1 from vocabulary where vocabulary.id = tag.vocabulary_id and vocabulary.closed = 0)`

export async function listDesk(db: Db, moderator: Member, question: DeskQuestion, paging: Paging): Promise<Desk> {
  refuseOtherThanModerators(moderator)
  const [kinds, waiting] = await Promise.all([countKinds(db), listIds(db, question)])
  const uses = await surveyTags(db, waiting)
  const fandomsOf = await findFandoms(db, uses)
  const { fandomId } = question
  const ids = fandomId === null ? waiting : waiting.filter((id) => fandomsOf(id).has(fandomId))
  if (question.sort === 'used') ids.sort((a, b) => uses.get(b)!.works - uses.get(a)!.works || b - a)
  const page = withinPages(paging, ids.length)
  const shown = pageOfRows(ids, page).rows
  const [lines, fandoms] = await Promise.all([findLines(db, shown, uses), countFandoms(db, waiting, fandomsOf)])
  return { lines: paged(lines, ids.length, page), kinds, fandoms }
}

async function countKinds(db: Db): Promise<Desk['kinds']> {
  const { rows } = await sql<{ id: number; name: string; slug: string; count: number }>`
    select vocabulary.id, vocabulary.name, vocabulary.slug, waiting.count from vocabulary
    join (select vocabulary_id, count(*) as count from tag where ${WAITS} group by vocabulary_id) waiting
      on waiting.vocabulary_id = vocabulary.id
    order by vocabulary.position, vocabulary.id`.execute(db)
  return rows
}

/** The newest first. */
async function listIds(db: Db, { vocabularyId, find }: DeskQuestion): Promise<number[]> {
  const kind = vocabularyId === null ? sql`1 = 1` : sql`tag.vocabulary_id = ${vocabularyId}`
  const { rows } = await sql<{ id: number }>`
    select tag.id from tag where ${kind} and ${find === '' ? WAITS : named(find)} order by tag.id desc`.execute(db)
  return rows.map((row) => row.id)
}

/** Each of the words stands in the name; order around / and & does not count. */
function named(find: string): RawBuilder<SqlBool> {
  const words = foldWords(find.slice(0, 200))
    .split(/[\s/&]+/)
    .filter(Boolean)
  if (words.length === 0) return sql`tag.name_folded = ${foldTag(find)}`
  const patterns = words.slice(0, 6).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  return sql`(${sql.join(
    patterns.map((pattern) => sql`tag.name_folded like ${pattern} escape '\\'`),
    sql` and `,
  )})`
}

async function findLines(db: Db, ids: readonly number[], uses: ReadonlyMap<number, Use>): Promise<DeskLine[]> {
  if (ids.length === 0) return []
  const tags = await findWrangled(db, ids)
  const names = await findNames(
    db,
    tags.flatMap((tag) => tag.canonicalId ?? []),
  )
  return tags.map((tag) => ({
    ...tag,
    use: uses.get(tag.id)!,
    canonicalName: tag.canonicalId === null ? null : (names.get(tag.canonicalId) ?? null),
  }))
}

export async function findNames(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const these = sql<number>`${idSet(db, ids)}`
  const rows = await db.selectFrom('tag').where('id', 'in', these).select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

type FandomsOf = (tagId: number) => ReadonlySet<number>

/** Of which fandoms the works are that a tag stands on, with those that these are below. */
async function findFandoms(db: Db, uses: ReadonlyMap<number, Use>): Promise<FandomsOf> {
  const direct = new Set([...uses.values()].flatMap(({ fandoms }) => fandoms.map(({ id }) => id)))
  const above = await new TagGraph(db).up([...direct])
  return (tagId) => {
    const { fandoms } = uses.get(tagId)!
    if (fandoms.length === 1) return above.get(fandoms[0]!.id)!
    return new Set(fandoms.flatMap(({ id }) => [...above.get(id)!]))
  }
}

async function countFandoms(db: Db, ids: readonly number[], fandomsOf: FandomsOf): Promise<Desk['fandoms']> {
  const counts = new Map<number, number>()
  for (const id of ids) for (const fandom of fandomsOf(id)) counts.set(fandom, (counts.get(fandom) ?? 0) + 1)
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_FANDOMS)
  const names = await findNames(
    db,
    most.map(([id]) => id),
  )
  return most.flatMap(([id, count]) => (names.has(id) ? [{ id, name: names.get(id)!, count }] : []))
}
