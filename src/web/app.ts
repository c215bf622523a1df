import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { notFound } from '../errors.ts'
import { NO_LOOK } from '../people/look.ts'
import { GUEST } from '../people/viewer.ts'
import { readOldSites } from '../import/efiction/addresses/old-sites.ts'
import { readMenu } from '../site/menu.ts'
import { readSettings } from '../site/settings.ts'
import { messagesFor } from './messages/messages.ts'
import { addressOf, mailOriginOf, originOf } from './middleware/origin.ts'
import { countEachLetter } from './browse/typing-limit.ts'
import { keepForGuests } from './kept-pages.ts'
import { paths } from './paths.ts'
import { refuseWhileClosed } from './middleware/while-closed.ts'
import { refuseCrossSite } from './middleware/cross-site.ts'
import { safetyHeaders } from './middleware/headers.ts'
import { leadToMovedVocabularies } from './middleware/moved-vocabularies.ts'
import { limitBody } from './middleware/limit-body.ts'
import { knowViewer } from './middleware/session.ts'
import { moderationRoutes } from './moderation/routes.ts'
import type { App, Parts, Variables } from './parts.ts'
import { peopleRoutes } from './people/routes.ts'
import { answerTo } from './refusals.ts'
import { browseRoutes } from './browse/routes.ts'
import { searchHelpRoute } from './find/search-help-route.ts'
import { likeRoutes } from './browse/like-routes.ts'
import { topRoutes } from './browse/top-routes.ts'
import { searchPageRoutes } from './find/search-routes.ts'
import { suggestRoutes } from './browse/suggest-routes.ts'
import { bookRoutes } from './books/routes.ts'
import { azw3Routes } from './books/azw3-routes.ts'
import { pdfRoutes } from './books/pdf-routes.ts'
import { bundleRoutes } from './bundles/routes.ts'
import { challengeRoutes } from './collections/challenge-routes.ts'
import { recommendationRoutes } from './collections/recommendation-routes.ts'
import { settingsRoutes } from './reading/settings-routes.ts'
import { searchRoutes } from './reading/searches/routes.ts'
import { hidingRoutes } from './reading/hiding/routes.ts'
import { historyRoutes } from './reading/history-routes.ts'
import { placeRoutes } from './reading/place-routes.ts'
import { readingRoutes } from './reading/shelf-routes.ts'
import { offlineRoutes } from './offline/routes.ts'
import { homeRoutes } from './site/home-routes.ts'
import { newsRoutes } from './site/news-routes.ts'
import { pageRoutes } from './site/page-routes.ts'
import { pollRoutes } from './site/poll-routes.ts'
import { shoutRoutes } from './site/shout-routes.ts'
import { editRoutes } from './works/edit-routes.ts'
import { workRoutes } from './works/routes.ts'
import { catalogueRoutes } from './opds/routes.ts'
import { knowReadingProgram } from './middleware/reading-program.ts'
import { feedRoutes } from './feeds/routes.ts'
import { oldAddressKeepingRoutes } from './site/old-addresses-keeping.ts'
import { answerUnknown, oldAddressRoutes } from './site/old-addresses.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { siteRoutes } from './site/routes.ts'
import { uploadRoutes } from './site/uploads.ts'
import { setupRoutes } from './site/setup-routes.ts'
import type { Chrome } from './ui/layout.ts'

/** The whole archive as a function from Request to Response. */
export function createApp(parts: Parts): App {
  const app: App = new Hono<{ Variables: Variables }>()
  app.onError((error, c) => answerTo(error, c, parts))
  app.notFound((c) => answerUnknown(c, parts))

  app.use('*', safetyHeaders)
  app.use('*', greet(parts))
  app.use('*', knowViewer(parts))
  app.use('*', knowReadingProgram(parts))
  app.use('*', async (c, next) => {
    c.get('chrome').viewer = c.get('viewer')
    // PostgreSQL takes no NUL in a text, so nothing has one in its address.
    if (/%00|\0/.test(c.req.path)) throw notFound('Page')
    return next()
  })
  app.use('*', refuseWhileClosed)
  app.use('*', refuseCrossSite)
  app.use('*', limitBody)

  app.use('/browse/*', leadToMovedVocabularies(parts))
  app.use('/opds/*', leadToMovedVocabularies(parts))

  app.use('/suggest/*', countEachLetter)
  const keep = keepForGuests(parts)
  for (const { pattern } of KEPT) app.get(pattern, keep)

  oldAddressRoutes(app, parts)
  setupRoutes(app, parts)
  siteRoutes(app, parts)
  uploadRoutes(app, parts)
  feedRoutes(app, parts)
  catalogueRoutes(app, parts)
  oldAddressKeepingRoutes(app, parts)
  homeRoutes(app, parts)
  newsRoutes(app, parts)
  pageRoutes(app, parts)
  pollRoutes(app, parts)
  shoutRoutes(app, parts)
  workRoutes(app, parts)
  offlineRoutes(app, parts)
  bookRoutes(app, parts)
  pdfRoutes(app, parts)
  azw3Routes(app, parts)
  bundleRoutes(app, parts)
  editRoutes(app, parts)
  moderationRoutes(app, parts)
  reviewRoutes(app, parts)
  readingRoutes(app, parts)
  placeRoutes(app, parts)
  historyRoutes(app, parts)
  hidingRoutes(app, parts)
  searchRoutes(app, parts)
  settingsRoutes(app, parts)
  challengeRoutes(app, parts)
  recommendationRoutes(app, parts)
  suggestRoutes(app, parts)
  topRoutes(app, parts)
  likeRoutes(app, parts)
  searchPageRoutes(app, parts)
  searchHelpRoute(app, parts)
  browseRoutes(app, parts)
  peopleRoutes(app, parts)
  return app
}

/** What guests ask for most, besides chapters, each opening of which is counted. */
const KEPT = [
  paths.home,
  paths.works,
  paths.browse,
  paths.browseTitles,
  paths.browseAuthors,
  paths.browseSeries,
  paths.author,
  paths.series,
  paths.vocabulary,
  paths.tag,
  paths.belowTag,
  paths.search,
  paths.suggestTags,
  paths.suggestAuthors,
  paths.suggestTitles,
  paths.suggestAnything,
]

/** What every answer needs, refusals included. */
function greet(parts: Parts) {
  return createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const [settings, oldSites, menu] = await Promise.all([
      readSettings(parts.db),
      readOldSites(parts.db),
      readMenu(parts.db),
    ])
    const t = messagesFor(settings.language, settings.timezone, settings)
    c.set('requestId', nextRequestId())
    c.set('hasSafetyHeaders', false)
    c.set('settings', settings)
    c.set('oldSites', oldSites)
    c.set('t', t)
    c.set('origin', originOf(c, parts))
    c.set('mailOrigin', mailOriginOf(parts, settings))
    c.set('address', addressOf(c, parts))
    c.set('chrome', {
      t,
      viewer: GUEST,
      archiveName: settings.name || 'Fanfold',
      footerHtml: settings.footerHtml,
      printHtml: settings.printHtml,
      menu,
      waysIn: { logIn: settings.logInWords, register: settings.registerWords },
      here: pathAndQuery(c.req.url),
      look: NO_LOOK,
      assets: parts.assets,
      makes: { pdf: parts.typesetter !== null, azw3: parts.calibre !== null },
    } satisfies Chrome)
    return next()
  })
}

const RUN = randomBytes(4).toString('hex')
let requests = 0

/** Finds a request in the log; not a secret. */
function nextRequestId(): string {
  return `${RUN}-${(++requests).toString(36)}`
}

function pathAndQuery(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  return start < 0 ? '/' : url.slice(start)
}
