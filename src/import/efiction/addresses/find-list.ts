import { letterOf } from '../../../store/letters.ts'
import { foldTag } from '../../../text/slug.ts'
import { sortKey } from '../../../text/sort-key.ts'
import { cleanText } from '../../../text/well-formed.ts'
import type { Ask } from './ask.ts'
import { findWorkOf } from './find-story.ts'
import { findClassType, findVocabularyOf } from './find-tag.ts'
import { findFilter } from './find-filter.ts'
import { isNarrowed, NO_OLD_FILTER, type OldFilter, onlyTag } from './old-filter.ts'
import type { OldQuery } from './old-query.ts'
import { type NewPlace, place } from './places.ts'

/** `browse.php`: one list of a kind, narrowed by anything. */
export async function findBrowsed(ask: Ask): Promise<NewPlace> {
  const { query } = ask
  switch (query.word('type')) {
    case 'series':
      return place('browseSeries', {}, byLetter(query.text('let')))
    case 'authors':
      return authors(query)
    case 'toplists':
      return findTopList(ask)
    case 'challenges':
      return place('challenges')
    case 'recommendations':
    case 'recs':
      return place('recommendations')
    case 'tracker':
      return query.has('add') || query.has('remove') ? ofWork(ask, 'work') : place('following')
    case 'alsolike':
      return ofWork(ask, 'alsoLiked')
    case 'epubbrowse':
      return query.has('sid') ? ofWork(ask, 'work') : place('works', {}, { downloads: 'on' })
  }
  if (query.text('searchterm') !== '') return findSearched(ask)
  const filter = await findFilter(ask)
  return isNarrowed(filter) ? narrowed(query, filter) : wholeList(ask, filter)
}

/** By one tag alone: its own list. */
function narrowed(query: OldQuery, filter: OldFilter): NewPlace {
  const tag = onlyTag(filter)
  const isOfTitles = query.word('type') === 'titles'
  if (tag && !isOfTitles) {
    const rest = { ...filter, with: [], any: [] }
    return { ...place('tag', { vocabulary: tag.vocabularySlug, tag: tag.slug }), filter: rest }
  }
  if (isOfTitles) return { ...titles(query), filter: { ...filter, isByTitle: false } }
  return { ...place(query.word('type') === 'featured' ? 'browseFeatured' : 'works'), filter }
}

async function wholeList(ask: Ask, filter: OldFilter): Promise<NewPlace> {
  const { db, query } = ask
  switch (query.word('type')) {
    case 'categories':
      return findVocabularyOf(db, 'fandom')
    case 'characters':
      return findVocabularyOf(db, 'character')
    case 'ratings':
      return findVocabularyOf(db, 'rating')
    case 'titles':
      return titles(query)
    case 'recent':
      return { ...place('works'), filter }
    case 'featured':
      return place('browseFeatured')
    default:
      return (await findClassType(ask)) ?? place('browse')
  }
}

async function ofWork(ask: Ask, page: 'work' | 'alsoLiked'): Promise<NewPlace> {
  const work = await findWorkOf(ask, 'sid', 'add', 'remove')
  return work === null ? place('works') : place(page, { work })
}

/** `search.php` and its forks. */
export async function findSearched(ask: Ask): Promise<NewPlace> {
  const { query } = ask
  const term = cleanText(query.text('searchterm')).slice(0, LONGEST_TERM).trim()
  const type = query.word('searchtype')
  const filter = { ...(await findFilter(ask)), ...textOf(type, term) }
  if (type === 'penname' && term !== '') return findByPenName(ask, term)
  const tag = onlyTag(filter)
  if (tag) return narrowed(query, filter)
  return { ...place('search'), filter }
}

const LONGEST_TERM = 300

/** A title was found by any part of it, a summary with what stands around it; the full text was the text alone. */
function textOf(type: string, term: string): Pick<OldFilter, 'text' | 'textIn'> {
  const { text, textIn } = NO_OLD_FILTER
  if (term === '') return { text, textIn }
  const title = term.replace(/["“”]/g, ' ').trim()
  if (type === 'title' && title !== '') return { text: `title:"${title}"`, textIn }
  if (type === 'summary') return { text: term, textIn: 'headings' }
  return { text: term, textIn: type === 'fulltext' ? 'texts' : null }
}

/** Whoever has just this name, else those with its letter. */
async function findByPenName({ db }: Ask, name: string): Promise<NewPlace> {
  const found = await db
    .selectFrom('pseud')
    .where('sort_name', '=', foldTag(name))
    .select('slug')
    .orderBy('id')
    .executeTakeFirst()
  return found ? place('author', { slug: found.slug }) : place('browseAuthors', {}, byLetter(name))
}

export async function findCategory(ask: Ask): Promise<NewPlace> {
  const filter = await findFilter(ask)
  return isNarrowed(filter) ? narrowed(ask.query, filter) : findVocabularyOf(ask.db, 'fandom')
}

export function titles(query: OldQuery): NewPlace {
  return place('browseTitles', {}, byLetter(query.text('let')))
}

export function authors(query: OldQuery): NewPlace {
  if (query.word('list') === 'beta') return place('betaReaders')
  return place('browseAuthors', {}, byLetter(query.text('let')))
}

const TOP_LISTS: Readonly<Record<string, string>> = {
  shortstories: 'shortest-works',
  longstories: 'longest-works',
  favstories: 'bookmarked-works',
  reviewedstories: 'reviewed-works',
  readstories: 'read-works',
  largeseries: 'large-series',
  smallseries: 'small-series',
  reviewedseries: 'reviewed-series',
  favseries: 'favourite-series',
  prolificauthors: 'prolific-authors',
  favauthors: 'favourite-authors',
  prolificreviewers: 'prolific-reviewers',
}

/** Modules brought others, which have no list here. */
export function findTopList({ query }: Ask): NewPlace {
  const list = query.word('list') || query.word('action')
  if (list === 'challenges') return place('challenges')
  return Object.hasOwn(TOP_LISTS, list) ? place('topList', { list: TOP_LISTS[list]! }) : place('topLists')
}

/** A to Z, and `Other`. */
function byLetter(text: string): NewPlace['query'] {
  const word = text.toLowerCase()
  if (word === '' || word === 'all') return undefined
  return { letter: word === 'other' ? 'other' : letterOf(sortKey(cleanText(word), 'und')) }
}
