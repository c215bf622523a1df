import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { arrangeShelf } from '../../reading/arrange-shelf.ts'
import { putOnShelf } from '../../reading/put-on-shelf.ts'
import { STATUSES } from '../../reading/shelf.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const lamp = await aWork(db, { by: cast.ada, title: 'The Lamp' })
const shelves = paths.workShelves({ work: lamp.workId })
const press = (visitor: Visitor, form: Record<string, string>) => visitor.post(shelves, form)
const standsOn = (page: Page) => page.texts('summary').find((text) => /shel/.test(text))
const mine = (shelf: string) => paths.myShelf({ shelf })

test('a work is put on shelves from a list, its page and a chapter, which all say where it stands', async () => {
  const pages = [
    paths.works({}),
    paths.work({ work: lamp.workId }),
    paths.chapter({ work: lamp.workId, chapter: lamp.chapterIds[0]! }),
  ]
  for (const page of pages) assert.equal(standsOn(await rui.get(page)), 'Put on a shelf: The Lamp')
  await press(rui, { put: 'favourites' })
  const back = await press(rui, { put: 'reading', to: '/works?page=1' })
  assert.equal(back.path, `/works?page=1#shelves-${lamp.workId}`)
  for (const page of pages)
    assert.equal(standsOn(await rui.get(page)), 'On your shelves: Reading, Favourites: The Lamp')
  assert.equal(
    (await press(rui, { put: 'reading', to: 'https://evil.example/' })).path,
    `${pages[1]}#shelves-${lamp.workId}`,
  )
  assert.ok((await rui.get(mine('reading'))).has('The Lamp by Ada'))
})

test('guests see no such control, and are sent to log in and back', async () => {
  for (const page of [paths.works({}), paths.work({ work: lamp.workId })])
    assert.ok(!(await guest.get(page)).body.includes('shelf'), page)
  assert.ok((await press(guest, { put: 'later' })).path.startsWith('/login'))
  assert.equal((await guest.get(shelves)).status, 303)
})

test('moving to one of the four takes a work from the others, with its note; favourites stay', async () => {
  const note = (await rui.get(shelves)).link('Note')!
  await rui.post(note, { note: 'At the third lamp.' })
  for (const shelf of ['later', 'dropped', 'finished']) {
    await press(rui, { put: shelf })
    for (const other of STATUSES)
      assert.equal((await rui.get(mine(other))).has('The Lamp by Ada'), other === shelf, shelf)
    assert.ok((await rui.get(mine('favourites'))).has('The Lamp by Ada'))
  }
  assert.ok((await rui.get(mine('finished'))).has('At the third lamp.'))
  assert.ok((await rui.get(shelves)).has('At the third lamp.'))
})

test('one click on a list does not take a note away', async () => {
  const kept = await press(rui, { take: 'finished', to: '/works', part: 'yes' })
  assert.ok(
    kept.path.startsWith('/account/bookmarks/') && kept.has('It is still there, because you wrote a note to it.'),
  )
  assert.equal(kept.field('note'), 'At the third lamp.')
  assert.ok((await rui.get(mine('finished'))).has('The Lamp by Ada'))
  assert.ok((await rui.post(`${kept.path.split('?')[0]!}/remove`)).has('Taken off.'))
  assert.ok(!(await rui.get(mine('finished'))).has('The Lamp by Ada'))
})

test('taking it off twice is harmless, and putting it there twice is once', async () => {
  await press(rui, { put: 'finished' })
  await press(rui, { take: 'finished' })
  await press(rui, { take: 'finished' })
  assert.equal(standsOn(await rui.get(paths.works({}))), 'On your shelves: Favourites: The Lamp')
  assert.equal((await rui.get(mine('favourites'))).all('.bookmark').length, 1)
})

test('a work stands on one of the four however many clicks arrive at once', async () => {
  const works: number[] = []
  for (let number = 0; number < 4; number++) works.push((await aWork(db, { by: cast.ada })).workId)
  const random = aRandom(20_261_129)
  for (let round = 0; round < 6; round++) {
    const clicks: Promise<unknown>[] = Array.from({ length: 12 }, () => {
      const workId = works[random(works.length)]!
      const shelf = STATUSES[random(4)]!
      return random(5) === 0
        ? rui.post(paths.workShelves({ work: workId }), { take: shelf })
        : putOnShelf(db, cast.rui, { workId, shelf }, NOON)
    })
    const from = STATUSES[random(4)]!
    const ids = (await statuses()).filter((row) => row.slug === from).map((row) => row.id)
    clicks.push(arrangeShelf(db, cast.rui, { from, to: STATUSES[random(4)]!, ids, way: 'move' }, NOON))
    await Promise.all(clicks)
    const rows = await statuses()
    const seen = rows.map((row) => row.work_id)
    assert.equal(new Set(seen).size, seen.length, `round ${round}: ${JSON.stringify(rows)}`)
  }
  await putOnShelf(db, cast.rui, { workId: works[0]!, shelf: 'later' }, NOON)
  assert.ok((await statuses()).some((row) => row.work_id === works[0] && row.slug === 'later'))
})

function statuses() {
  return db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('shelf.account_id', '=', cast.rui.accountId)
    .where('shelf.kind', 'in', [...STATUSES])
    .select(['bookmark.id', 'bookmark.work_id', 'shelf.slug'])
    .execute()
}

/** The same numbers every time. */
function aRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}

test('what the member may not read, and shelves that are not theirs, do not exist', async () => {
  await bea.post(paths.myShelves({}), { name: 'Of Bea' })
  assert.equal((await press(rui, { put: 'of-bea' })).status, 404)
  assert.equal((await press(rui, { put: 'odd' })).status, 404)
  assert.equal((await rui.post(paths.workShelves({ work: 999_999 }), { put: 'later' })).status, 404)
  const hidden = await aWork(db, { by: cast.ada, hiddenAt: NOON })
  const draft = await aWork(db, { by: cast.ada, postedAt: null })
  const adult = await aWork(db, { by: cast.ada, title: 'Of Age', ratingId: cast.ratings.explicit })
  for (const { workId } of [hidden, draft, adult])
    assert.equal((await rui.post(paths.workShelves({ work: workId }), { put: 'later' })).status, 404)
  const ada = await archive.as(cast.ada)
  assert.equal((await ada.post(paths.workShelves({ work: draft.workId }), { put: 'later' })).status, 404)
  assert.ok(!(await rui.get(paths.works({}))).body.includes(`shelves-${adult.workId}`), 'no control before consent')
  const warned = await aWork(db, { by: cast.ada, title: 'Warned Of', ratingId: cast.ratings.mature })
  await rui.post(paths.workShelves({ work: warned.workId }), { put: 'later' })
  assert.ok((await rui.get(mine('later'))).has('Warned Of'), 'a warning stands before the text alone')
})

test('the browser’s own behaviour gets the control alone, as it is now', async () => {
  const part = await press(rui, { put: 'later', part: 'yes' })
  assert.equal(part.status, 200)
  assert.equal(standsOn(part), 'On your shelves: Later, Favourites: The Lamp')
  assert.ok(!part.body.includes('<html') && part.all('details').length === 1)
})

test('a new shelf is made and holds the work at once; a name that is taken loses nothing', async () => {
  const made = await rui.post(paths.myShelves({}), { name: '雨の日の本', work: lamp.workId })
  assert.equal(made.path, shelves)
  assert.ok((await rui.get(mine('雨の日の本'))).has('The Lamp by Ada'))
  const again = await rui.post(paths.myShelves({}), { name: '雨の日の本', work: lamp.workId })
  assert.equal(again.status, 422)
  assert.ok(again.has('You have a shelf of this name already.') && again.field('work') === String(lamp.workId))
})

test('lists cost a member the same queries however many works and shelves there are', async () => {
  const member = await aMember(db, 'Lee')
  const lee = await archive.as(member)
  const cost = async () => {
    const counts: number[] = []
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      await lee.get(paths.works({}))
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  await lee.post(shelves, { put: 'later' })
  const few = await cost()
  for (let number = 0; number < 12; number++) {
    const { workId } = await aWork(db, { by: cast.ada })
    await lee.post(paths.myShelves({}), { name: `Shelf ${number}`, work: workId })
  }
  assert.equal(await cost(), few)
})
