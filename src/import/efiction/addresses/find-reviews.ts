import type { Db } from '../../../store/database.ts'
import type { Ask } from './ask.ts'
import { findChapter } from './find-story.ts'
import { type NewPlace, place } from './places.ts'

/** `reviews.php`, of all versions. */
export async function findReviews(ask: Ask): Promise<NewPlace | null> {
  return (await findReview(ask)) ?? findReviewed(ask)
}

async function findReview({ db, numbers, query }: Ask): Promise<NewPlace | null> {
  const review = await numbers.find('review', query.number('reviewid'))
  if (review === null) return findOfRecommendation(db, await numbers.find('stray_review', query.number('reviewid')))
  const action = query.word('action')
  if (action === 'edit') return place('editReview', { review })
  if (action === 'delete' || action === 'deletereview') return place('deleteReview', { review })
  return place('review', { review })
}

async function findOfRecommendation(db: Db, stray: number | null): Promise<NewPlace | null> {
  if (stray === null) return null
  const row = await db
    .selectFrom('stray_review')
    .where('id', '=', stray)
    .select('recommendation_id as recommendation')
    .executeTakeFirst()
  const recommendation = row?.recommendation ?? null
  return recommendation === null ? null : place('recommendation', { recommendation })
}

async function findReviewed(ask: Ask): Promise<NewPlace | null> {
  const { numbers, query } = ask
  const type = query.word('type')
  if (type === 'se' || query.has('seriesid')) {
    const series = await numbers.find('series', query.number('seriesid', 'item'))
    return series === null ? null : place('seriesReviews', { series })
  }
  if (type === 'rc') {
    const recommendation = await numbers.find('recommendation', query.number('item'))
    return recommendation === null ? null : place('recommendation', { recommendation })
  }
  if (type !== '' && type !== 'st') return null
  const chapter = (await findChapter(ask, 'chapter', query.number('chapid'))) ?? (await chapterOfVersion1(ask))
  if (chapter) return place('chapterReviews', { ...chapter })
  const work = await numbers.find('story', query.number('item', 'sid'))
  return work === null ? null : place('workReviews', { work })
}

/** There `sid` with `a=1` names a chapter, and a number that is no story's can only be one. */
async function chapterOfVersion1(ask: Ask) {
  const { numbers, query } = ask
  const sid = query.number('sid')
  if (sid === null || !numbers.maybeOfChapters) return null
  const isStory = (await numbers.find('story', sid)) !== null
  return isStory && query.text('a') !== '1' ? null : findChapter(ask, 'chapter', sid)
}
