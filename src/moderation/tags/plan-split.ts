import { conflict } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { findBelongings } from '../../tags/wrangling/find-belongings.ts'
import { findWrangled } from '../../tags/wrangling/find-wrangled.ts'
import type { Plan } from '../../tags/wrangling/plan.ts'

/** Works with a name of several things get the one that belongs to their fandom; of several, or none, they keep the name. */
export async function planSplit(db: Db, tagId: number): Promise<Plan> {
  const [tag] = await findWrangled(db, [tagId])
  const { meanings } = await findBelongings(db, [tagId])
  const ids = meanings.filter((link) => link.tag_id === tagId).map((link) => link.meaning_id)
  if (ids.length === 0) throw conflict(`“${tag!.name}” has no meanings that works could be given.`)
  const targets = await findWrangled(db, ids)
  const works = await listFitting(db, tagId)
  const moves = targets
    .map(({ id }) => ({ fromId: tagId, toId: id, works: works.get(id) ?? [] }))
    .filter((move) => move.works.length > 0)
  const detail = { tags: [tag!.name], meanings: targets.map((target) => target.name) }
  return { kind: 'split', subjects: [tagId, ...ids], detail, rows: [], moves }
}

/** By meaning, the works that only it fits. */
async function listFitting(db: Db, tagId: number): Promise<Map<number, number[]>> {
  const rows = await db
    .selectFrom('work_tag')
    .innerJoin('tag_meaning', 'tag_meaning.tag_id', 'work_tag.tag_id')
    .innerJoin('tag_scope', 'tag_scope.tag_id', 'tag_meaning.meaning_id')
    .innerJoin('work_tag_expansion', (join) =>
      join
        .onRef('work_tag_expansion.work_id', '=', 'work_tag.work_id')
        .onRef('work_tag_expansion.tag_id', '=', 'tag_scope.fandom_id'),
    )
    .where('work_tag.tag_id', '=', tagId)
    .select(['work_tag.work_id as workId', 'tag_meaning.meaning_id as meaningId'])
    .distinct()
    .orderBy('work_tag.work_id')
    .execute()
  const fitting = [...Map.groupBy(rows, (row) => row.workId).values()].filter((some) => some.length === 1).flat()
  const groups = Map.groupBy(fitting, (row) => row.meaningId)
  return new Map([...groups].map(([id, some]) => [id, some.map((row) => row.workId)]))
}
