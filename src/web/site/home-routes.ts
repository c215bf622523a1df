import { findLatestNews } from '../../site/list-news.ts'
import { findOpenPoll } from '../../talk/polls.ts'
import { listContinuing } from '../../reading/list-continuing.ts'
import { listVocabularies } from '../../tags/find-vocabulary.ts'
import { listFeaturedWorks, listLatestWorks } from '../../works/list-works.ts'
import { findHomeSearches } from '../reading/searches/home-searches.ts'
import { findBlurbs } from '../browse/find-blurbs.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { hotPage } from '../respond.ts'
import { homePage } from './home.ts'

const RECENT_WORKS = 10
const FEATURED_WORKS = 3
const CONTINUED_WORKS = 5

export function homeRoutes(app: App, parts: Parts): void {
  const { db } = parts
  app.get(paths.home.pattern, async (c) => {
    const viewer = c.get('viewer')
    const [latest, featured, news, poll, vocabularies, continued, searches] = await Promise.all([
      listLatestWorks(db, viewer, RECENT_WORKS),
      listFeaturedWorks(db, viewer, FEATURED_WORKS),
      findLatestNews(db),
      findOpenPoll(db, viewer),
      listVocabularies(db),
      viewer.kind === 'member' ? listContinuing(db, viewer, CONTINUED_WORKS) : [],
      findHomeSearches(parts, viewer, c.get('settings').timezone),
    ])
    const works = new Map((await findBlurbs(db, viewer, [...latest, ...featured])).map((work) => [work.id, work]))
    const these = (ids: readonly number[]) => ids.flatMap((id) => works.get(id) ?? [])
    const { slogan, welcomeHtml, shouts } = c.get('settings')
    const hasShouts = shouts !== 'nobody'
    const props = {
      slogan,
      welcomeHtml,
      news,
      poll,
      hasShouts,
      vocabularies,
      continued,
      searches,
      recent: these(latest),
      featured: these(featured),
    }
    return hotPage(c, homePage(c.get('chrome'), props))
  })

  app.get('/robots.txt', (c) => c.text(ROBOTS, 200, { 'cache-control': 'public, max-age=3600' }))
}

const ROBOTS = `User-agent: *
Disallow: /account
Disallow: /opds
Disallow: /feeds/following
Disallow: /feeds/searches
Disallow: /moderation
Disallow: /login
Disallow: /register
Disallow: /works/*/print
Disallow: /works/*/whole
Disallow: /works/*/chapters/*/print
Disallow: /works/*/book.
Disallow: /works/*/pdf
Disallow: /*/books/
`
