// Every address of the archive, by name. `pattern` is for routes, the call makes links.
import type { FeedFormat } from '../export/feed/feed.ts'

type Value = string | number
type Query = Record<string, Value | null | undefined>
type Names<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Clean<Name> | Names<`/${More}`>
    : Clean<Rest>
  : never
type Clean<Name extends string> = Name extends `${infer Word}{${string}` ? Word : Name

export interface Path<Params extends string> {
  (params: Record<Params, Value>, query?: Query): string
  pattern: string
}

function path<Pattern extends string>(pattern: Pattern): Path<Names<Pattern>> {
  const parts = pattern.split('/').map((part) => (part.startsWith(':') ? { name: part.slice(1).split('{')[0]! } : part))
  const link = (params: Record<string, Value>, query?: Query) => {
    let path = ''
    for (let index = 1; index < parts.length; index++) {
      const part = parts[index]!
      path += typeof part === 'string' ? `/${part}` : `/${encoded(params[part.name]!)}`
    }
    return query ? path + queryOf(query) : path
  }
  return Object.assign(link, { pattern })
}

/** A feed in each of its formats. */
export type FeedPath<Params extends string> = Readonly<Record<FeedFormat, Path<Params>>>

function feed<Pattern extends string>(pattern: Pattern): FeedPath<Names<Pattern>> {
  const as = (format: FeedFormat) => path(`${pattern}.${format}`) as unknown as Path<Names<Pattern>>
  return { atom: as('atom'), rss: as('rss'), json: as('json') }
}

const PLAIN = /^[\w.~-]*$/

function encoded(value: Value): string {
  return typeof value === 'number' || PLAIN.test(value) ? String(value) : encodeURIComponent(value)
}

function queryOf(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`
}

export const paths = {
  home: path('/'),
  health: path('/health'),
  asset: path('/assets/:name'),
  upload: path('/uploads/:name'),
  manifest: path('/manifest.webmanifest'),
  offlineWorker: path('/offline-worker.js'),
  icon: path('/icons/:name'),
  keptHere: path('/offline'),
  offlineSettings: path('/offline/reading-settings'),
  setup: path('/setup/:token'),
  consent: path('/consent'),
  readingSettings: path('/reading-settings'),
  page: path('/pages/:slug'),
  newsList: path('/news'),
  news: path('/news/:news{[0-9]+}'),
  newNews: path('/news/new'),
  editNews: path('/news/:news{[0-9]+}/edit'),
  deleteNews: path('/news/:news{[0-9]+}/delete'),
  newsComments: path('/news/:news{[0-9]+}/comments'),
  editNewsComment: path('/news/comments/:comment{[0-9]+}/edit'),
  deleteNewsComment: path('/news/comments/:comment{[0-9]+}/delete'),
  polls: path('/polls'),
  poll: path('/polls/:poll{[0-9]+}'),
  newPoll: path('/polls/new'),
  closePoll: path('/polls/:poll{[0-9]+}/close'),
  deletePoll: path('/polls/:poll{[0-9]+}/delete'),
  shouts: path('/shouts'),
  deleteShout: path('/shouts/:shout{[0-9]+}/delete'),

  works: path('/works'),
  newWork: path('/works/new'),
  work: path('/works/:work{[0-9]+}'),
  wholeWork: path('/works/:work{[0-9]+}/whole'),
  printWork: path('/works/:work{[0-9]+}/print'),
  workCover: path('/works/:work{[0-9]+}/cover.svg'),
  bookEpub: path('/works/:work{[0-9]+}/book.epub'),
  bookAzw3: path('/works/:work{[0-9]+}/book.azw3'),
  bookPdf: path('/works/:work{[0-9]+}/book.pdf'),
  pdfChoices: path('/works/:work{[0-9]+}/pdf'),
  bookHtml: path('/works/:work{[0-9]+}/book.html'),
  bookMarkdown: path('/works/:work{[0-9]+}/book.md'),
  bookText: path('/works/:work{[0-9]+}/book.txt'),
  editWork: path('/works/:work{[0-9]+}/edit'),
  publication: path('/works/:work{[0-9]+}/publication'),
  deleteWork: path('/works/:work{[0-9]+}/delete'),
  workDecision: path('/works/:work{[0-9]+}/decision'),
  kudos: path('/works/:work{[0-9]+}/kudos'),
  workShelves: path('/works/:work{[0-9]+}/shelves'),
  offlineWork: path('/works/:work{[0-9]+}/offline'),
  offlineContents: path('/works/:work{[0-9]+}/offline/contents'),
  offlineChapter: path('/works/:work{[0-9]+}/offline/chapters/:chapter{[0-9]+}'),
  hideWork: path('/works/:work{[0-9]+}/hide'),
  workSubscription: path('/works/:work{[0-9]+}/subscription'),
  place: path('/works/:work{[0-9]+}/place'),
  readMarks: path('/works/:work{[0-9]+}/read-marks'),
  workReviews: path('/works/:work{[0-9]+}/reviews'),
  newChapter: path('/works/:work{[0-9]+}/chapters/new'),
  chapter: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}'),
  printChapter: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/print'),
  editChapter: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/edit'),
  deleteChapter: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/delete'),
  chapterPublication: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/publication'),
  chapterPlace: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/place'),
  chapterDecision: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/decision'),
  chapterReviews: path('/works/:work{[0-9]+}/chapters/:chapter{[0-9]+}/reviews'),

  author: path('/authors/:slug'),
  authorBooks: path('/authors/:slug/books'),
  authorBundle: path('/authors/:slug/books/:format'),
  authorBookmark: path('/authors/:slug/bookmark'),
  authorSubscription: path('/authors/:slug/subscription'),
  shelf: path('/authors/:slug/shelves/:shelf'),
  shelfBooks: path('/authors/:slug/shelves/:shelf/books'),
  shelfBundle: path('/authors/:slug/shelves/:shelf/books/:format'),
  shelfCsv: path('/authors/:slug/shelves/:shelf/shelf.csv'),
  shelfJson: path('/authors/:slug/shelves/:shelf/shelf.json'),
  claimAuthor: path('/authors/:slug/claim'),
  series: path('/series/:series{[0-9]+}'),
  seriesBooks: path('/series/:series{[0-9]+}/books'),
  seriesBundle: path('/series/:series{[0-9]+}/books/:format'),
  seriesBookmark: path('/series/:series{[0-9]+}/bookmark'),
  seriesReviews: path('/series/:series{[0-9]+}/reviews'),
  challenges: path('/challenges'),
  newChallenge: path('/challenges/new'),
  challenge: path('/challenges/:challenge{[0-9]+}'),
  editChallenge: path('/challenges/:challenge{[0-9]+}/edit'),
  deleteChallenge: path('/challenges/:challenge{[0-9]+}/delete'),
  challengeAnswers: path('/challenges/:challenge{[0-9]+}/answers'),
  recommendations: path('/recommendations'),
  newRecommendation: path('/recommendations/new'),
  recommendation: path('/recommendations/:recommendation{[0-9]+}'),
  editRecommendation: path('/recommendations/:recommendation{[0-9]+}/edit'),
  deleteRecommendation: path('/recommendations/:recommendation{[0-9]+}/delete'),
  recommendationApproval: path('/recommendations/:recommendation{[0-9]+}/approval'),
  review: path('/reviews/:review{[0-9]+}'),
  editReview: path('/reviews/:review{[0-9]+}/edit'),
  deleteReview: path('/reviews/:review{[0-9]+}/delete'),
  replyToReview: path('/reviews/:review{[0-9]+}/reply'),

  browse: path('/browse'),
  browseTitles: path('/browse/titles'),
  browseAuthors: path('/browse/authors'),
  betaReaders: path('/browse/beta-readers'),
  browseSeries: path('/browse/series'),
  browseFeatured: path('/browse/featured'),
  suggestTags: path('/suggest/tags/:vocabulary'),
  suggestAuthors: path('/suggest/authors'),
  suggestTitles: path('/suggest/titles'),
  suggestAnything: path('/suggest/anything'),
  vocabulary: path('/browse/:vocabulary'),
  tag: path('/browse/:vocabulary/:tag'),
  tagBooks: path('/browse/:vocabulary/:tag/books'),
  tagBundle: path('/browse/:vocabulary/:tag/books/:format'),

  login: path('/login'),
  logout: path('/logout'),
  register: path('/register'),
  confirmRegistration: path('/register/confirm/:token'),
  lostPassword: path('/lost-password'),
  resetPassword: path('/reset-password/:token'),
  claim: path('/claim'),
  claimLink: path('/claim/:token'),
  account: path('/account'),
  accountPassword: path('/account/password'),
  accountEmail: path('/account/email'),
  confirmEmail: path('/account/email/confirm/:token'),
  accountPreferences: path('/account/preferences'),
  accountPseuds: path('/account/pen-names'),
  accountPseud: path('/account/pen-names/:pseud{[0-9]+}'),
  appPasswords: path('/account/app-passwords'),
  revokeAppPassword: path('/account/app-passwords/:app{[0-9]+}/revoke'),
  accountSessions: path('/account/sessions'),
  myWorks: path('/account/works'),
  myShelves: path('/account/shelves'),
  myShelvesCsv: path('/account/shelves/shelves.csv'),
  myShelvesJson: path('/account/shelves/shelves.json'),
  myShelf: path('/account/shelves/:shelf'),
  myShelfBooks: path('/account/shelves/:shelf/books'),
  myShelfBundle: path('/account/shelves/:shelf/books/:format'),
  myShelfCsv: path('/account/shelves/:shelf/shelf.csv'),
  myShelfJson: path('/account/shelves/:shelf/shelf.json'),
  editShelf: path('/account/shelves/:shelf/edit'),
  shelfPlace: path('/account/shelves/:shelf/place'),
  deleteShelf: path('/account/shelves/:shelf/delete'),
  shelfWorks: path('/account/shelves/:shelf/works'),
  offlineShelf: path('/account/shelves/:shelf/offline'),
  bookmark: path('/account/bookmarks/:bookmark{[0-9]+}'),
  removeBookmark: path('/account/bookmarks/:bookmark{[0-9]+}/remove'),
  hidden: path('/account/hidden'),
  hidingWishes: path('/account/hidden/wishes'),
  hiddenCsv: path('/account/hidden.csv'),
  hiddenJson: path('/account/hidden.json'),
  following: path('/account/following'),
  followingFeed: path('/account/following/feed'),
  revokeFollowingFeed: path('/account/following/feed/revoke'),
  history: path('/account/history'),
  historyCsv: path('/account/history.csv'),
  historyJson: path('/account/history.json'),
  forgetHistory: path('/account/history/forget'),

  queue: path('/moderation/queue'),
  strayReviews: path('/moderation/stray-reviews'),
  strayReview: path('/moderation/stray-reviews/:review{[0-9]+}'),
  claims: path('/moderation/claims'),
  claimDecision: path('/moderation/claims/:claim{[0-9]+}'),
  emptyMembers: path('/moderation/members/empty'),
  guestNames: path('/moderation/members/guests'),
  archiveSettings: path('/moderation/settings'),
  sitePages: path('/moderation/pages'),
  newSitePage: path('/moderation/pages/new'),
  editSitePage: path('/moderation/pages/:page{[0-9]+}'),
  deleteSitePage: path('/moderation/pages/:page{[0-9]+}/delete'),
  siteMenu: path('/moderation/menu'),
  newMenuLink: path('/moderation/menu/new'),
  editMenuLink: path('/moderation/menu/:link{[0-9]+}'),
  deleteMenuLink: path('/moderation/menu/:link{[0-9]+}/delete'),
  profileFields: path('/moderation/profile-fields'),
  newProfileField: path('/moderation/profile-fields/new'),
  editProfileField: path('/moderation/profile-fields/:field{[0-9]+}'),
  deleteProfileField: path('/moderation/profile-fields/:field{[0-9]+}/delete'),
  vocabularies: path('/moderation/vocabularies'),
  newVocabulary: path('/moderation/vocabularies/new'),
  addVocabulary: path('/moderation/vocabularies/presets'),
  editVocabulary: path('/moderation/vocabularies/:kind{[0-9]+}'),
  moveVocabulary: path('/moderation/vocabularies/:kind{[0-9]+}/move'),
  deleteVocabulary: path('/moderation/vocabularies/:kind{[0-9]+}/delete'),
  keptTags: path('/moderation/vocabularies/:kind{[0-9]+}/tags'),
  orderTags: path('/moderation/vocabularies/:kind{[0-9]+}/order'),
  keptTag: path('/moderation/vocabularies/tags/:kept{[0-9]+}'),
  moveTag: path('/moderation/vocabularies/tags/:kept{[0-9]+}/move'),
  deleteTag: path('/moderation/vocabularies/tags/:kept{[0-9]+}/delete'),
  actLog: path('/moderation/log'),
  keptAside: path('/moderation/kept-aside'),
  keptAsideTable: path('/moderation/kept-aside/:table'),
  imports: path('/moderation/import'),
  importRun: path('/moderation/import/:run{[0-9]+}'),
  importReport: path('/moderation/import/:run{[0-9]+}/report'),
  importReportHtml: path('/moderation/import/:run{[0-9]+}/report.html'),
  importReportJson: path('/moderation/import/:run{[0-9]+}/report.json'),
  oldAddresses: path('/moderation/old-addresses'),
  oldSiteAddresses: path('/moderation/old-addresses/sites'),
} as const

export const feeds = {
  updated: feed('/feeds/updated'),
  new: feed('/feeds/new'),
  news: feed('/feeds/news'),
  following: feed('/feeds/following/:token/feed'),
  work: feed('/works/:work{[0-9]+}/feed'),
  author: feed('/authors/:slug/feed'),
  series: feed('/series/:series{[0-9]+}/feed'),
  tag: feed('/browse/:vocabulary/:tag/feed'),
} as const

export type CataloguePaths = ReturnType<typeof cataloguePaths>

/** The catalogue for reading programs below `root`. */
function cataloguePaths(root: string) {
  const at = <Pattern extends string>(pattern: Pattern) => path(`${root}${pattern}` as Pattern)
  return {
    root: at(''),
    new: at('/new'),
    updated: at('/updated'),
    featured: at('/featured'),
    works: at('/works'),
    authors: at('/authors'),
    author: at('/authors/:slug'),
    seriesList: at('/series'),
    series: at('/series/:series{[0-9]+}'),
    vocabulary: at('/browse/:vocabulary'),
    tag: at('/browse/:vocabulary/:tag'),
    belowTag: at('/browse/:vocabulary/:tag/below'),
    shelves: at('/shelves'),
    shelf: at('/shelves/:shelf'),
    search: at('/search'),
  }
}

/** OPDS 1.2. */
export const opds = cataloguePaths('/opds')
/** OPDS 2.0. */
export const opds2 = cataloguePaths('/opds/v2')
/** For both. */
export const opdsDocuments = { search: path('/opds/search.xml'), authentication: path('/opds/authentication') } as const

/** A way back that came in an address or form: kept only when it stays on this archive. */
export function sameSitePath(value: string | null | undefined): string | null {
  if (!value || !/^\/(?![/\\])/.test(value) || /[\u0000-\u001f\\]/.test(value) || value.length > 2000) return null
  return value
}
