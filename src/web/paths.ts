// Every address of the archive, by name. `pattern` is for routes, the call makes links.

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
  setup: path('/setup/:token'),
  consent: path('/consent'),
  page: path('/pages/:slug'),
  newsList: path('/news'),
  news: path('/news/:news{[0-9]+}'),

  works: path('/works'),
  newWork: path('/works/new'),
  work: path('/works/:work{[0-9]+}'),
  wholeWork: path('/works/:work{[0-9]+}/whole'),
  printWork: path('/works/:work{[0-9]+}/print'),
  editWork: path('/works/:work{[0-9]+}/edit'),
  publication: path('/works/:work{[0-9]+}/publication'),
  deleteWork: path('/works/:work{[0-9]+}/delete'),
  workDecision: path('/works/:work{[0-9]+}/decision'),
  kudos: path('/works/:work{[0-9]+}/kudos'),
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
  series: path('/series/:series{[0-9]+}'),
  seriesReviews: path('/series/:series{[0-9]+}/reviews'),
  review: path('/reviews/:review{[0-9]+}'),
  editReview: path('/reviews/:review{[0-9]+}/edit'),
  deleteReview: path('/reviews/:review{[0-9]+}/delete'),
  replyToReview: path('/reviews/:review{[0-9]+}/reply'),

  browse: path('/browse'),
  browseTitles: path('/browse/titles'),
  browseAuthors: path('/browse/authors'),
  browseSeries: path('/browse/series'),
  vocabulary: path('/browse/:vocabulary'),
  tag: path('/browse/:vocabulary/:tag'),

  login: path('/login'),
  logout: path('/logout'),
  register: path('/register'),
  confirmRegistration: path('/register/confirm/:token'),
  lostPassword: path('/lost-password'),
  resetPassword: path('/reset-password/:token'),
  account: path('/account'),
  accountPassword: path('/account/password'),
  accountEmail: path('/account/email'),
  confirmEmail: path('/account/email/confirm/:token'),
  accountPreferences: path('/account/preferences'),
  accountPseuds: path('/account/pen-names'),
  accountPseud: path('/account/pen-names/:pseud{[0-9]+}'),
  accountSessions: path('/account/sessions'),
  myWorks: path('/account/works'),

  queue: path('/moderation/queue'),
  archiveSettings: path('/moderation/settings'),
} as const

/** A way back that came in an address or form: kept only when it stays on this archive. */
export function sameSitePath(value: string | null | undefined): string | null {
  if (!value || !/^\/(?![/\\])/.test(value) || /[\u0000-\u001f\\]/.test(value) || value.length > 2000) return null
  return value
}
