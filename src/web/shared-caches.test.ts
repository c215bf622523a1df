// Whatever a cache between people and the archive keeps: nobody gets from it what was counted for somebody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aTag, aWork, NOON } from '../../test/cast.ts'
import type { Page, Visitor } from '../../test/client.ts'
import { aReviewStage, aSeries, type ReviewStage } from '../../test/review-stage.ts'
import { hide } from '../reading/hiding/hide.ts'
import { paths } from './paths.ts'

let stage: ReviewStage
let addresses: string[]
let people: ReadonlyArray<readonly [name: string, visitor: Visitor]>

before(async () => {
  stage = await aReviewStage()
  const { db, bea, rui, fandom } = stage
  const series = await aSeries(stage)
  const { vocabulary_id } = await db
    .selectFrom('tag')
    .where('id', '=', fandom.books)
    .select('vocabulary_id')
    .executeTakeFirstOrThrow()
  const gore = await aTag(db, vocabulary_id, 'Gore')
  await aWork(db, { title: 'A lamp of Bea', by: bea, tagIds: [fandom.holmes] })
  await aWork(db, { title: 'A red lamp', by: stage.ada, tagIds: [fandom.holmes, gore] })
  await aWork(db, { title: 'A lamp for members', by: bea, ratingId: stage.ratings.members, tagIds: [fandom.holmes] })
  await hide(db, rui, [{ kind: 'tag', id: gore }], NOON)
  people = [
    ['a guest', stage.guest()],
    ['a reader who hides something', await stage.as(rui)],
    ['an author', await stage.as(bea)],
    ['the owner', await stage.as(stage.olga)],
  ]
  const real: Readonly<Record<string, string | number>> = {
    work: stage.workId,
    chapter: stage.chapterId,
    series,
    slug: 'ada',
    vocabulary: 'fandoms',
    tag: 'books',
    shelf: 'reading',
    format: 'html',
  }
  const asked = stage.app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*'))
  const plain = asked.map(({ path }) =>
    path.replaceAll(/:(\w+)(?:\{[^/]*\})?/g, (_, name: string) => String(real[name] ?? '1')),
  )
  const questions = ['/works?with=fandoms/books', '/search?q=lamp', '/works?q=lamp&sort=words', '/suggest/anything?q=l']
  const feeds = ['/feeds/works.atom?with=fandoms/books', '/opds/search?query=lamp', '/opds/v2/search?query=lamp']
  const suggestions = [paths.suggestTags({ vocabulary: 'fandoms' }, { q: 'g', within: '/works' })]
  addresses = [...new Set([...plain, ...questions, ...feeds, ...suggestions])].filter(
    (path) => path !== '/works/random',
  )
})
after(() => stage.close())

/** By what a cache between them and the archive is told of it: whether it may give the answer to others. */
function isShared({ response }: Page): boolean {
  const words = response.headers.get('cache-control') ?? ''
  return !/\b(?:private|no-store)\b/.test(words)
}

/** A cache that honours `Vary: cookie` keeps those apart who have another cookie, and that is all it can tell. */
const variesByCookie = ({ response }: Page) => /\bcookie\b/i.test(response.headers.get('vary') ?? '')

test('what may be kept for everybody is the same for everybody', async () => {
  let shared = 0
  for (const address of addresses) {
    const answers: Array<readonly [string, Page]> = []
    for (const [name, visitor] of people) answers.push([name, await visitor.get(address)])
    const kept = answers.filter(([, page]) => page.status === 200 && isShared(page))
    if (kept.length === 0) continue
    shared += 1
    const [first, page] = kept[0]!
    for (const [name, other] of kept) assert.equal(other.body, page.body, `${address} for ${first} and ${name}`)
    const others = answers.filter(([, other]) => other.status === 200 && other.body !== page.body)
    if (others.length > 0 && answers.every(([, answer]) => variesByCookie(answer))) continue
    assert.deepEqual(
      others.map(([name]) => name),
      [],
      `${address} is kept for ${first} and differs`,
    )
  }
  assert.ok(shared > 5, `${shared} answers may be kept for everybody`)
})

test('every list of works says that it is for one reader, and differs by cookie', async () => {
  const lists = [
    paths.home({}),
    paths.works({}),
    paths.search({}, { q: 'lamp' }),
    paths.browse({}),
    paths.browseTitles({}),
    paths.vocabulary({ vocabulary: 'fandoms' }),
    paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
    paths.belowTag({ vocabulary: 'fandoms', tag: 'books' }),
    paths.author({ slug: 'bea' }),
    paths.similarWorks({ work: stage.workId }),
    paths.topLists({}),
    paths.suggestTags({ vocabulary: 'fandoms' }, { q: 'g' }),
  ]
  for (const address of lists)
    for (const [name, visitor] of people) {
      const page = await visitor.get(address)
      assert.ok(page.status === 200 && !isShared(page) && variesByCookie(page), `${address} for ${name}`)
    }
})

test('the same list counts differently for each of them, in whatever order they ask', async () => {
  const counts = ['3 works', '3 works', '4 works', '4 works']
  const order = [0, 1, 2, 3, 3, 2, 1, 0, 1, 1]
  for (const at of order) {
    const [name, visitor] = people[at]!
    for (const address of ['/works', '/works?q=l*+OR+lamp+OR+lighthouse'].slice(0, 1))
      assert.equal((await visitor.get(address)).text('h2.total'), counts[at], `${address} for ${name}`)
  }
})
