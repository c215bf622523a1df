import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aMember, aTag, aWork, type Cast, NOON } from '../../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { insertRows } from '../../../store/insert-rows.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let mo: Visitor
let kind: number
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  mo = await archive.as(cast.mo)
  const open = { slug: 'themes', name: 'Themes', role: 'freeform' as const, closed: 0, position: 9, created_at: NOON }
  kind = (await home.db.insertInto('vocabulary').values(open).returning('id').executeTakeFirstOrThrow()).id
})
after(() => home.close())

async function works(tagId: number, count: number, more: number[] = []): Promise<void> {
  for (let number = 1; number <= count; number++)
    await aWork(home.db, { title: `Work ${tagId} ${number}`, by: cast.ada, tagIds: [tagId, ...more] })
}

const tagPage = (slug: string) => archive.guest().get(`/browse/themes/${slug}`)

/** Sends the form on the page that says what would change. */
async function doIt(who: Visitor, address: string) {
  const shown = await who.get(address)
  assert.equal(shown.status, 200, shown.text('main'))
  const fields: Record<string, string[]> = {}
  for (const input of shown.all('input')) {
    const [name, value] = ['name', 'value'].map((key) => input.attrs.find((one) => one.name === key)?.value ?? '')
    if (input.attrs.some((one) => one.value === 'hidden')) fields[name!] = [...(fields[name!] ?? []), value!]
  }
  return { shown, page: await who.post('/moderation/tags/deed', fields) }
}

async function undoLast(who: Visitor) {
  const acts = await who.get('/moderation/tags/acts')
  const way = acts.links().find((link) => link.endsWith('/undo'))!
  assert.ok((await who.get(way)).has('Undo this?'))
  return who.post(way)
}

test('an empty desk says so, and only moderators see it', async () => {
  assert.ok((await mo.get('/moderation/tags')).has('No tag waits.'))
  const rui = await archive.as(cast.rui)
  for (const place of ['', '/alike', '/acts', '/deed?kind=free&tag=1', `/${cast.fandom.books}`])
    assert.equal((await rui.get(`/moderation/tags${place}`)).status, 403, place)
  assert.equal((await rui.post('/moderation/tags/deed', { kind: 'free', tag: 1 })).status, 403)
})

test('a new tag waits, is made a synonym after a look at what changes, and is undone', async () => {
  const fluff = await aTag(home.db, kind, 'Fluff')
  const fluffy = await aTag(home.db, kind, 'Fluffy')
  await works(fluff, 3)
  await works(fluffy, 2)
  const rui = { account_id: cast.rui.accountId, work_id: null, series_id: null, pseud_id: null, created_at: NOON }
  await home.db
    .insertInto('subscription')
    .values({ ...rui, tag_id: fluffy })
    .execute()
  const desk = await mo.get('/moderation/tags?sort=used')
  assert.ok(desk.has('Every kind (2)'))
  assert.deepEqual(
    desk
      .all('a')
      .flatMap((a) => a.attrs.filter((one) => /^\/moderation\/tags\/\d+$/.test(one.value)).map((one) => one.value)),
    [fluff, fluffy].map((id) => `/moderation/tags/${id}`),
  )
  const { shown, page } = await doIt(mo, `/moderation/tags/deed?kind=synonym&tag=${fluffy}&intoNames=FLUFF`)
  assert.ok(shown.has('2 works are found in other places than before.'))
  assert.ok(shown.has('1 follower follows the other tag from now on.'))
  assert.ok(shown.text('tbody').includes('Fluff Themes 3 5'), shown.text('tbody'))
  assert.ok(page.has('It is a synonym of Fluff'))
  const old = await tagPage('fluffy')
  assert.equal(old.location, '/browse/themes/fluff')
  const fresh = await tagPage('fluff')
  assert.ok(fresh.has('5 works'))
  assert.ok(fresh.has('Also: Fluffy'))
  assert.ok((await undoLast(mo)).has('Undone.'))
  assert.ok((await tagPage('fluff')).has('3 works'))
  assert.ok((await tagPage('fluffy')).has('2 works'))
  const { tag_id } = await home.db.selectFrom('subscription').select('tag_id').executeTakeFirstOrThrow()
  assert.equal(tag_id, fluffy)
})

test('a merge gives the works the other tag, and undoing leaves what was changed since', async () => {
  const [hurt, comfort] = [await aTag(home.db, kind, 'Hurt'), await aTag(home.db, kind, 'Hurt Comfort')]
  await works(hurt, 3)
  const { shown } = await doIt(mo, `/moderation/tags/deed?kind=merge&tag=${hurt}&into=${comfort}`)
  assert.ok(shown.has('3 works will show the other tag.'))
  const carrying = await home.db.selectFrom('work_tag').where('tag_id', '=', comfort).select('work_id').execute()
  assert.equal(carrying.length, 3)
  await home.db.deleteFrom('work_tag').where('work_id', '=', carrying[0]!.work_id).execute()
  const acts = await mo.get('/moderation/tags/acts')
  const way = acts.links().find((link) => link.endsWith('/undo'))!
  assert.ok((await mo.get(way)).has('1 work was changed again since, and stays as it is now.'))
  await mo.post(way)
  assert.equal((await home.db.selectFrom('work_tag').where('tag_id', '=', hurt).select('work_id').execute()).length, 2)
  assert.equal((await mo.post(way)).status, 409)
})

test('several tags are merged at once, and a work that had two of them is one work', async () => {
  const [sad, sadness, gloom] = [
    await aTag(home.db, kind, 'Sad'),
    await aTag(home.db, kind, 'Sadness'),
    await aTag(home.db, kind, 'Gloom'),
  ]
  const both = await aWork(home.db, { by: cast.ada, tagIds: [sad, sadness] })
  const one = await aWork(home.db, { by: cast.ada, tagIds: [sadness] })
  const { shown } = await doIt(mo, `/moderation/tags/deed?kind=merge&tag=${sad}&tag=${sadness}&into=${gloom}`)
  assert.ok(shown.has('2 works will show the other tag.'))
  const rows = await home.db.selectFrom('work_tag').where('tag_id', '=', gloom).select('work_id').execute()
  assert.deepEqual(new Set(rows.map((row) => row.work_id)), new Set([both.workId, one.workId]))
  const way = (await mo.get('/moderation/tags/acts')).links().find((link) => link.endsWith('/undo'))!
  assert.ok((await mo.get(way)).has('2 works get their tags back'))
})

test('a tag never stands below itself, by whatever way', async () => {
  const [one, two, three] = [
    await aTag(home.db, kind, 'One'),
    await aTag(home.db, kind, 'Two'),
    await aTag(home.db, kind, 'Three'),
  ]
  await doIt(mo, `/moderation/tags/deed?kind=parents&tag=${one}&into=${two}`)
  await doIt(mo, `/moderation/tags/deed?kind=parents&tag=${two}&into=${three}`)
  for (const deed of [
    `parents&tag=${three}&into=${one}`,
    `synonym&tag=${three}&into=${one}`,
    `parents&tag=${one}&into=${one}`,
  ]) {
    const refused = await mo.get(`/moderation/tags/deed?kind=${deed}`)
    assert.ok([409, 422].includes(refused.status), deed)
    assert.match(refused.text('main'), /below itself/)
  }
})

test('a renamed tag keeps its old address, and nobody else gets it', async () => {
  const tag = await aTag(home.db, kind, 'Slow Bern')
  await works(tag, 1)
  const { page } = await doIt(mo, `/moderation/tags/deed?kind=rename&tag=${tag}&name=Slow Burn`)
  assert.ok(page.has('Old addresses: slow-bern'))
  const old = await tagPage('slow-bern')
  assert.equal(old.location, '/browse/themes/slow-burn')
  assert.ok((await mo.get(`/moderation/tags/deed?kind=rename&tag=${tag}&name=Fluff`)).has('Merge the two instead.'))
  await undoLast(mo)
  assert.equal((await tagPage('slow-bern')).status, 200)
})

test('readers of a name of several things see a choice, and works go to the meaning of their fandom', async () => {
  const alice = await aTag(home.db, kind, 'Alice')
  const [wonder, evil] = [await aTag(home.db, kind, 'Alice of Wonderland'), await aTag(home.db, kind, 'Alice of Evil')]
  await works(alice, 2, [cast.fandom.holmes])
  await works(alice, 1)
  await doIt(mo, `/moderation/tags/deed?kind=scope&tag=${wonder}&into=${cast.fandom.holmes}`)
  await doIt(mo, `/moderation/tags/deed?kind=meanings&tag=${alice}&into=${wonder}&into=${evil}`)
  const chosen = await tagPage('alice')
  assert.ok(chosen.has('“Alice” may mean:'))
  assert.equal(chosen.link('Alice of Evil'), '/browse/themes/alice-of-evil')
  await doIt(mo, `/moderation/tags/deed?kind=split&tag=${alice}`)
  assert.ok((await tagPage('alice-of-wonderland')).has('2 works'))
  assert.ok((await tagPage('alice')).has('1 work'))
})

test('look-alikes are shown until they are said to differ', async () => {
  await aTag(home.db, kind, 'Enemies to Lovers')
  const other = await aTag(home.db, kind, 'Enemys to Lovers')
  const shown = await mo.get('/moderation/tags/alike')
  assert.ok(shown.has('Enemys to Lovers'))
  assert.ok(shown.has('spelt almost alike'))
  const pair = shown.all('form').length
  assert.ok(pair > 0)
  const enemies = await home.db
    .selectFrom('tag')
    .where('slug', '=', 'enemies-to-lovers')
    .select('id')
    .executeTakeFirstOrThrow()
  const after = await mo.post('/moderation/tags/alike', { tag: other, other: enemies.id })
  assert.ok(!after.has('Enemys to Lovers'))
})

test('a moderator of some fandoms sorts only what belongs to them', async () => {
  const pia = await aMember(home.db, 'Pia', 'moderator')
  await home.db
    .insertInto('moderator_scope')
    .values({ account_id: pia.accountId, tag_id: cast.fandom.holmes })
    .execute()
  const visitor = await archive.as(pia)
  const [own, mixed, target] = [
    await aTag(home.db, kind, 'Deduction'),
    await aTag(home.db, kind, 'Mixed'),
    await aTag(home.db, kind, 'Deducing'),
  ]
  await works(own, 1, [cast.fandom.holmes])
  await works(target, 1, [cast.fandom.holmes])
  await works(mixed, 1, [cast.fandom.holmes])
  await works(mixed, 1, [cast.fandom.books])
  assert.equal((await visitor.get(`/moderation/tags/deed?kind=synonym&tag=${own}&into=${target}`)).status, 200)
  const refused = await visitor.get(`/moderation/tags/deed?kind=synonym&tag=${mixed}&into=${target}`)
  assert.equal(refused.status, 403)
  assert.ok(refused.has('belongs to none of the fandoms that you look after'))
})

test('the desk and a tag with many things ask the same number of queries as with few', async () => {
  // What is kept in memory for a while may run out between two looks, so the cheapest of several counts.
  const count = async (path: string) => {
    const counts: number[] = []
    for (let time = 0; time < 4; time++) {
      home.queries.length = 0
      await mo.get(path)
      counts.push(home.queries.length)
    }
    return Math.min(...counts)
  }
  const tag = await aTag(home.db, kind, 'Busy')
  const before = [await count('/moderation/tags'), await count(`/moderation/tags/${tag}`)]
  for (let number = 1; number <= 30; number++) {
    const child = await aTag(home.db, kind, `Busy child ${number}`)
    await home.db.insertInto('tag_parent').values({ tag_id: child, parent_id: tag }).execute()
    await aTag(home.db, kind, `Waiting ${number}`)
  }
  assert.deepEqual([await count('/moderation/tags'), await count(`/moderation/tags/${tag}`)], before)
})

test('the preview of a merge counts saved searches by tags of every script, however they ask for them', async () => {
  const [one, other, into] = [
    await aTag(home.db, kind, '灯台の話'),
    await aTag(home.db, kind, 'Tower_50%'),
    await aTag(home.db, kind, 'Towers'),
  ]
  const slug = async (id: number) =>
    (await home.db.selectFrom('tag').where('id', '=', id).select('slug').executeTakeFirstOrThrow()).slug
  await works(one, 1)
  await works(other, 1)
  const rui = await archive.as(cast.rui)
  const save = (name: string, query: string) => rui.post('/account/searches', { name, query })
  const first = encodeURIComponent(`themes/${await slug(one)}`)
  await save('With', `with=${first}`)
  await save('Without', `words-from=5&without=${first}`)
  await save('Other', `any=${encodeURIComponent(`themes/${await slug(other)}`)}`)
  await save('Neither', `with=themes/${await slug(into)}`)
  const count = async (...tags: number[]) => {
    const asked = tags.map((tag) => `tag=${tag}`).join('&')
    return (await mo.get(`/moderation/tags/deed?kind=merge&${asked}&into=${into}`)).text('main')
  }
  assert.match(await count(one), /2 saved searches/)
  assert.match(await count(other), /(1|One) saved search\b/)
  assert.match(await count(one, other), /3 saved searches/)
})

test('a tag with very many other names is previewed, merged and taken apart again', async () => {
  const [one, into] = [await aTag(home.db, kind, 'Much named'), await aTag(home.db, kind, 'Named once')]
  await works(one, 1)
  const names = Array.from({ length: 1500 }, (_, index) => `much-named-${index}`)
  const row = { vocabulary_id: kind, canonical_id: one, image_url: null, created_at: NOON }
  await insertRows(
    home.db,
    'tag',
    names.map((slug) => ({ ...row, name: slug, name_folded: slug, sort_name: slug, slug })),
  )
  const rui = await archive.as(cast.rui)
  for (const name of [names[3]!, names[1499]!])
    await rui.post('/account/searches', {
      name,
      query: `with=${encodeURIComponent('themes/much-named')}&any=x/${name}`,
    })
  await rui.post('/account/searches', { name: 'Once more', query: 'without=themes/much-named' })
  const namesOf = async (id: number) =>
    (await home.db.selectFrom('tag').where('canonical_id', '=', id).select('id').execute()).length
  const { shown } = await doIt(mo, `/moderation/tags/deed?kind=merge&tag=${one}&into=${into}`)
  assert.match(shown.text('main'), /3 saved searches/)
  assert.equal(await namesOf(into), 1501)
  await undoLast(mo)
  assert.equal(await namesOf(one), 1500)
})
