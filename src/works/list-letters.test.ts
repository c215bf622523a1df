import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { sortKey } from '../text/sort-key.ts'
import { listLetters } from './list-letters.ts'
import { beginsWith, letterOf, parseLetter } from '../store/letters.ts'

const { db, close } = await openTestDatabase()
const { ada } = await aCast(db)
after(close)

const STANDING: ReadonlyArray<readonly [letter: string, ...titles: string[]]> = [
  ['a', 'Apple', 'The Æther', 'Ábaco'],
  ['z', 'Zebra'],
  ['ω', 'Ωμέγα'],
  ['е', 'Ёлка', 'Ель'],
  ['я', 'Яблоко'],
  ['א', 'אור'],
  ['ا', 'أجنحة', 'ابن'],
  ['क', 'कहानी'],
  ['ก', 'กลอน'],
  ['あ', 'あき', 'アニメ'],
  ['か', 'がっこう', 'カメラ'],
  ['は', 'ぱらだいす'],
  ['わ', 'んご'],
  ['ㄱ', '가을', '까치'],
  ['ㅎ', '힘'],
  ['字', '羅生門', '一夜', '々'],
  ['other', '1001 Nights', '٣ قصص', '★'],
]

test('every title stands under one letter, whatever it is written in', () => {
  for (const [letter, ...titles] of STANDING)
    for (const title of titles) assert.equal(letterOf(sortKey(title, 'en')), letter, title)
})

test('both databases find exactly what stands under a letter, and offer the letters that there are', async () => {
  for (const [, ...titles] of STANDING)
    for (const title of titles) {
      const { workId } = await aWork(db, { by: ada, title })
      await db
        .updateTable('work')
        .set({ sort_title: sortKey(title, 'en') })
        .where('id', '=', workId)
        .execute()
    }
  for (const [letter, ...titles] of STANDING) {
    const found = await db.selectFrom('work').where(beginsWith('work.sort_title', letter)).select('title').execute()
    assert.deepEqual(found.map(({ title }) => title).toSorted(), titles.toSorted(), letter)
  }
  const { workId } = await aWork(db, { by: ada, title: 'Q', postedAt: null })
  assert.ok(workId > 0)
  const offered = await listLetters(db, GUEST, 'titles')
  assert.deepEqual(
    offered,
    STANDING.map(([letter]) => letter),
  )
  assert.deepEqual(await listLetters(db, GUEST, 'authors'), ['a'])
  assert.deepEqual(await listLetters(db, GUEST, 'series'), [])
})

test('an odd letter in an address is the whole list', () => {
  for (const [letter] of STANDING) assert.equal(parseLetter(letter), letter)
  for (const odd of [undefined, '', 'all', 'A', 'ab', '%', '1', 'æ', 'ア', '가', '一', '\u0301'])
    assert.equal(parseLetter(odd), null, String(odd))
})
