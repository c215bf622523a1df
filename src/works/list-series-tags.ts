import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'

const listRows = prepare<{ seriesId: number }>()((db, param) =>
  db
    .selectFrom('series_tag')
    .innerJoin('tag', 'tag.id', 'series_tag.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('series_tag.series_id', '=', param('seriesId'))
    .where('vocabulary.spoiler', '=', 0)
    .where('tag.hidden', '=', 0)
    .select(['tag.name', 'tag.slug', 'vocabulary.slug as vocabularySlug', 'vocabulary.role'])
    .orderBy('vocabulary.position')
    .orderBy('vocabulary.id')
    .orderBy('tag.position')
    .orderBy('tag.sort_name')
    .limit(whole(200)),
)

export async function listSeriesTags(db: Db, seriesId: number) {
  return listRows(db, { seriesId })
}
