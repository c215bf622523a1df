import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { groupedBy } from '../../store/prepared-ids.ts'
import type { Facets } from '../question.ts'
import type { Listed } from './conditions.ts'

interface Counted {
  listed: Listed
  isKept: RawBuilder<SqlBool>
  /** How many tags of each vocabulary. */
  top: number
}

export async function countFacets(db: Db, counted: Counted): Promise<Facets> {
  const [tags, kinds] = await Promise.all([countTags(db, counted), countKinds(db, counted)])
  const sum = (of: (kind: Kind) => boolean) => kinds.filter(of).reduce((total, { count }) => total + count, 0)
  const languages = [...new Set(kinds.map(({ language }) => language))].map((language) => ({
    language,
    count: sum((kind) => kind.language === language),
  }))
  return {
    tags: new Map([...groupedBy(tags, (row) => row.vocabularyId)].map(([id, rows]) => [id, rows.map(toTagCount)])),
    languages: languages.toSorted((one, other) => other.count - one.count || (one.language < other.language ? -1 : 1)),
    complete: sum((kind) => kind.complete === 1),
    inProgress: sum((kind) => kind.complete === 0),
    crossovers: sum((kind) => kind.crossover === 1),
  }
}

interface TagRow {
  vocabularyId: number
  tagId: number
  count: number
}

async function countTags(db: Db, { listed, isKept, top }: Counted): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`
    select vocabulary_id as "vocabularyId", tag_id as "tagId", total as count from (
      select tag.vocabulary_id, counted.tag_id, counted.total,
        row_number() over (partition by tag.vocabulary_id order by counted.total desc, counted.tag_id) as place
      from (
        select expansion.tag_id, count(*) as total
        from ${listed.from} join work_tag_expansion as expansion on expansion.work_id = work.id
        where ${listed.where} and ${isKept}
        group by expansion.tag_id
      ) as counted join tag on tag.id = counted.tag_id
      where tag.canonical_id is null
    ) as ranked
    where place <= ${top}
    order by vocabulary_id, place`.execute(db)
  return rows
}

function toTagCount({ tagId, count }: TagRow) {
  return { tagId, count }
}

interface Kind {
  language: string
  complete: number
  crossover: number
  count: number
}

async function countKinds(db: Db, { listed, isKept }: Counted): Promise<Kind[]> {
  const { rows } = await sql<Kind>`
    select work.language, work.complete, work.crossover, count(*) as count from ${listed.from}
    where ${listed.where} and ${isKept}
    group by work.language, work.complete, work.crossover`.execute(db)
  return rows
}
