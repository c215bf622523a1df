// A newer dump in which things were put elsewhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

// Made outside of any test, the folder of the dumps lives until the last one ends.
tinySite()

async function archive(
  use: (db: Db, run: (tables: Readonly<Record<string, OldRows>>) => Promise<ImportReport>) => Promise<void>,
) {
  const { db, close } = await openTestDatabase()
  try {
    await use(db, async (tables) => {
      const report = await importSite(db, { dump: tinySite(tables), now: 1_000_000_000_000 })
      assert.deepEqual(report.verdict.faults, [])
      return report
    })
  } finally {
    await close()
  }
}

const TYPES = { classtypes: [{}, { classtype_id: 2, classtype_name: 'moods', classtype_title: 'Moods' }] }
const SAD = { class_id: 2, class_type: 1, class_name: 'Sad' }

const home = (db: Db, name: string) =>
  db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'vocabulary_id')
    .where('tag.name', '=', name)
    .select(['vocabulary.name', 'tag.slug'])
    .execute()

test('a class that was moved to another type moves there, and its stories keep it', () =>
  archive(async (db, run) => {
    const stories = [{ classes: '1,2' }]
    await run({ ...TYPES, classes: [{}, SAD, { class_id: 3, class_type: 2, class_name: 'Drama' }], stories })
    const report = await run({
      ...TYPES,
      classes: [{ class_type: 2 }, { ...SAD, class_type: 2 }, { class_id: 3, class_type: 2, class_name: 'Drama' }],
      stories,
    })
    assert.equal(report.tables.find(({ table }) => table === 'classes')?.updated, 2)
    assert.deepEqual(await home(db, 'Sad'), [{ name: 'Moods', slug: 'sad' }])
    assert.deepEqual((await home(db, 'Drama')).map(({ name, slug }) => `${name} ${slug}`).toSorted(), [
      'Moods drama',
      'Moods drama-2',
    ])
    const tagged = await db
      .selectFrom('work_tag_expansion')
      .innerJoin('tag', 'tag.id', 'tag_id')
      .where('tag.name', '=', 'Sad')
      .select('work_id')
      .execute()
    assert.equal(tagged.length, 1)
  }))

test('a class that the owner moved here stays where it is', () =>
  archive(async (db, run) => {
    await run({ ...TYPES, classes: [SAD] })
    const [third] = await db
      .insertInto('vocabulary')
      .values({ slug: 'third', name: 'Third', role: 'facet', created_at: 1 })
      .returning('id')
      .execute()
    await db.updateTable('tag').set({ vocabulary_id: third!.id }).where('name', '=', 'Sad').execute()
    const report = await run({ ...TYPES, classes: [{ ...SAD, class_type: 2 }] })
    assert.deepEqual(
      (await home(db, 'Sad')).map(({ name }) => name),
      ['Third'],
    )
    assert.ok(report.exceptions.some(({ message }) => message.startsWith('vocabulary changed on the old site')))
  }))

const above = (db: Db, name: string) =>
  db
    .selectFrom('tag_parent')
    .innerJoin('tag', 'tag.id', 'tag_id')
    .innerJoin('tag as parent', 'parent.id', 'parent_id')
    .where('tag.name', '=', name)
    .select('parent.name')
    .execute()

test('a category that was moved below another, also a new one, hangs there, and its stories are found there', () =>
  archive(async (db, run) => {
    const two = [{}, { catid: 2, category: 'Films' }, { catid: 3, category: 'Star Tales', parentcatid: 1 }]
    const stories = [{ catid: '3' }]
    await run({ categories: two, stories })
    assert.deepEqual(await above(db, 'Star Tales'), [{ name: 'Tales' }])
    await run({ categories: [two[0]!, two[1]!, { ...two[2], parentcatid: 2 }], stories })
    assert.deepEqual(await above(db, 'Star Tales'), [{ name: 'Films' }])
    const books = { catid: 4, category: 'Books' }
    await run({ categories: [two[0]!, two[1]!, { ...two[2], parentcatid: 4 }, books], stories })
    assert.deepEqual(await above(db, 'Star Tales'), [{ name: 'Books' }])
    const tagged = await db
      .selectFrom('work_tag_expansion')
      .innerJoin('tag', 'tag.id', 'tag_id')
      .select('tag.name')
      .orderBy('tag.name')
      .execute()
    assert.deepEqual(
      tagged.map(({ name }) => name).filter((name) => name !== 'K'),
      ['Books', 'Star Tales'],
    )
    await run({ categories: [two[0]!, two[1]!, { ...two[2], parentcatid: -1 }, books], stories })
    assert.deepEqual(await above(db, 'Star Tales'), [])
  }))

test('a character that was moved to another category belongs there', () =>
  archive(async (db, run) => {
    const categories = [{}, { catid: 2, category: 'Films' }]
    await run({ categories, characters: [{}] })
    await run({ categories, characters: [{ catid: 2 }] })
    const scopes = await db.selectFrom('tag_scope').innerJoin('tag', 'tag.id', 'fandom_id').select('tag.name').execute()
    assert.deepEqual(scopes, [{ name: 'Films' }])
  }))
