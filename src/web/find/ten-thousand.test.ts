// Ten thousand ids at once, wherever the archive takes ids: an answer that says what is too much, and never a failure.
import assert from 'node:assert/strict'
import { type AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Page, Visitor } from '../../../test/client.ts'
import { aReviewStage, aSeries, type ReviewStage } from '../../../test/review-stage.ts'
import { ACT_KINDS } from '../../tags/wrangling/plan.ts'
import { closeFront, createFront } from '../front.ts'
import { paths } from '../paths.ts'

const MANY = Array.from({ length: 10_000 }, (_, index) => index + 1)
const named = (name: string, valueOf: (id: number) => string | number = (id) => id) =>
  MANY.map((id) => `${name}=${valueOf(id)}`).join('&')

let stage: ReviewStage
let lists: string[]
let rui: Visitor
let olga: Visitor

before(async () => {
  stage = await aReviewStage()
  const series = await aSeries(stage)
  await stage.db
    .insertInto('series_entry')
    .values({ series_id: series, work_id: stage.workId, part_series_id: null, position: 1 })
    .execute()
  rui = await stage.as(stage.rui)
  olga = await stage.as(stage.olga)
  lists = [
    paths.works({}),
    paths.search({}),
    paths.browseTitles({}),
    paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
    paths.author({ slug: 'ada' }),
    paths.series({ series }),
    paths.similarWorks({ work: stage.workId }),
    paths.alsoLiked({ work: stage.workId }),
    paths.randomWork({}),
    paths.myShelf({ shelf: 'reading' }),
    '/feeds/works.atom',
    '/search/books',
  ]
})
after(() => stage.close())

const TOO_MANY = [
  ['with', (id: number) => `fandoms/t${id}`, 'at most 100 tags'],
  ['any', (id: number) => `fandoms/t${id}`, 'at most 100 tags'],
  ['without', (id: number) => `fandoms/t${id}`, 'at most 100 tags'],
  ['author', (id: number) => `a${id}`, 'at most 20 authors'],
  ['language', (id: number) => `l${id}`, 'at most 50 languages'],
] as const

test('every list refuses ten thousand tags, authors or languages with a sentence', async () => {
  for (const [at, list] of lists.entries())
    for (const [name, valueOf, words] of at === 0 ? TOO_MANY : TOO_MANY.slice(0, 1)) {
      const page = await rui.get(`${list}?${named(name, valueOf)}`)
      assert.deepEqual([page.status, page.has(words)], [422, true], `${list} ${name}: ${page.text().slice(0, 300)}`)
    }
})

test('a list answers ten thousand names that somebody typed, and as many ids that mean nothing', async () => {
  for (const list of lists.slice(0, 3))
    for (const query of [
      `more.fandoms=${MANY.join(',')}`,
      `not.fandoms=${MANY.join(',')}`,
      `by=${MANY.join(',')}`,
      `pairing-named=${MANY.join(',')}`,
      named('match.fandoms', () => 'any'),
      named('with'),
      named('pairing', (id) => `pairs/${id}`),
      named('page'),
      named('words-from'),
      `q=${MANY.slice(0, 190).join(' ')}`,
    ])
      isAnswered(`${list} ${query.slice(0, 20)}`, await rui.get(`${list}?${query}`))
})

function isAnswered(said: string, page: Page): void {
  const body = page.text().slice(0, 300)
  assert.ok(
    page.status < 500 && (page.body !== '' || page.location !== null || page.status === 204),
    `${said}: ${page.status} ${body}`,
  )
}

test('suggestions leave out ten thousand names that are chosen, and know what to do with a list as long', async () => {
  const suggest = (query: Record<string, string | undefined>) =>
    rui.get(paths.suggestTags({ vocabulary: 'fandoms' }, query))
  const chosen = await suggest({ q: 'b', chosen: `books,${MANY.join(',')}` })
  assert.deepEqual(JSON.parse(chosen.body), { suggestions: [] })
  for (const query of [
    { q: 'b', chosen: MANY.join(',') },
    { q: 'b', fandoms: MANY.join(',') },
    { q: 'b', within: `/works?${named('with')}` },
    { q: 'b', within: `/works?${named('with', (id) => `fandoms/t${id}`).slice(0, 3900)}` },
  ]) {
    const page = await suggest(query)
    assert.ok([200, 422].includes(page.status), page.text())
  }
})

test('a search of ten thousand tags is not saved, and the form says why', async () => {
  const query = named('with', (id) => `fandoms/t${id}`)
  isAnswered('the form', await rui.get(paths.saveSearch({}, { list: `/works?${query}` })))
  const sent = await rui.post(paths.savedSearches({}), { name: 'Everything', query })
  assert.deepEqual([sent.status, sent.has('at most 100 tags')], [422, true], sent.text('main'))
  assert.equal((await rui.get(paths.savedSearches({}))).links().filter((link) => /searches\/\d+$/.test(link)).length, 0)
})

const OF_SEVERAL: ReadonlySet<string> = new Set(['synonym', 'merge', 'free', 'parents', 'scope', 'marks'])

test('an act on ten thousand tags is refused with a sentence, and so is one on more than it may have', async () => {
  const { books } = stage.fandom
  const [many, into] = [named('tag'), named('into')]
  const some = MANY.slice(0, 201)
    .map((id) => `tag=${id}`)
    .join('&')
  for (const kind of ACT_KINDS) {
    const deed = `${paths.tagDeed({})}?kind=${kind}&name=x&mark=lock`
    for (const [ids, words] of [
      [`${many}&into=${books}`, 'did not arrive in one piece'],
      [`tag=${books}&${into}`, 'did not arrive in one piece'],
      ...(OF_SEVERAL.has(kind) ? [[`${some}&into=${books}`, 'Please choose at most 200 tags at once.']] : []),
    ]) {
      const page = await olga.get(`${deed}&${ids}`)
      assert.deepEqual([page.status < 500, page.has(words!)], [true, true], `${kind} ${page.text('main')}`)
    }
  }
  for (const query of [named('kind'), named('fandom'), `find=${MANY.join('+')}`])
    isAnswered('the desk', await olga.get(`${paths.tagDesk({})}?${query}`))
})

test('a form of ten thousand ids is refused, and one of as many as a form may have is answered', async () => {
  const posts = [paths.hidden({}), paths.tagDeed({}), paths.consent({}), paths.editWork({ work: stage.workId })]
  for (const address of posts)
    for (const visitor of address.startsWith('/moderation') ? [olga] : [rui, olga]) {
      const all = await visitor.post(address, { hide: MANY.map((id) => `tag ${id}`), tag: MANY, into: MANY })
      assert.deepEqual([all.status, all.text('h1')], [400, 'That did not arrive in one piece'], address)
      const some = MANY.slice(0, 600)
      const sent = { kind: 'scope', hide: some.map((id) => `tag ${id}`), tag: some, into: some, rating: some }
      isAnswered(address, await visitor.post(address, { ...sent, to: '/works' }))
    }
})

test('the server itself takes no address that long', async () => {
  const server = createFront(stage.app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { status } = await fetch(`${origin}/works?${named('with', (id) => `fandoms/t${id}`)}`)
  assert.equal(status, 431)
  const most = await fetch(
    `${origin}/works?${MANY.slice(0, 100)
      .map((id) => `with=fandoms/t${id}`)
      .join('&')}`,
  )
  const answer = await most.text()
  assert.ok(most.status === 200 && answer.includes('This archive has no tag at “fandoms/t1”.'), answer.slice(0, 300))
  await closeFront(server, 100)
})
