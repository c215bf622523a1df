import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { worksVisibleTo } from './visibility.ts'

const MOST = 100

/** The newest chapters that the member wrote into other people's works. */
export async function listMyContributions(db: Db, member: Member) {
  return worksVisibleTo(db, member)
    .innerJoin('chapter', 'chapter.work_id', 'work.id')
    .innerJoin('pseud', 'pseud.id', 'chapter.pseud_id')
    .where('pseud.account_id', '=', member.accountId)
    .where('work.id', 'not in', (eb) =>
      eb
        .selectFrom('creator')
        .innerJoin('pseud as own', 'own.id', 'creator.pseud_id')
        .where('own.account_id', '=', member.accountId)
        .select('creator.work_id'),
    )
    .select([
      'work.id as workId',
      'work.title as workTitle',
      'work.language',
      'chapter.id',
      'chapter.position',
      'chapter.title',
      'chapter.posted_at as postedAt',
      'chapter.held_at as heldAt',
    ])
    .orderBy('chapter.id', 'desc')
    .limit(MOST)
    .execute()
}
