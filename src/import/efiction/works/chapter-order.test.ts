import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import type { Db } from '../../../store/database.ts'
import { renumber } from '../../../works/move-chapter.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

// Made outside of any test, the folder of the dumps lives until the last one ends.
tinySite()

type Run = (chapters: string, more?: Readonly<Record<string, OldRows>>) => Promise<ImportReport>

/** `run('A B C')` brings a dump in which the chapters stand in this order; a chapter keeps its number. */
async function archive(use: (db: Db, run: Run) => Promise<void>) {
  const { db, close } = await openTestDatabase()
  try {
    await use(db, async (chapters, more = {}) => {
      const rows = chapters.split(' ').map((title, index) => ({
        chapid: title.charCodeAt(0),
        title,
        inorder: index + 1,
        storytext: `Of ${title}.`,
      }))
      const report = await importSite(db, { dump: tinySite({ chapters: rows, ...more }), now: 1_000_000_000_000 })
      assert.deepEqual(report.verdict.faults, [])
      return report
    })
  } finally {
    await close()
  }
}

async function titles(db: Db): Promise<string> {
  const rows = await db.selectFrom('chapter').select(['title', 'position']).orderBy('position').execute()
  assert.deepEqual(
    rows.map(({ position }) => position),
    rows.map((_, index) => index + 1),
  )
  return rows.map(({ title }) => title).join(' ')
}

async function reorderHere(db: Db, order: string): Promise<void> {
  const rows = await db.selectFrom('chapter').select(['id', 'title', 'work_id']).execute()
  const ids = order.split(' ').map((title) => rows.find((row) => row.title === title)!.id)
  await renumber(db, rows[0]!.work_id, ids)
}

async function addHere(db: Db, title: string): Promise<void> {
  const [first] = await db.selectFrom('chapter').selectAll().orderBy('position').execute()
  const { id, ...rest } = first!
  const count = (await db.selectFrom('chapter').select('id').execute()).length
  const row = { ...rest, title, position: count + 1 }
  const { id: added } = await db.insertInto('chapter').values(row).returning('id').executeTakeFirstOrThrow()
  const texts = await db.selectFrom('chapter_text').selectAll().where('chapter_id', '=', id).executeTakeFirstOrThrow()
  await db
    .insertInto('chapter_text')
    .values({ ...texts, chapter_id: added })
    .execute()
}

const told = (report: ImportReport, words: string) => report.exceptions.filter(({ message }) => message.includes(words))

test('chapters that only changed places on the old site change them here', () =>
  archive(async (db, run) => {
    await run('A B C D')
    const report = await run('D A C B')
    assert.equal(await titles(db), 'D A C B')
    assert.equal(told(report, 'order of the old site').length, 1)
    assert.deepEqual(told(await run('D A C B'), 'order'), [])
    await run('A B C D')
    assert.equal(await titles(db), 'A B C D')
  }))

test('an old link to a chapter by its number leads to the one that had it last', () =>
  archive(async (db, run) => {
    await run('A B C')
    await run('C A B')
    const numbers = await db
      .selectFrom('legacy_id')
      .innerJoin('chapter', 'chapter.id', 'legacy_id.new_id')
      .where('kind', '=', 'chapter_number')
      .select(['old_id', 'title'])
      .orderBy('old_id')
      .execute()
    assert.deepEqual(
      numbers.map(({ old_id, title }) => `${old_id} ${title}`),
      ['1/1 C', '1/2 A', '1/3 B'],
    )
  }))

test('a chapter that was put between two others stands between them here', () =>
  archive(async (db, run) => {
    await run('A C')
    await run('A B C')
    assert.equal(await titles(db), 'A B C')
    await run('Z A B C D')
    assert.equal(await titles(db), 'Z A B C D')
  }))

test('a chapter that fills a gap in the numbers of the old site stands there', () =>
  archive(async (db, run) => {
    const numbered = (...chapters: [string, number][]): Record<string, OldRows> => ({
      chapters: chapters.map(([title, inorder]) => ({ chapid: title.charCodeAt(0), title, inorder })),
    })
    await run('', numbered(['A', 1], ['C', 3], ['D', 3], ['E', 9]))
    await run('', numbered(['A', 1], ['B', 2], ['C', 3], ['D', 3], ['E', 9]))
    assert.equal(await titles(db), 'A B C D E')
    const report = await run('', numbered(['A', 1], ['B', 2], ['C', 3], ['D', 3], ['E', 9]))
    assert.deepEqual(told(report, 'order'), [])
  }))

test('chapters that were moved here keep the places that they have here, and a change on both sides is told', () =>
  archive(async (db, run) => {
    await run('A B C')
    await reorderHere(db, 'C A B')
    const quiet = await run('A B C', { stories: [{ title: 'Renamed' }] })
    assert.deepEqual(told(quiet, 'order'), [])
    const report = await run('B A C')
    assert.equal(await titles(db), 'C A B')
    assert.equal(told(report, 'but here too').length, 1)
    assert.equal(told(report, 'but here too')[0]?.row, '1')
  }))

test('a chapter that was written here stays behind the one it follows', () =>
  archive(async (db, run) => {
    await run('A B')
    await addHere(db, 'Mine')
    await run('B A')
    assert.equal(await titles(db), 'B Mine A')
    await run('B A C')
    assert.equal(await titles(db), 'B Mine A C')
  }))

test('a chapter that vanished from the old site stays here and is named in the report', () =>
  archive(async (db, run) => {
    await run('A B C')
    const report = await run('C A D')
    assert.equal(await titles(db), 'C A B D')
    const gone = told(report, 'in the old database no longer')
    assert.deepEqual(
      gone.map(({ table, row }) => `${table} ${row}`),
      ['chapters 66'],
    )
  }))

test('a chapter that the old site has put into another story stays in its work, and the report says so', () =>
  archive(async (db, run) => {
    const stories = [{}, { sid: 2, title: 'Another' }]
    await run('A B', { stories })
    const chapters = ['A', 'B'].map((title, index) => ({
      chapid: title.charCodeAt(0),
      title,
      inorder: 1,
      sid: index + 1,
      storytext: `Of ${title}.`,
    }))
    const { exceptions } = await run('A B', { stories, chapters })
    assert.equal(await titles(db), 'A B')
    assert.deepEqual(
      exceptions.filter(({ table }) => table === 'chapters').map(({ row, message }) => [row, message]),
      [['66', 'belongs to story 2 on the old site; here it stays in its work']],
    )
    await db.deleteFrom('chapter_text').execute()
    await db.deleteFrom('chapter_revision').execute()
    await db.deleteFrom('chapter').where('title', '=', 'B').execute()
    const later = await run('A B', { stories, chapters })
    assert.deepEqual(
      later.exceptions.filter(({ message }) => message.startsWith('belongs')),
      [],
    )
  }))
