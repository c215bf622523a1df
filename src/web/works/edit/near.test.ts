import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, type Cast, NOON } from '../../../../test/cast.ts'
import { anApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { changeSettings } from '../../../site/settings.ts'

let home: TestDatabase
let cast: Cast
let ada: Visitor
let field: string
let kind: number
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  await changeSettings(home.db, { submissions: 'open' }, NOON)
  const open = { slug: 'themes', name: 'Themes', role: 'freeform' as const, closed: 0, position: 9, created_at: NOON }
  kind = (await home.db.insertInto('vocabulary').values(open).returning('id').executeTakeFirstOrThrow()).id
  field = `tags-${kind}`
  await aTag(home.db, kind, 'Found Family')
  ada = await (await anApp(home.db)).as(cast.ada)
})
after(() => home.close())

async function post(title: string, more: Record<string, string>) {
  const ratings = await home.db
    .selectFrom('vocabulary')
    .where('slug', '=', 'ratings')
    .select('id')
    .executeTakeFirstOrThrow()
  const work = { title, language: 'en', pseuds: cast.ada.pseudId, [`tags-${ratings.id}`]: cast.ratings.general }
  return ada.post('/works/new', {
    ...work,
    text: 'Some words.',
    format: 'plain',
    intent: 'save',
    token: `${title}-12345678`,
    ...more,
  })
}

async function themesOf(title: string): Promise<string[]> {
  const rows = await home.db
    .selectFrom('work')
    .innerJoin('work_tag', 'work_tag.work_id', 'work.id')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .where('work.title', '=', title)
    .where('tag.vocabulary_id', '=', kind)
    .select('tag.name')
    .execute()
  return rows.map((row) => row.name)
}

test('an author who nearly types a known tag is asked, with the words kept, and takes it with one click', async () => {
  const asked = await post('One', { [field]: 'Fuond Family, Quite Other' })
  assert.equal(asked.status, 422)
  assert.ok(asked.has('“Fuond Family” is new here. Did you mean “Found Family”?'))
  assert.equal(asked.field(field), 'Fuond Family, Quite Other')
  assert.equal(asked.field('text'), 'Some words.')
  const near = { [`${field}-near-0`]: 'Found Family', [`${field}-near-0-typed`]: 'Fuond Family' }
  await post('One', { [field]: 'Fuond Family, Quite Other', ...near })
  assert.deepEqual((await themesOf('One')).toSorted(), ['Found Family', 'Quite Other'])
})

test('who means the new name says so once, and it stays said when the form comes back', async () => {
  const mine = { [field]: 'Found Families', [`${field}-near-0`]: '', [`${field}-near-0-typed`]: 'Found Families' }
  const other = await post('', mine)
  assert.equal(other.status, 422)
  assert.ok(!other.has('Did you mean'))
  assert.equal(other.field(`${field}-meant`), 'Found Families')
  await post('Two', { [field]: 'Found Families', [`${field}-meant`]: 'Found Families' })
  assert.deepEqual(await themesOf('Two'), ['Found Families'])
})
