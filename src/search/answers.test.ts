// What lists must answer, whoever answers: SQL on either database, and the index in memory.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NEWEST_WORKS } from '../../test/newest-works.ts'
import { pino } from 'pino'
import { aFindingStage, dayOf, type FindingStage } from '../../test/finding-stage.ts'
import { WorkIndex } from './postings/work-index.ts'
import {
  type Answer,
  type Filter,
  type Hidden,
  NO_FILTER,
  NOTHING_HIDDEN,
  type Question,
  type Sort,
} from './question.ts'
import { askSql } from './sql/ask-sql.ts'

type Ask = (question: Question) => Promise<Answer>

let stage: FindingStage
const askers: Array<[name: string, ask: Ask]> = []

before(async () => {
  stage = await aFindingStage()
  askers.push(['SQL', (question) => askSql(stage.db, question)])
  const index = new WorkIndex(stage.db, pino({ level: 'silent' }))
  await index.build()
  askers.push(['index', async (question) => (await index.ask(question))!])
})
after(() => stage.close())

const tag = (name: string) => stage.tags.get(name)!
const work = (letter: string) => stage.works.get(letter)!
const by = (name: string) => stage.pseuds.get(name)!
const lettersOf = (ids: readonly number[]) =>
  ids.map((id) => [...stage.works].find(([, workId]) => workId === id)?.[0] ?? '?').join('')

async function answersTo(asked: Partial<Question>, check: (answer: Answer, name: string) => void) {
  for (const [name, ask] of askers) check(await ask({ ...NEWEST_WORKS, ...asked }), name)
}

/** The works in order, and how many they are. */
async function expect(asked: Partial<Question>, letters: string, why: string) {
  await answersTo(asked, ({ ids, total }, name) =>
    assert.deepEqual([lettersOf(ids), total], [letters, letters.length], `${name}: ${why}`),
  )
}

test('who sees what', async () => {
  await expect({}, 'mfacgedb', 'members')
  await expect({ audience: 2 }, 'facgedb', 'everybody')
})

test('where a list begins', async () => {
  await expect({ scope: { kind: 'tag', tagId: tag('Space') } }, 'mfacdb', 'everything below a tag')
  await expect({ scope: { kind: 'tag', tagId: tag('Ships') } }, 'macdb', 'by its other name as well')
  await expect({ scope: { kind: 'tag', tagId: tag('Lanterns') } }, 'b', 'a name that is no canonical one')
  await expect({ scope: { kind: 'tag', tagId: 4_000_000_000 } }, '', 'a tag that is not there')
  await expect({ scope: { kind: 'author', pseudId: by('Bea') } }, 'fceb', 'an author')
  await expect({ scope: { kind: 'author', pseudId: -1 } }, '', 'nobody')
  const ids = ['b', 'x', 'm', 'a', 'b'].map(work)
  await expect({ scope: { kind: 'works', ids: [...ids, 99_999] } }, 'mab', 'some works')
  await expect({ scope: { kind: 'works', ids: [] } }, '', 'no works')
})

const FILTERS: ReadonlyArray<[why: string, filter: () => Partial<Filter>, letters: string]> = [
  ['a tag', () => ({ with: [tag('Fluff')] }), 'mfa'],
  ['a tag stands for what is below it', () => ({ with: [tag('Space')] }), 'mfacdb'],
  ['two tags', () => ({ with: [tag('Fluff'), tag('Sad')] }), 'f'],
  ['a tag twice', () => ({ with: [tag('Fluff'), tag('Fluff')] }), 'mfa'],
  ['tags that never meet', () => ({ with: [tag('Fluff'), tag('Cats')] }), ''],
  ['a tag that nothing has', () => ({ with: [tag('Unused')] }), ''],
  ['a tag that is not there', () => ({ with: [tag('Fluff'), 1e15] }), ''],
  ['with and without the same', () => ({ with: [tag('Fluff')], without: [tag('Fluff')] }), ''],
  ['one of some tags', () => ({ anyOf: [[tag('Cats'), tag('Sad')]] }), 'fedb'],
  [
    'one of each group',
    () => ({
      anyOf: [
        [tag('Cats'), tag('Sad')],
        [tag('Ships'), tag('Fluff')],
      ],
    }),
    'fdb',
  ],
  ['one of none', () => ({ anyOf: [[]] }), ''],
  ['without a tag', () => ({ without: [tag('Fluff')] }), 'cgedb'],
  ['without what is below a tag', () => ({ without: [tag('Space')] }), 'ge'],
  ['without several', () => ({ without: [tag('Fluff'), tag('Cats')] }), 'cgb'],
  ['a tag and not another', () => ({ with: [tag('Space')], without: [tag('Fluff')] }), 'cdb'],
  ['an author', () => ({ authors: [by('Ada')] }), 'mfad'],
  ['two authors together', () => ({ authors: [by('Ada'), by('Bea')] }), 'f'],
  ['a language', () => ({ languages: ['ja'] }), 'd'],
  ['one of two languages', () => ({ languages: ['ja', 'ar', 'ja'] }), 'ed'],
  ['a language, exactly', () => ({ languages: ['en'] }), 'mfacb'],
  ['a language that nobody writes', () => ({ languages: ['tlh', '\0'] }), ''],
  ['at least so many words', () => ({ words: { from: 900, to: null } }), 'fb'],
  ['at most so many words', () => ({ words: { from: null, to: 100 } }), 'mage'],
  ['words from and to', () => ({ words: { from: 100, to: 500 } }), 'macd'],
  ['words the wrong way round', () => ({ words: { from: 500, to: 100 } }), ''],
  ['more words than there are', () => ({ words: { from: 1e20, to: Infinity } }), ''],
  ['parts of a word', () => ({ words: { from: 899.5, to: 900.5 } }), 'b'],
  ['several chapters', () => ({ chapters: { from: 2, to: null } }), 'fc'],
  ['one chapter', () => ({ hasOneChapter: true }), 'magedb'],
  ['one chapter and two', () => ({ hasOneChapter: true, chapters: { from: 2, to: null } }), ''],
  ['updated since', () => ({ updated: { from: dayOf(8), to: null } }), 'mfac'],
  ['updated until', () => ({ updated: { from: null, to: dayOf(5) } }), 'edb'],
  ['published in between', () => ({ published: { from: dayOf(2), to: dayOf(4) } }), 'cdb'],
  ['complete', () => ({ status: 'complete' }), 'ce'],
  ['in progress', () => ({ status: 'in progress' }), 'mfagdb'],
  ['crossovers', () => ({ crossover: 'only' }), 'd'],
  ['no crossovers', () => ({ crossover: 'none' }), 'mfacgeb'],
  ['a main pairing', () => ({ mainPairing: tag('A/B') }), 'cb'],
  ['a main pairing by its other name', () => ({ mainPairing: tag('B/A') }), 'cb'],
  ['a main pairing and what is below it', () => ({ mainPairing: tag('Letters') }), 'cb'],
  ['the first pairing only', () => ({ mainPairing: tag('C/D') }), 'd'],
  ['a main pairing that is not there', () => ({ mainPairing: 1e15 }), ''],
  ['downloads', () => ({ downloadsOn: true }), 'mfacgdb'],
  ['reviews', () => ({ reviewsOn: true }), 'macgedb'],
]

test('what narrows a list', async () => {
  for (const [why, filter, letters] of FILTERS) await expect({ filter: { ...NO_FILTER, ...filter() } }, letters, why)
})

test('filters narrow every list alike', async () => {
  const filter: Filter = { ...NO_FILTER, without: [tag('Fluff')], words: { from: 400, to: null } }
  await expect({ scope: { kind: 'tag', tagId: tag('Ships') }, filter }, 'cdb', 'a tag')
  await expect({ scope: { kind: 'author', pseudId: by('Bea') }, filter }, 'cb', 'an author')
  await expect({ scope: { kind: 'works', ids: ['d', 'g', 'c'].map(work) }, filter }, 'cd', 'some works')
})

test('ten thousand tags, languages or works are a question like any other', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => 1_000_000 + index)
  await expect({ filter: { ...NO_FILTER, with: many } }, '', 'with')
  await expect({ filter: { ...NO_FILTER, without: [...many, tag('Space')] } }, 'ge', 'without')
  await expect({ filter: { ...NO_FILTER, anyOf: [[...many, tag('Cats')]] } }, 'ed', 'any of')
  await expect({ filter: { ...NO_FILTER, languages: [...many.map(String), 'ja'] } }, 'd', 'languages')
  await expect({ scope: { kind: 'works', ids: [...many, ...many.map((id) => id + 10_000), work('a')] } }, 'a', 'works')
})

const SORTS: ReadonlyArray<[by: Sort['by'], down: string]> = [
  ['updated', 'mfacgedb'],
  ['published', 'mgfedcba'],
  ['title', 'fedcmgba'],
  ['author', 'gcebmfda'],
  ['words', 'fbdcmaeg'],
  ['reviews', 'mdcfaegb'],
  ['kudos', 'mcbafegd'],
  ['reads', 'mdacbfeg'],
  ['given', 'mgfedcba'],
]

test('every order, in both directions; works that are equal follow one another as they came', async () => {
  for (const [by, down] of SORTS) {
    await expect({ sort: { by, direction: 'down' } }, down, `${by} down`)
    await expect({ sort: { by, direction: 'up' } }, [...down].toReversed().join(''), `${by} up`)
  }
})

test('the given order is that of the works', async () => {
  const scope = { kind: 'works', ids: ['c', 'x', 'a', 'm', 'c'].map(work) } as const
  await expect({ scope, sort: { by: 'given', direction: 'up' } }, 'cam', 'up')
  await expect({ scope, sort: { by: 'given', direction: 'down' } }, 'mac', 'down')
  const mark = { value: null, workId: work('x') }
  await expectPage({ scope, sort: { by: 'given', direction: 'up' }, from: { after: mark } }, ['am', 1])
  await expectPage({ scope, sort: { by: 'given', direction: 'up' }, from: { before: mark } }, ['c', 0])
})

/** The works of a page, and how many stand before them. */
async function expectPage(asked: Partial<Question>, expected: [letters: string, start: number]) {
  await answersTo(asked, ({ ids, start, page }, name) => {
    assert.deepEqual([lettersOf(ids), start], expected, name)
    assert.equal(page, Math.floor(start / (asked.perPage ?? NEWEST_WORKS.perPage)) + 1)
  })
}

test('pages by number', async () => {
  await expectPage({ perPage: 3, from: { page: 1 } }, ['mfa', 0])
  await expectPage({ perPage: 3, from: { page: 3 } }, ['db', 6])
  await expectPage({ perPage: 3, from: { page: 9 } }, ['', 24])
})

test('leafing through by marks shows each work once, in every order and both ways', async () => {
  for (const [by, down] of SORTS)
    for (const direction of ['up', 'down'] as const)
      for (const [name, ask] of askers) {
        const whole = direction === 'down' ? down : [...down].toReversed().join('')
        const asked: Question = { ...NEWEST_WORKS, sort: { by, direction }, perPage: 3 }
        const pages = [await ask(asked)]
        while (pages.at(-1)!.last) pages.push(await ask({ ...asked, from: { after: pages.at(-1)!.last! } }))
        const forth = pages.map(({ ids }) => lettersOf(ids))
        assert.deepEqual(forth, [...whole.match(/.{1,3}/g)!, ''], `${name}: ${by} ${direction}`)
        assert.deepEqual(
          pages.map(({ page }) => page),
          [1, 2, 3, 3],
        )
        const back = await ask({ ...asked, from: { before: pages[2]!.first! } })
        assert.deepEqual([lettersOf(back.ids), back.start], [forth[1], 3], `${name}: ${by} ${direction}, back`)
        assert.deepEqual([back.first, back.last], [pages[1]!.first, pages[1]!.last])
      }
})

test('a mark holds its place when its work changes or goes', async () => {
  const [updated, title] = [
    { value: dayOf(8), workId: work('c') },
    { value: null, workId: work('c') },
  ]
  await expectPage({ perPage: 3, from: { after: updated } }, ['ged', 4])
  await expectPage({ perPage: 3, from: { after: { ...updated, workId: 99_999 } } }, ['cge', 3])
  await expectPage({ perPage: 3, from: { after: { ...updated, workId: 0 } } }, ['ged', 4])
  const sort = { by: 'title', direction: 'up' } as const
  await expectPage({ sort, perPage: 3, from: { after: title } }, ['def', 5])
  await expectPage({ sort, perPage: 3, from: { after: { value: null, workId: work('x') } } }, ['abg', 0])
  await expectPage({ sort, perPage: 3, from: { before: { value: null, workId: 99_999 } } }, ['abg', 0])
  await expectPage({ perPage: 3, from: { after: { value: 1e300, workId: 1e300 } } }, ['mfa', 0])
  await expectPage({ perPage: 3, from: { before: { value: -5.5, workId: 1 } } }, ['edb', 5])
})

const HIDDEN: ReadonlyArray<[why: string, hidden: () => Partial<Hidden>, letters: string]> = [
  ['a work', () => ({ works: [work('a'), work('x'), 99_999] }), 'a'],
  ['whoever wrote it', () => ({ pseuds: [by('Bea')] }), 'fceb'],
  ['a tag and what is below it', () => ({ tags: [tag('Space')] }), 'mfacdb'],
  ['every other language', () => ({ onlyLanguages: ['en', 'ja'] }), 'ge'],
  ['several at once', () => ({ works: [work('g')], pseuds: [by('Bea')], tags: [tag('Cats')] }), 'fcgedb'],
]

test('what somebody never wants to see is not there, and counted', async () => {
  for (const [why, hidden, letters] of HIDDEN)
    await answersTo({ hidden: { ...NOTHING_HIDDEN, ...hidden() }, facets: 3 }, (answer, name) => {
      const left = [...'mfacgedb'].filter((letter) => !letters.includes(letter)).join('')
      assert.equal(lettersOf(answer.ids), left, `${name}: ${why}`)
      assert.deepEqual([answer.total, answer.hiddenCount, answer.leftOutCount], [left.length, letters.length, 0])
      assert.equal(answer.facets!.complete + answer.facets!.inProgress, left.length)
    })
})

test('what is left out counts for that alone', async () => {
  const leftOut = ['a', 'f', 'x', 'b'].map(work)
  const hidden = { ...NOTHING_HIDDEN, pseuds: [by('Bea')] }
  await answersTo({ leftOut, hidden }, (answer, name) => {
    assert.equal(lettersOf(answer.ids), 'mgd', name)
    assert.deepEqual([answer.total, answer.leftOutCount, answer.hiddenCount], [3, 3, 2], name)
  })
  const filter = { ...NO_FILTER, with: [tag('Fluff')] }
  await answersTo({ leftOut, hidden, filter }, (answer, name) =>
    assert.deepEqual([answer.total, answer.leftOutCount, answer.hiddenCount], [1, 2, 0], name),
  )
})

test('facets count what the list would have', async () => {
  const filter = { ...NO_FILTER, with: [tag('Space')] }
  await answersTo({ filter, facets: 2, leftOut: [work('m')] }, ({ facets }, name) => {
    const named = [...stage.vocabularies].map(([slug, id]) => [
      slug,
      (facets!.tags.get(id) ?? []).map(({ tagId, count }) => {
        return `${[...stage.tags].find(([, id]) => id === tagId)?.[0]} ${count}`
      }),
    ])
    assert.deepEqual(
      Object.fromEntries(named),
      { realms: ['Space 5', 'Ships 4'], moods: ['Fluff 2', 'Sad 2'], pairs: ['A/B 3', 'Letters 3'] },
      name,
    )
    assert.equal(facets!.tags.size, 3)
    assert.deepEqual(facets!.languages, [
      { language: 'en', count: 4 },
      { language: 'ja', count: 1 },
    ])
    assert.deepEqual([facets!.complete, facets!.inProgress, facets!.crossovers], [1, 4, 1])
  })
  await answersTo({}, ({ facets }) => assert.equal(facets, null))
})

test('an empty list says so', async () => {
  await answersTo({ scope: { kind: 'works', ids: [] }, facets: 5 }, (answer, name) =>
    assert.deepEqual(
      answer,
      {
        ids: [],
        total: 0,
        page: 1,
        start: 0,
        leftOutCount: 0,
        hiddenCount: 0,
        facets: { tags: new Map(), languages: [], complete: 0, inProgress: 0, crossovers: 0 },
        first: null,
        last: null,
      },
      name,
    ),
  )
})
