// Answers, while somebody types a name, with what they may mean. For web/browser/suggest.js.
import { notFound } from '../../errors.ts'
import {
  listSuggestedVocabularies,
  suggestAuthors,
  suggestTags,
  type SuggestedVocabulary,
  type Suggestion,
} from '../../search/ways/suggest.ts'
import { listScopes } from '../../search/find-named.ts'
import { splitNames } from '../../tags/tag-names.ts'
import { titleKey } from '../../text/sort-key.ts'
import { cleanText } from '../../text/well-formed.ts'
import { findByTitleStart } from '../../works/find-by-title-start.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, sendAnswer } from '../respond.ts'
import { countWithin } from './count-within.ts'

const MOST = 10
/** Looked at within a list, which need not hold the first of them. */
const MOST_WITHIN = 40
const MOST_OF_EACH = 4
const LONGEST = 150
const LONGEST_LIST = 4000

/** One line of the list below a field. */
interface Line {
  /** What is put into the field. */
  name: string
  /** The other name that it was found by. */
  synonym: string | null
  /** `vocabulary/tag` of a tag, the author of an author, as addresses of lists have them. */
  key: string
  count: number | null
  /** What it is, where it may be anything; of which fandoms, where others have the same name. */
  kind?: string
  address: string
}

export function suggestRoutes(app: App, parts: Parts): void {
  const { db } = parts

  app.get(paths.suggestTags.pattern, async (c) => {
    const all = await listSuggestedVocabularies(db)
    const vocabulary = all.find(({ slug }) => slug === c.req.param('vocabulary'))
    if (!vocabulary) throw notFound('Vocabulary')
    const isWithin = c.req.query('within') !== undefined
    const limit = isWithin ? MOST_WITHIN : MOST
    const asked = { ...askedOf(c, all), vocabularies: [vocabulary], limit }
    const found = await countWithin(c, parts, await suggestTags(parts, c.get('viewer'), asked))
    return lines(c, await tagLines(db, found.slice(0, MOST)))
  })

  app.get(paths.suggestAuthors.pattern, async (c) => {
    const found = await suggestAuthors(parts, c.get('viewer'), { ...askedOf(c, []), limit: MOST })
    return lines(c, found.map(authorLine))
  })

  app.get(paths.suggestTitles.pattern, async (c) => {
    return lines(c, await findTitles(c, MOST))
  })

  app.get(paths.suggestAnything.pattern, async (c) => {
    const all = await listSuggestedVocabularies(db)
    // What would spoil a work is not told to who only types.
    const vocabularies = all.filter(({ spoiler }) => spoiler === 0)
    const viewer = c.get('viewer')
    const [tags, authors, titles] = await Promise.all([
      suggestTags(parts, viewer, { ...askedOf(c, all), vocabularies, limit: MOST - MOST_OF_EACH }),
      suggestAuthors(parts, viewer, { ...askedOf(c, all), limit: MOST_OF_EACH }),
      findTitles(c, MOST_OF_EACH),
    ])
    const t = c.get('t')
    const names = new Map(all.map(({ slug, name }) => [slug, name]))
    return lines(c, [
      ...(await tagLines(db, tags, names)),
      ...authors.map((author) => ({ ...authorLine(author), kind: t('suggest.author') })),
      ...titles.map((title) => ({ ...title, kind: t('suggest.work') })),
    ])
  })

  async function findTitles(c: C, limit: number): Promise<Line[]> {
    const key = titleKey(typed(c), 'und')
    if (key === '') return []
    const works = await findByTitleStart(db, c.get('viewer'), key, limit)
    return works.map(({ id, title }) => {
      const address = paths.work({ work: id })
      return { name: title, synonym: null, key: String(id), count: null, address }
    })
  }
}

function typed(c: C): string {
  return cleanText((c.req.query('q') ?? '').slice(0, LONGEST)).trim()
}

function askedOf(c: C, vocabularies: readonly SuggestedVocabulary[]) {
  const names = (parameter: string) => splitNames(cleanText((c.req.query(parameter) ?? '').slice(0, LONGEST_LIST)))
  const fandomVocabularies = vocabularies.filter(({ role }) => role === 'fandom')
  return { text: typed(c), chosen: names('chosen'), fandoms: names('fandoms').slice(0, 10), fandomVocabularies }
}

/** Two of one name say of which fandoms they are. */
async function tagLines(
  db: Parts['db'],
  tags: readonly Suggestion[],
  kinds?: ReadonlyMap<string, string>,
): Promise<Line[]> {
  const named = Map.groupBy(tags, (tag) => `${tag.vocabulary}/${tag.name}`)
  const namesakes = [...named.values()].filter((some) => some.length > 1).flat()
  const scopes = await listScopes(
    db,
    namesakes.map(({ id }) => id),
  )
  return tags.map(({ id, name, synonym, slug, vocabulary, count }) => {
    const place = { vocabulary: vocabulary ?? '', tag: slug }
    const said = [kinds?.get(place.vocabulary), scopes.get(id)?.join(', ')].filter((one) => one !== undefined)
    const kind = said.length > 0 ? { kind: said.join(' · ') } : {}
    return { name, synonym, key: `${place.vocabulary}/${slug}`, count, ...kind, address: paths.tag(place) }
  })
}

function authorLine({ name, slug, count }: Suggestion): Line {
  return { name, synonym: null, key: slug, count, address: paths.author({ slug }) }
}

const HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'private, max-age=15',
  vary: 'cookie',
}

/** Kept by the browser for as long as it takes to type a word and take it back. */
function lines(c: C, suggestions: readonly Line[]): Response {
  return sendAnswer(c, { bytes: Buffer.from(JSON.stringify({ suggestions })), headers: HEADERS })
}
