import type { Settings } from '../../../site/settings.ts'
import type { Row } from '../read/row.ts'
import { modeOf } from '../reviews/read-scoring.ts'
import { plain } from '../text/to-text.ts'

export interface Place {
  language: string
  zone: string
}

/** What the old settings become. A column that the old version did not have says nothing. */
export function toSettings(settings: Row, { language, zone }: Place): Partial<Settings> {
  const itemsPerPage = settings.integer('itemsperpage')
  return {
    name: plain(settings, 'sitename').slice(0, 200),
    slogan: plain(settings, 'slogan').slice(0, 500),
    siteEmail: plain(settings, 'siteemail').slice(0, 320),
    language,
    ...(zone === 'UTC' ? {} : { timezone: zone }),
    reviewsBy: reviewersOf(settings),
    scores: modeOf(settings),
    submissions: submissionsOf(settings),
    ...(itemsPerPage >= 5 && itemsPerPage <= 100 ? { worksPerPage: itemsPerPage } : {}),
    ...where(settings, 'newscomments', { newsComments: settings.flag('newscomments') ? 'members' : 'nobody' }),
    ...where(settings, 'minwords', { fewestWords: limit(settings, 'minwords') }),
    ...where(settings, 'maxwords', { mostWords: limit(settings, 'maxwords') }),
    ...where(settings, 'roundrobins', { roundRobins: settings.flag('roundrobins') ? 'allowed' : 'closed' }),
    ...where(settings, 'rateonly', { scoreAlone: settings.flag('rateonly') ? 'allowed' : 'refused' }),
    ...where(settings, 'revdelete', { authorsDelete: DELETERS[settings.integer('revdelete')] ?? 'none' }),
    ...where(settings, 'words', { wordList: wordsOf(settings) }),
    ...(settings.isFilled('timeformat') && { clock: clockOf(settings.text('timeformat')) }),
    ...where(settings, 'dateformat', { dates: datesOf(settings.text('dateformat')) }),
  }
}

const DELETERS: Readonly<Record<number, Settings['authorsDelete']>> = { 1: 'guests', 2: 'all' }

function where(settings: Row, column: string, said: Partial<Settings>): Partial<Settings> {
  return settings.has(column) ? said : {}
}

function limit(settings: Row, column: string): number {
  return Math.max(0, Math.min(10_000_000, settings.integer(column)))
}

/** The old list split at commas; so does the archive's. */
function wordsOf(settings: Row): string {
  const words = settings
    .text('words')
    .split(/[,\r\n]+/)
    .map((word) => word.trim())
  return words.filter(Boolean).join(', ').slice(0, 20_000)
}

/** Only what comes first is kept of a pattern of PHP's `date()`: the archive writes months in words. */
function datesOf(pattern: string): Settings['dates'] {
  const letters = pattern.replace(/\\./g, '').replace(/[^dDjlNSwzFMmnYyoU]/g, '')
  const [year, month, day] = [/[YyoU]/, /[FMmn]/, /[dj]/].map((letter) => letters.search(letter))
  if (year !== undefined && year >= 0 && (month! < 0 || year < month!)) return 'year'
  return month !== undefined && month >= 0 && day! >= 0 && month < day! ? 'month' : 'day'
}

/** Of such a pattern as `g:i a`. */
function clockOf(pattern: string): Settings['clock'] {
  return /[gh]/.test(pattern.replace(/\\./g, '')) ? '12' : '24'
}

function reviewersOf(settings: Row): Settings['reviewsBy'] {
  if (settings.has('reviewsallowed') && !settings.flag('reviewsallowed')) return 'nobody'
  return settings.flag('anonreviews') ? 'everybody' : 'members'
}

function submissionsOf(settings: Row): Settings['submissions'] {
  if (settings.flag('submissionsoff')) return 'closed'
  return settings.flag('autovalidate') ? 'open' : 'held'
}

type Fate = 'merged' | 'kept aside' | 'dropped'

/** Columns without a counterpart, and why; for the report. */
export const WITHOUT_COUNTERPART: Readonly<Record<string, readonly [Fate, string]>> = {
  skin: ['kept aside', 'the archive has one look, light and dark, that readers set up for themselves'],
  hiddenskins: ['kept aside', 'the archive has no skins'],
  store: ['merged', 'texts are always in the database here'],
  coauthallowed: ['kept aside', 'co-authors that came over stay; who may add more is not a setting here'],
  imageupload: ['kept aside', 'pictures that came over are shown; who may send more is not a setting here'],
  imageheight: ['kept aside', 'pictures fit the page by themselves'],
  imagewidth: ['kept aside', 'pictures fit the page by themselves'],
  allowseries: ['kept aside', 'who may make series is not a setting here'],
  tinymce: ['kept aside', 'the archive takes plain text and HTML'],
  allowed_tags: ['kept aside', 'the archive has its own list of safe tags'],
  favorites: ['merged', 'bookmarks are always there'],
  multiplecats: ['kept aside', 'categories that came over are fandoms here'],
  logging: ['merged', 'what moderators do is always written down'],
  maintenance: ['kept aside', 'an import never closes an archive; its words are kept for when you do'],
  debug: ['dropped', 'a switch of the old program'],
  captcha: ['merged', 'limits and a trap that people do not see take its place'],
  recentdays: ['kept aside', 'the list of recent works has no end here'],
  displaycolumns: ['kept aside', 'lists fit the page by themselves'],
  extendcats: ['kept aside', 'a tag always shows where it belongs'],
  displayindex: ['kept aside', 'each reader chooses whether works open at their contents'],
  defaultsort: ['kept aside', 'each list says how it is sorted'],
  displayprofile: ['kept aside', 'an author’s page always begins with who they are'],
  linkstyle: ['kept aside', 'lists have pages here'],
  linkrange: ['kept aside', 'lists have pages here'],
  pwdsetting: ['merged', 'members always choose their own password'],
  alertson: ['merged', 'members always choose their own mails'],
  disablepopups: ['merged', 'nothing pops up'],
  agestatement: ['merged', 'members may always say once that they are of age'],
  anonchallenges: ['kept aside', 'prompts are by members'],
  anonrecs: ['kept aside', 'recommendations are by members'],
  rectarget: ['kept aside', 'links open where readers open them'],
  autovalrecs: ['kept aside', 'recommendations have no queue of their own'],
  storyend: ['kept aside', 'the end of a work always leads on'],
  notifications: ['kept aside', 'mails are a choice of each member'],
}
