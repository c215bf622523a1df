// Pages for members and their keepers. They ask for a log-in by themselves and lead back after it.
import type { Ask } from './ask.ts'
import { findMember, findSlug, ownFavourites } from './find-member.ts'
import { findChapter, findWorkOf } from './find-story.ts'
import { type NewPlace, type PageName, place } from './places.ts'

/** `user.php` */
export async function findAccount(ask: Ask): Promise<NewPlace | null> {
  const { numbers, query } = ask
  switch (query.word('action')) {
    case 'login':
      return logIn(ask)
    case 'logout':
      return place('home')
    case 'register':
    case 'newaccount':
      return place('register')
    case 'lostpassword':
      return place('lostPassword')
    case 'editbio':
      return place('accountPseuds')
    case 'editprefs':
      return place('accountPreferences')
    case 'stats':
      return place('myWorks')
    case 'revres': {
      const review = await numbers.find('review', query.number('reviewid'))
      return review === null ? place('myWorks') : place('replyToReview', { review })
    }
    case 'revreceived':
      return place('myWorks')
    case 'favst':
    case 'favse':
    case 'favau':
      return (await favourite(ask)) ?? ownFavourites(query.word('action'))
    case 'manfavs':
    case 'favlist':
      return ownFavourites('')
    case 'reviewsby':
      return place('account')
    case 'contact':
      return findMember(ask)
    default:
      return place('account')
  }
}

/** The log-in form knows the way back to the story that the old one came from. */
async function logIn(ask: Ask): Promise<NewPlace> {
  const work = await findWorkOf(ask, 'sid')
  return work === null ? place('login') : { to: 'login', back: place('work', { work }) }
}

/** `favst&add=12` kept a story: its own page is where that is done. */
async function favourite({ db, numbers, query }: Ask): Promise<NewPlace | null> {
  const [added] = query.numbers('add', 'author')
  if (added === undefined) return null
  if (query.word('action') === 'favst') {
    const work = await numbers.find('story', added)
    return work === null ? null : place('work', { work })
  }
  if (query.word('action') === 'favse') {
    const series = await numbers.find('series', added)
    return series === null ? null : place('series', { series })
  }
  const pseudId = await numbers.find('member', added)
  const pseud = pseudId && (await db.selectFrom('pseud').where('id', '=', pseudId).select('slug').executeTakeFirst())
  return pseud ? place('author', { slug: pseud.slug }) : null
}

/** `stories.php` */
export async function findPosting(ask: Ask): Promise<NewPlace> {
  const { query } = ask
  const action = query.word('action')
  if (/^(?:newstory|submit|add)$/.test(action)) return place('newWork')
  const chapter = await findChapter(ask, 'chapter', query.number('chapid'))
  const work = chapter?.work ?? (await findWorkOf(ask, 'sid'))
  if (work === null) return place('myWorks')
  if (/^(?:newchapter|addchapter)$/.test(action)) return place('newChapter', { work })
  if (/^(?:delete|deletestory|deletechapter)$/.test(action))
    return chapter ? place('deleteChapter', { ...chapter }) : place('deleteWork', { work })
  if (action === 'editchapter' && chapter) return place('editChapter', { ...chapter })
  return action.startsWith('edit') ? place('editWork', { work }) : place('myWorks')
}

const KEEPING: ReadonlyMap<string, PageName> = new Map([
  ['settings', 'archiveSettings'],
  ['maintenance', 'archiveSettings'],
  ['censor', 'archiveSettings'],
  ['messages', 'sitePages'],
  ['custpages', 'sitePages'],
  ['links', 'siteMenu'],
  ['authorfields', 'profileFields'],
  ['viewlog', 'actLog'],
  ['news', 'newsList'],
])

/** `admin.php`: what it did is done on the pages of the works and in the queue. */
export async function findKeeping(ask: Ask): Promise<NewPlace> {
  const { query } = ask
  const page = KEEPING.get(query.word('action'))
  if (page) return place(page)
  if (query.word('action') === 'members' && query.has('uid')) {
    const slug = await findSlug(ask)
    if (slug !== null) return place('author', { slug })
  }
  return place('queue')
}
