import { findFeedAddress, makeFeedAddress, revokeFeedAddress } from '../../people/feed-address.ts'
import type { Member } from '../../people/viewer.ts'
import { listFollowedAuthors, listFollowedWorks } from '../../reading/list-followed.ts'
import { parsePage } from '../../store/paging.ts'
import { findBlurbs } from '../browse/find-blurbs.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import type { FollowingFeed } from './following-feed-part.ts'
import { followingPage } from './following-page.ts'

export function followingRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.following.pattern, async (c) => show(c, requireMember(c.get('viewer'))))

  app.post(paths.followingFeed.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const token = await makeFeedAddress(db, member, now())
    const answer = await show(c, member, { token, origin: c.get('origin') })
    answer.headers.set('cache-control', 'no-store')
    return answer
  })

  app.post(paths.revokeFollowingFeed.pattern, async (c) => {
    await revokeFeedAddress(db, requireMember(c.get('viewer')), now())
    return seeOther(c, `${paths.following({})}#feed`)
  })

  async function show(c: C, member: Member, made?: FollowingFeed['made']): Promise<Response> {
    const paging = { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
    const [followed, authors, madeAt] = await Promise.all([
      listFollowedWorks(db, member, paging),
      listFollowedAuthors(db, member),
      findFeedAddress(db, member),
    ])
    const found = await findBlurbs(
      db,
      member,
      followed.rows.map(({ workId }) => workId),
    )
    const works = new Map(found.map((work) => [work.id, work]))
    return page(c, followingPage(c.get('chrome'), { followed, works, authors, feed: { madeAt, made } }))
  }
}
