import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aCast, aWork, type Cast, type MadeWork } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { fieldsOf } from '../../../test/fields-of.ts'
import { putOnShelf } from '../../reading/put-on-shelf.ts'
import type { OfflineList } from './offline-list.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let work: MadeWork
let asRui: Visitor
let asAda: Visitor

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  asRui = await archive.as(cast.rui)
  asAda = await archive.as(cast.ada)
  work = await aWork(home.db, {
    title: 'Lamps',
    by: cast.ada,
    chapters: [{ title: 'Dusk', html: '<p>Wick.</p>' }, { html: '<p>Oil.</p>' }, { postedAt: null }],
  })
})
after(() => home.close())

async function listOf(visitor: Visitor, workId = work.workId): Promise<OfflineList> {
  const page = await visitor.get(`/works/${workId}/offline`)
  assert.equal(page.status, 200)
  assert.equal(page.response.headers.get('cache-control'), 'private, no-store')
  return JSON.parse(page.body) as OfflineList
}

describe('a work that is kept offline', () => {
  test('is listed with its contents and the chapters that the reader may open', async () => {
    const list = await listOf(archive.guest())
    const [first, second] = work.chapterIds
    assert.deepEqual(
      list.pages.map(({ path }) => path),
      [
        `/works/${work.workId}/offline/contents`,
        `/works/${work.workId}/offline/chapters/${first}`,
        `/works/${work.workId}/offline/chapters/${second}`,
        `/works/${work.workId}/cover.svg`,
      ],
    )
    assert.equal(list.title, 'Lamps')
    assert.equal(list.byline, 'by Ada')
    assert.equal(list.isPrivate, false)
    assert.equal((await listOf(asRui)).isPrivate, false)
  })

  test('with the drafts of its author is forgotten at log-out', async () => {
    const { pages, isPrivate } = await listOf(asAda)
    assert.equal(pages.length, 5)
    assert.equal(isPrivate, true)
  })

  test('has every page and file that it names, and none of them holds anything of the reader', async () => {
    const { pages, assets } = await listOf(asRui)
    for (const path of [...pages.map((page) => page.path), ...assets]) {
      const page = await asRui.get(path)
      assert.equal(page.status, 200, path)
      if (!path.startsWith('/assets/'))
        assert.doesNotMatch(page.body, />\s*Rui\s*<|data-account|action="\/(?!reading-settings|search)/, path)
    }
  })

  test('shows the text, its notes and the way on', async () => {
    const page = await archive.guest().get(`/works/${work.workId}/offline/chapters/${work.chapterIds[0]}`)
    assert.match(page.inner('div.chapter-text')!, /<p>Wick\.<\/p>/)
    assert.equal(page.link('Next chapter'), `/works/${work.workId}/chapters/${work.chapterIds[1]}`)
  })

  test('names another version of just the chapter that was edited', async () => {
    const before = await listOf(archive.guest())
    archive.clock.time += 1000
    const form = `/works/${work.workId}/chapters/${work.chapterIds[0]}/edit`
    const saved = await asAda.post(form, { ...fieldsOf(await asAda.get(form)), text: '<p>Wick and flame.</p>' })
    assert.equal(saved.status, 200)
    const now = await listOf(archive.guest())
    const changed = now.pages.filter(({ version }, index) => version !== before.pages[index]!.version)
    assert.deepEqual(
      changed.map(({ path }) => path.replace(/.*offline/, '')),
      ['/contents', `/chapters/${work.chapterIds[0]}`],
    )
  })

  test('is refused while it waits behind a gate, never answered with the gate’s page', async () => {
    for (const ratingId of [cast.ratings.members, cast.ratings.explicit, cast.ratings.mature]) {
      const { workId, chapterIds } = await aWork(home.db, { title: 'Closed', by: cast.ada, ratingId })
      for (const rest of ['', '/contents', `/chapters/${chapterIds[0]}`]) {
        const page = await archive.guest().get(`/works/${workId}/offline${rest}`)
        assert.equal(page.status, 403, rest)
        assert.doesNotMatch(page.body, /Closed/)
      }
    }
  })

  test('is marked as private where a guest could not read it', async () => {
    const members = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.members })
    assert.equal((await listOf(asRui, members.workId)).isPrivate, true)
    const draft = await aWork(home.db, { by: cast.ada, postedAt: null })
    const list = await listOf(asAda, draft.workId)
    assert.equal(list.isPrivate, true)
    for (const { path } of list.pages) assert.equal((await asAda.get(path)).status, 200, path)
    assert.equal((await asRui.get(`/works/${draft.workId}/offline`)).status, 404)
    assert.equal((await archive.guest().get('/works/999999/offline')).status, 404)
  })
})

describe('a shelf that is kept offline', () => {
  test('names the works on it that its owner may read', async () => {
    await putOnShelf(home.db, cast.rui, { workId: work.workId, shelf: 'favourites' }, archive.clock.time)
    const hidden = await aWork(home.db, { by: cast.ada })
    await putOnShelf(home.db, cast.rui, { workId: hidden.workId, shelf: 'favourites' }, archive.clock.time)
    await home.db.updateTable('work').set({ audience: 0 }).where('id', '=', hidden.workId).execute()
    const page = await asRui.get('/account/shelves/favourites/offline')
    assert.deepEqual(JSON.parse(page.body), { works: [work.workId] })
  })

  test('is nobody else’s', async () => {
    assert.deepEqual(JSON.parse((await asAda.get('/account/shelves/favourites/offline')).body), { works: [] })
    assert.equal((await asAda.get('/account/shelves/nothing/offline')).status, 404)
    assert.notEqual((await archive.guest().get('/account/shelves/favourites/offline')).status, 200)
  })
})

describe('the archive as a program of its own', () => {
  test('has a manifest with its name and pictures', async () => {
    const page = await archive.guest().get('/manifest.webmanifest')
    const manifest = JSON.parse(page.body) as { name: string; start_url: string; icons: Array<{ src: string }> }
    assert.equal(manifest.name, 'Fanfold')
    assert.equal(manifest.start_url, '/')
    for (const { src } of manifest.icons) {
      assert.equal((await archive.guest().get(src)).response.headers.get('content-type'), 'image/png')
    }
    assert.equal((await archive.guest().get('/icons/nothing.png')).status, 404)
  })

  test('has a service worker at an address that never changes', async () => {
    const { response } = await archive.guest().get('/offline-worker.js')
    assert.match(response.headers.get('content-type')!, /^text\/javascript/)
    assert.equal(response.headers.get('cache-control'), 'no-cache')
  })
})
