// Where an address of the old site leads now.
import type { Db } from '../../../store/database.ts'
import type { Ask, Finder } from './ask.ts'
import { findAccount, findKeeping, findPosting } from './find-account.ts'
import { authors, findBrowsed, findCategory, findSearched, findTopList, titles } from './find-list.ts'
import { findMember, findSeries } from './find-member.ts'
import { findReviews } from './find-reviews.ts'
import { findNews, findPage, pageOf } from './find-site-page.ts'
import { findStory } from './find-story.ts'
import { type AskedAt, OldNumbers } from './old-numbers.ts'
import { OldQuery } from './old-query.ts'
import { isOfOthers, type OldSiteAddress } from './old-sites.ts'
import { type NewPlace, place } from './places.ts'

const home: Finder = () => place('home')
const list =
  (read: (query: OldQuery) => NewPlace): Finder =>
  (ask) =>
    read(ask.query)

/** By the last part of the path: old sites lived in any folder. */
const PAGES: Readonly<Record<string, Finder>> = {
  'index.php': home,
  'viewstory.php': findStory,
  'viewuser.php': findMember,
  'viewseries.php': findSeries,
  'series.php': findSeries,
  'reviews.php': findReviews,
  'browse.php': findBrowsed,
  'search.php': findSearched,
  'search2.php': findSearched,
  'categories.php': findCategory,
  'titles.php': list(titles),
  'authors.php': list(authors),
  'members.php': list(authors),
  'recent.php': () => place('works'),
  'featured.php': () => place('browseFeatured'),
  'toplists.php': findTopList,
  'news.php': findNews,
  'viewpage.php': findPage,
  'help.php': pageOf('help'),
  'rules.php': pageOf('rules'),
  'tos.php': pageOf('tos'),
  'contact.php': findContact,
  'user.php': findAccount,
  'stories.php': findPosting,
  'submission.php': pageOf('rules'),
  'admin.php': findKeeping,
  'challenges.php': findChallenge,
  'recommendations.php': findRecommendation,
  'recs.php': findRecommendation,
  'pollarchive.php': findPoll,
  'maintenance.php': home,
  'update.php': home,
  'template.php': home,
}

/** Pages with the same names stood in folders of their own. */
const FOLDERS: ReadonlyArray<readonly [RegExp, Finder]> = [
  [/(?:^|\/)blocks\/shoutbox\/archive\.php$/, () => place('shouts')],
  [/(?:^|\/)modules\/epubversion\/epubs\/[0-9]+\//, findBook],
  [/(?:^|\/)modules\/epubversion\/[a-z]+\.php$/, findBook],
  [/(?:^|\/)install\/(?:[a-z0-9_]+\.php)?$/, home],
]

function finderFor(path: string): Finder | null {
  const folder = FOLDERS.find(([pattern]) => pattern.test(path))
  if (folder) return folder[1]
  if (isOfOthers(path)) return null
  const name = path.slice(path.lastIndexOf('/') + 1)
  return Object.hasOwn(PAGES, name) ? PAGES[name]! : null
}

export interface OldAddress extends AskedAt {
  /** With or without its question mark. */
  search: string
}

/** Null where it names something that is not here, or is no address that the old program knew. */
export async function findNewPlace(
  db: Db,
  sites: readonly OldSiteAddress[],
  address: OldAddress,
): Promise<NewPlace | null> {
  const path = address.path.replace(/^\/+/, '').toLowerCase()
  const finder = finderFor(path)
  if (!finder) return null
  const ask: Ask = { db, query: new OldQuery(address.search), numbers: new OldNumbers(db, sites, address), path }
  return finder(ask)
}

/** `challenges.php`, in its module's folder or, in 2.x, in the site's. */
async function findChallenge({ numbers, query }: Ask): Promise<NewPlace> {
  const action = query.word('action')
  const challenge = await numbers.find('challenge', query.number('chalid'))
  if (challenge === null) return place(action === 'add' ? 'newChallenge' : 'challenges')
  if (action === 'edit') return place('editChallenge', { challenge })
  if (action === 'delete') return place('deleteChallenge', { challenge })
  return place('challenge', { challenge })
}

async function findRecommendation({ numbers, query }: Ask): Promise<NewPlace> {
  const recommendation = await numbers.find('recommendation', query.number('recid'))
  return recommendation === null ? place('recommendations') : place('recommendation', { recommendation })
}

async function findPoll({ numbers, query }: Ask): Promise<NewPlace> {
  const poll = await numbers.find('poll', query.number('poll'))
  return poll === null ? place('polls') : place('poll', { poll })
}

/** A book that was made of a story on the fly: the work's own book, where the address named one. */
async function findBook({ numbers, path, query }: Ask): Promise<NewPlace | null> {
  const inPath = /\/epubs\/0*([1-9][0-9]{0,9})\//.exec(path)?.[1]
  const work = await numbers.find('story', inPath ?? query.number('sid', 'id'))
  if (work === null) return null
  return place(path.endsWith('.epub') ? 'bookEpub' : 'work', { work })
}

/** `contact.php?action=report&url=viewstory.php?sid=3` told of a page: there that page is the nearest. */
async function findContact(ask: Ask): Promise<NewPlace> {
  const [path = '', search = ''] = ask.query.text('url').split(/\?(.*)/s)
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const finder = name === 'contact.php' ? null : finderFor(name)
  const found = finder && (await finder({ ...ask, query: new OldQuery(search), path: name }))
  return found ?? place('home')
}
