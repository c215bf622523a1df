// A tag that a moderator hid stays on works and shows nowhere; what is in nobody's list yet shows around no other tag.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { feeds, opds, opds2, paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, mo] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.mo)]
after(close)

const free = await aVocabulary(db, 'tags', 'freeform', { closed: 0 })
const [secret, lower, other] = [
  await aTag(db, free, 'Secret'),
  await aTag(db, free, 'Lower'),
  await aTag(db, free, 'Else'),
]
await db.insertInto('tag_parent').values({ tag_id: lower, parent_id: secret }).execute()
await db.updateTable('tag').set({ canonical_id: secret }).where('id', '=', other).execute()
await aWork(db, { by: cast.ada, title: 'Told', tagIds: [lower, secret, cast.fandom.holmes] })
await db.updateTable('tag').set({ hidden: 1 }).where('id', '=', secret).execute()

const place = { vocabulary: 'tags', tag: 'secret' }

test('a hidden tag has no page, feed, book or catalogue, and no other name of it leads there', async () => {
  const addresses = [
    paths.tag(place),
    paths.belowTag(place),
    paths.tagBooks(place),
    feeds.tag.atom(place),
    opds.tag(place),
    opds2.belowTag(place),
    paths.tag({ vocabulary: 'tags', tag: 'else' }),
  ]
  for (const visitor of [guest, rui, mo])
    for (const address of addresses) {
      const page = await visitor.get(address)
      assert.ok(page.status === 404 && !page.body.includes('Secret'), `${address}: ${page.status}`)
    }
})

test('no list is filtered by a hidden tag', async () => {
  for (const asked of ['with=tags/secret', 'any=tags/secret', 'without=tags/secret', 'with=tags/else']) {
    const page = await guest.get(`${paths.works({})}?${asked}`)
    assert.ok(!page.has('Secret') && page.has('no tag'), asked)
  }
  assert.equal((await guest.get(`${paths.works({})}?without=tags/secret`)).texts('.blurb-title').length, 1)
})

test('what stands below a hidden tag does not name it, and is still found by browsing', async () => {
  const page = await guest.get(paths.tag({ vocabulary: 'tags', tag: 'lower' }))
  assert.ok(page.status === 200 && !page.has('Secret'))
  assert.equal((await guest.get(paths.vocabulary({ vocabulary: 'tags' }))).link('Lower'), '/browse/tags/lower')
})

test('a tag that only drafts and works for members have stands on the page of no fandom for guests', async () => {
  const [draft, forMembers] = [await aTag(db, free, 'Unfinished'), await aTag(db, free, 'Among us')]
  for (const tag_id of [draft, forMembers])
    await db.insertInto('tag_parent').values({ tag_id, parent_id: cast.fandom.holmes }).execute()
  const made = await aWork(db, { by: cast.ada, title: 'Draft', postedAt: null, tagIds: [draft] })
  await aWork(db, { by: cast.ada, title: 'Ours', ratingId: cast.ratings.members, tagIds: [forMembers] })
  const holmes = paths.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' })
  const shown = async (visitor: typeof guest) => {
    const page = await visitor.get(holmes)
    return ['Unfinished', 'Among us'].filter((name) => page.has(name))
  }
  assert.deepEqual(await shown(guest), [])
  assert.deepEqual(await shown(rui), ['Among us'])
  await db.updateTable('work').set({ posted_at: archive.clock.time }).where('id', '=', made.workId).execute()
  await refreshWorks(db, [made.workId])
  assert.deepEqual(await shown(guest), ['Unfinished'])
})
