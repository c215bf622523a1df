import type { OldFilter } from './old-filter.ts'

/** Pages of the archive that old addresses lead to, by the names they have among its addresses. */
export type PageName =
  | 'home'
  | 'work'
  | 'wholeWork'
  | 'printWork'
  | 'editWork'
  | 'deleteWork'
  | 'newWork'
  | 'works'
  | 'chapter'
  | 'printChapter'
  | 'editChapter'
  | 'deleteChapter'
  | 'newChapter'
  | 'author'
  | 'series'
  | 'workReviews'
  | 'chapterReviews'
  | 'seriesReviews'
  | 'review'
  | 'editReview'
  | 'deleteReview'
  | 'replyToReview'
  | 'search'
  | 'bookEpub'
  | 'alsoLiked'
  | 'topLists'
  | 'topList'
  | 'browse'
  | 'browseTitles'
  | 'browseAuthors'
  | 'browseSeries'
  | 'browseFeatured'
  | 'challenges'
  | 'challenge'
  | 'newChallenge'
  | 'editChallenge'
  | 'deleteChallenge'
  | 'recommendations'
  | 'poll'
  | 'polls'
  | 'shouts'
  | 'betaReaders'
  | 'actLog'
  | 'sitePages'
  | 'siteMenu'
  | 'profileFields'
  | 'recommendation'
  | 'shelf'
  | 'myShelf'
  | 'following'
  | 'vocabulary'
  | 'tag'
  | 'newsList'
  | 'news'
  | 'page'
  | 'login'
  | 'register'
  | 'lostPassword'
  | 'account'
  | 'accountPassword'
  | 'accountPreferences'
  | 'accountPseuds'
  | 'myWorks'
  | 'queue'
  | 'archiveSettings'

export interface NewPlace {
  to: PageName
  params?: Readonly<Record<string, string | number>>
  query?: Readonly<Record<string, string>>
  /** What the list there is narrowed to. */
  filter?: OldFilter
  /** Where to go on from there, after a log-in. */
  back?: NewPlace
}

export function place(to: PageName, params: NewPlace['params'] = {}, query?: NewPlace['query']): NewPlace {
  return query ? { to, params, query } : { to, params }
}
