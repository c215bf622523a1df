import type { Ask } from './ask.ts'
import { findWorkOf } from './find-story.ts'
import { findTagOf, findVocabularyOf } from './find-tag.ts'
import type { OldQuery } from './old-query.ts'
import { type NewPlace, place } from './places.ts'

/** `browse.php`: one list of a kind, narrowed by anything. */
export async function findBrowsed(ask: Ask): Promise<NewPlace> {
  const { db, query } = ask
  switch (query.word('type')) {
    case 'series':
      return place('browseSeries')
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
      return query.has('add') || query.has('remove') ? ofWork(ask) : place('following')
    case 'alsolike':
    case 'epubbrowse':
      return ofWork(ask)
  }
  const tag = await findTagOf(ask)
  if (tag) return tag
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
      return place('works')
    case 'featured':
      return place('browseFeatured')
    default:
      return place('browse')
  }
}

async function ofWork(ask: Ask): Promise<NewPlace> {
  const work = await findWorkOf(ask, 'sid', 'add', 'remove')
  return work === null ? place('works') : place('work', { work })
}

/** `search.php` and its forks, until there is a search: what it was narrowed by, else the list it searched. */
export async function findSearched(ask: Ask): Promise<NewPlace> {
  const tag = await findTagOf(ask)
  if (tag) return tag
  const type = ask.query.word('searchtype')
  const letter = letterOf(ask.query.text('searchterm'))
  if (type === 'penname') return place('browseAuthors', {}, letter)
  return type === 'title' ? place('browseTitles', {}, letter) : place('browse')
}

export async function findCategory(ask: Ask): Promise<NewPlace> {
  return (await findTagOf(ask)) ?? findVocabularyOf(ask.db, 'fandom')
}

export function titles(query: OldQuery): NewPlace {
  return place('browseTitles', {}, letterOf(query.text('let')))
}

export function authors(query: OldQuery): NewPlace {
  if (query.word('list') === 'beta') return place('betaReaders')
  return place('browseAuthors', {}, letterOf(query.text('let')))
}

const SERIES_LISTS = /series/
const AUTHOR_LISTS = /authors|reviewers|members/

/** There are no lists of the longest or the most read; the whole list of the same things is nearest. */
export function findTopList({ query }: Ask): NewPlace {
  const list = query.word('list') || query.word('action')
  if (list === 'challenges') return place('challenges')
  if (SERIES_LISTS.test(list)) return place('browseSeries')
  if (AUTHOR_LISTS.test(list)) return place('browseAuthors')
  return place(list === '' ? 'browse' : 'works')
}

/** A to Z, and `Other`. */
function letterOf(text: string): NewPlace['query'] {
  const word = text.toLowerCase()
  if (word === '' || word === 'all') return undefined
  return { letter: /^[a-z]/.test(word) && word !== 'other' ? word[0]! : 'other' }
}
