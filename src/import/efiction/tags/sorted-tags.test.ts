// A newer dump over tags that were sorted here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMember, NOON } from '../../../../test/cast.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import { carryOut } from '../../../moderation/tags/carry-out.ts'
import { type Deed, planOf } from '../../../moderation/tags/deeds.ts'
import { importSite } from '../import-site.ts'

tinySite()

const SAD = { class_id: 2, class_type: 1, class_name: 'Sad' }
const SORROW = { class_id: 3, class_type: 1, class_name: 'Sorrow' }
const BOOKS = { catid: 2, category: 'Books', parentcatid: -1 }
const POTTER = { catid: 3, category: 'Potter', parentcatid: 2 }
const FILMS = { catid: 4, category: 'Films', parentcatid: -1 }

function site(story: object, more: object = {}): Readonly<Record<string, OldRows>> {
  return {
    classtypes: [{}],
    classes: [{}, SAD, { ...SORROW, ...more }],
    categories: [{}, BOOKS, POTTER, FILMS],
    stories: [{ classes: '2', catid: '3', ...story }],
  } as Readonly<Record<string, OldRows>>
}

test('a newer dump leaves alone what was sorted here', async () => {
  const { db, close } = await openTestDatabase()
  const run = async (tables: Readonly<Record<string, OldRows>>) => {
    const report = await importSite(db, { dump: tinySite(tables), now: 1_000_000_000_000 })
    assert.deepEqual(report.verdict.faults, [])
  }
  await run(site({}))
  const mo = await aMember(db, 'Mo', 'moderator')
  const id = async (name: string) =>
    (await db.selectFrom('tag').where('name', '=', name).select('id').executeTakeFirstOrThrow()).id
  const act = (deed: Deed) => carryOut(db, mo, (db) => planOf(db, deed, NOON), NOON)
  const [sad, sorrow, books, potter, films] = [
    await id('Sad'),
    await id('Sorrow'),
    await id('Books'),
    await id('Potter'),
    await id('Films'),
  ]
  await act({ kind: 'merge', tagIds: [sad], intoId: sorrow })
  await act({ kind: 'rename', tagId: sorrow, name: 'Heartbreak' })
  await act({ kind: 'parents', tagIds: [potter], addIds: [films], removeIds: [books] })

  await run(site({ title: 'A new title', classes: '2', rid: 1 }, { class_name: 'Great Sorrow' }))
  const works = await db.selectFrom('work').select(['id', 'title']).execute()
  assert.deepEqual(
    works.map((work) => work.title),
    ['A new title'],
  )
  const carried = await db.selectFrom('work_tag').where('work_id', '=', works[0]!.id).select('tag_id').execute()
  assert.ok(carried.some((row) => row.tag_id === sorrow))
  assert.ok(!carried.some((row) => row.tag_id === sad))
  const meant = await db.selectFrom('work_tag_expansion').where('work_id', '=', works[0]!.id).select('tag_id').execute()
  const ids = meant.map((row) => row.tag_id)
  assert.ok(ids.includes(films) && !ids.includes(books))
  const kept = await db.selectFrom('tag').where('id', '=', sorrow).select(['name', 'slug']).executeTakeFirstOrThrow()
  assert.deepEqual({ ...kept }, { name: 'Heartbreak', slug: 'heartbreak' })
  const { canonical_id } = await db
    .selectFrom('tag')
    .where('id', '=', sad)
    .select('canonical_id')
    .executeTakeFirstOrThrow()
  assert.equal(canonical_id, sorrow)
  await close()
})

test('a newer dump puts nothing below itself', async () => {
  const { db, close } = await openTestDatabase()
  const run = (categories: OldRows) =>
    importSite(db, { dump: tinySite({ categories, stories: [{ catid: '3' }] }), now: 1_000_000_000_000 })
  await run([{}, BOOKS, POTTER, FILMS])
  const mo = await aMember(db, 'Mo', 'moderator')
  const id = async (name: string) =>
    (await db.selectFrom('tag').where('name', '=', name).select('id').executeTakeFirstOrThrow()).id
  const [potter, films] = [await id('Potter'), await id('Films')]
  const deed: Deed = { kind: 'parents', tagIds: [films], addIds: [potter], removeIds: [] }
  await carryOut(db, mo, (db) => planOf(db, deed, NOON), NOON)
  const report = await run([{}, BOOKS, { ...POTTER, parentcatid: 4 }, FILMS])
  assert.deepEqual(report.verdict.faults, [])
  const above = await db.selectFrom('tag_parent').where('tag_id', '=', potter).select('parent_id').execute()
  assert.ok(!above.some((row) => row.parent_id === films))
  await close()
})
