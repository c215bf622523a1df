import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aMember, aTag, aVocabulary, aWork, type Cast } from '../../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { PRESET_FACTS } from '../../../tags/preset-facts.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { RESERVED_SLUGS } from '../../../moderation/vocabularies/vocabulary-input.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let olga: Visitor
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  await home.db.updateTable('vocabulary').set({ position: 1 }).execute()
  olga = await archive.as(cast.olga)
})
after(() => home.close())

const LIST = '/moderation/vocabularies'
const EVERYWHERE = { onBlurb: 'yes', inHead: 'yes', inFilters: 'yes', inBrowse: 'yes' }

async function idOf(slug: string): Promise<number> {
  const row = await home.db.selectFrom('vocabulary').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()
  return row.id
}

async function audienceOf(workId: number): Promise<number> {
  const row = await home.db.selectFrom('work').where('id', '=', workId).select('audience').executeTakeFirstOrThrow()
  return row.audience
}

async function expansions(): Promise<string> {
  const rows = await home.db.selectFrom('work_tag_expansion').selectAll().orderBy('work_id').orderBy('tag_id').execute()
  return JSON.stringify(rows)
}

/** As they are when everything is worked out again. */
async function expansionsAnew(): Promise<string> {
  const works = await home.db.selectFrom('work').select('id').execute()
  await refreshWorks(
    home.db,
    works.map((work) => work.id),
  )
  return expansions()
}

async function aKind(slug: string, names: readonly string[] = []) {
  const id = await aVocabulary(home.db, slug, 'facet')
  await home.db.updateTable('vocabulary').set({ position: 50 }).where('id', '=', id).execute()
  const tags: number[] = []
  for (const name of names) tags.push(await aTag(home.db, id, name))
  return { id, tags }
}

test('an owner makes a kind of tag, adds its tags, and authors choose from them', async () => {
  const made = await olga.post(`${LIST}/new`, {
    name: 'Jahreszeiten 四季',
    role: 'facet',
    closed: 'yes',
    many: 'yes',
    most: '2',
    description: 'When it <em>happens</em>.<script>x</script>',
    ...EVERYWHERE,
  })
  assert.equal(made.status, 200)
  assert.ok(made.has('Made.'))
  const added = await olga.post(made.path.split('?')[0]!, { names: 'Winter, Frühling\nSommer, 秋, winter' })
  assert.ok(added.has('4 tags were added.'), added.text('.notice'))
  const form = await (await archive.as(cast.ada)).get('/works/new')
  assert.ok(form.has('Jahreszeiten 四季'))
  assert.ok(form.has('When it happens.'))
  assert.ok(form.has('秋'))
  const browse = await archive.guest().get('/browse/jahreszeiten-四季')
  assert.equal(browse.status, 200)
  assert.ok(browse.inner('div.prose')!.includes('<em>happens</em>'))
  assert.ok(!browse.body.includes('<script>x'))
})

test('mistakes in the form are told beside the fields, and what was typed stays', async () => {
  const page = await olga.post(`${LIST}/new`, {
    name: ' ',
    slug: 'titles',
    least: '5',
    most: '2',
    many: 'yes',
    description: 'Kept.',
  })
  assert.equal(page.status, 422)
  assert.ok(page.has('Please give this kind of tag a name.'))
  assert.ok(page.has('a page of its own'))
  assert.ok(page.has('less than the least'))
  assert.equal(page.field('description'), 'Kept.')
  const many = await olga.post(`${LIST}/new`, { name: 'x', most: '1000000', many: 'yes' })
  assert.equal(many.status, 422)
  const taken = await olga.post(`${LIST}/new`, { name: 'Fandoms' })
  assert.equal(taken.status, 409)
  assert.ok(taken.has('Another kind of tag has this address.'))
  const second = await olga.post(`${LIST}/new`, { name: 'Second', role: 'rating' })
  assert.ok(second.has('A work has one rating'))
})

test('every page below /browse is kept from being the address of a kind of tag', () => {
  const fixed = archive.app.routes.flatMap(({ path }) => /^\/browse\/([a-z-]+)$/.exec(path)?.[1] ?? [])
  assert.ok(fixed.length > 3)
  for (const slug of fixed) assert.ok(RESERVED_SLUGS.has(slug), slug)
  for (const { slug } of Object.values(PRESET_FACTS).flat()) assert.ok(!RESERVED_SLUGS.has(slug), slug)
})

test('an old address keeps leading to a kind of tag that has moved, with its tags and feeds', async () => {
  const { id, tags } = await aKind('moods', ['Sad'])
  await aWork(home.db, { title: 'A sad one', by: cast.ada, tagIds: tags })
  await aWork(home.db, { title: 'Another', by: cast.ada })
  const guest = archive.guest()
  await olga.post(`${LIST}/${id}`, { name: 'Moods', slug: 'feelings', ...EVERYWHERE })
  assert.equal((await guest.get('/browse/moods')).location, '/browse/feelings')
  assert.equal((await guest.get('/browse/moods/sad?page=2')).location, '/browse/feelings/sad?page=2')
  assert.equal((await guest.get('/browse/moods/sad/feed.atom')).location, '/browse/feelings/sad/feed.atom')
  assert.equal((await guest.get('/opds/browse/moods')).location, '/opds/browse/feelings')
  const narrowed = await guest.get('/works?with=moods%2Fsad')
  assert.ok(narrowed.has('A sad one') && !narrowed.has('Another'), narrowed.text('main'))
  assert.equal((await guest.get('/browse/feelings')).status, 200)
  await olga.post(`${LIST}/${id}`, { name: 'Moods', slug: 'moods', ...EVERYWHERE })
  assert.equal((await guest.get('/browse/moods')).status, 200)
  assert.equal((await guest.get('/browse/feelings')).location, '/browse/moods')
  assert.equal((await guest.get('/browse/nowhere')).status, 404)
})

test('kinds move up and down, and works show them in that order', async () => {
  const [one, two] = [await aKind('first-kind', ['Tag One']), await aKind('second-kind', ['Tag Two'])]
  const { workId } = await aWork(home.db, { by: cast.ada, tagIds: [...one.tags, ...two.tags] })
  const guest = archive.guest()
  const isFirst = async (name: string, other: string) => {
    const text = (await guest.get(`/works/${workId}`)).text('dl.lines')
    return text.indexOf(name) < text.indexOf(other)
  }
  assert.ok(await isFirst('Tag One', 'Tag Two'))
  await olga.post(`${LIST}/${two.id}/move`, { to: 'up' })
  assert.ok(await isFirst('Tag Two', 'Tag One'))
  await olga.post(`${LIST}/${two.id}/move`, { to: 'down' })
  assert.ok(await isFirst('Tag One', 'Tag Two'))
  const rows = await home.db.selectFrom('vocabulary').select('position').execute()
  assert.equal(new Set(rows.map((row) => row.position)).size, rows.length)
})

test('from several to one tells how many works have several and takes nothing from them', async () => {
  const { id, tags } = await aKind('seasons', ['Spring', 'Summer'])
  const { workId } = await aWork(home.db, {
    title: 'Both',
    by: cast.ada,
    ratingId: cast.ratings.general,
    tagIds: [...tags, cast.fandom.books],
  })
  const page = await olga.post(`${LIST}/${id}`, { name: 'Seasons', slug: 'seasons', closed: 'yes', ...EVERYWHERE })
  assert.ok(page.has('One work has more of these than it may: it keeps them.'))
  const work = await archive.guest().get(`/works/${workId}`)
  assert.ok(work.has('Spring') && work.has('Summer'))
  const ada = await archive.as(cast.ada)
  const form = await ada.get(`/works/${workId}/edit`)
  const saved = await ada.post(`/works/${workId}/edit`, {
    title: 'Both still',
    language: 'en',
    version: form.field('version')!,
    intent: 'save',
    [`tags-${await idOf('ratings')}`]: cast.ratings.general,
    [`tags-${await idOf('fandoms')}`]: cast.fandom.books,
    [`tags-${id}`]: tags,
    pseuds: cast.ada.pseudId,
  })
  assert.ok(saved.has('Saved'), saved.text('.error'))
  const kept = await home.db
    .selectFrom('work_tag')
    .where('work_id', '=', workId)
    .where('tag_id', 'in', tags)
    .select('tag_id')
    .execute()
  assert.equal(kept.length, 2)
})

test('what must be given tells how many works lack it', async () => {
  const { id, tags } = await aKind('endings', ['Happy'])
  await aWork(home.db, { by: cast.ada, tagIds: tags })
  const { posted } = await home.db
    .selectFrom('work')
    .where('posted_at', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('posted'))
    .executeTakeFirstOrThrow()
  const page = await olga.post(`${LIST}/${id}`, {
    name: 'Endings',
    slug: 'endings',
    closed: 'yes',
    many: 'yes',
    required: 'yes',
    ...EVERYWHERE,
  })
  assert.ok(page.has(`${posted - 1} posted works have fewer`), page.text('.notice'))
})

test('deleting an empty kind takes nothing; one with tags first says what works lose', async () => {
  const empty = await aKind('nothing')
  assert.ok((await olga.get(`${LIST}/${empty.id}/delete`)).has('No work changes.'))
  assert.ok((await olga.post(`${LIST}/${empty.id}/delete`)).has('Deleted.'))
  const { id, tags } = await aKind('doomed', ['Gone Tag'])
  const { workId } = await aWork(home.db, { by: cast.ada, tagIds: tags })
  const asked = await olga.get(`${LIST}/${id}/delete`)
  assert.ok(asked.has('It has one tag, and one work carries them.'))
  const unsaid = await olga.post(`${LIST}/${id}/delete`)
  assert.equal(unsaid.status, 422)
  assert.ok(unsaid.has('Please choose what becomes of its tags.'))
  assert.equal((await olga.post(`${LIST}/${id}/delete`, { tags: id })).status, 404)
  assert.ok((await olga.post(`${LIST}/${id}/delete`, { tags: 'gone' })).has('Deleted.'))
  assert.ok(!(await archive.guest().get(`/works/${workId}`)).has('Gone Tag'))
  assert.deepEqual(
    await home.db.selectFrom('work_tag_expansion').where('work_id', '=', workId).select('tag_id').execute(),
    [],
  )
})

test('a deleted kind may leave its tags to another, where namesakes become one and addresses lead on', async () => {
  const from = await aKind('leaving', ['Shared Name', 'Only Here'])
  const into = await aKind('staying', ['Shared Name'])
  const { workId } = await aWork(home.db, { title: 'Carried over', by: cast.ada, tagIds: from.tags })
  const asked = await olga.get(`${LIST}/${from.id}/delete`)
  assert.ok(asked.has('Works keep them, as tags of “Staying”'))
  assert.ok((await olga.post(`${LIST}/${from.id}/delete`, { tags: into.id })).has('Deleted.'))
  const guest = archive.guest()
  assert.ok((await guest.get(`/works/${workId}`)).has('Only Here'))
  assert.equal((await guest.get('/browse/leaving/only-here')).location, '/browse/staying/only-here')
  assert.ok((await guest.get('/browse/staying/only-here')).has('Carried over'))
  assert.ok((await guest.get('/browse/staying/shared-name')).has('Carried over'))
  assert.equal(await expansions(), await expansionsAnew())
  const log = await olga.get('/moderation/log')
  assert.ok(log.has('vocabulary deleted') && log.has('Staying'))
})

test('the gates of a rating change at once who finds its works', async () => {
  const { workId } = await aWork(home.db, { title: 'Open so far', by: cast.ada, ratingId: cast.ratings.general })
  const guest = archive.guest()
  assert.equal(await audienceOf(workId), 2)
  const page = await olga.post(`${LIST}/tags/${cast.ratings.general}`, { name: 'General', membersOnly: 'yes' })
  assert.ok(page.has('Saved.'))
  assert.equal(await audienceOf(workId), 1)
  assert.ok(!(await guest.get('/works')).has('Open so far'))
  await olga.post(`${LIST}/tags/${cast.ratings.general}`, { name: 'General' })
  assert.equal(await audienceOf(workId), 2)
  assert.ok((await guest.get('/works')).has('Open so far'))
  const id = await idOf('ratings')
  const role = await olga.post(`${LIST}/${id}`, { name: 'Ratings', slug: 'ratings', role: 'facet', ...EVERYWHERE })
  assert.equal(role.status, 422)
  assert.ok(role.has('it cannot become the rating, or cease to be it'))
})

test('a tag is renamed, described, pictured, locked and hidden', async () => {
  const { id, tags } = await aKind('props', ['Sowrd', 'Shield'])
  const { workId } = await aWork(home.db, { title: 'With a blade', by: cast.ada, tagIds: tags })
  const guest = archive.guest()
  const place = `${LIST}/tags/${tags[0]}`
  const saved = await olga.post(place, {
    name: 'Sword ⚔',
    description: 'Sharp.<script>x</script>',
    imageUrl: '/uploads/a.png',
  })
  assert.ok(saved.has('Saved.'))
  const page = await guest.get('/browse/props/sword')
  assert.equal(page.text('h1'), 'Sword ⚔')
  assert.ok(page.has('Sharp.') && page.body.includes('src="/uploads/a.png"') && !page.body.includes('<script>x'))
  assert.ok((await guest.get(`/works/${workId}`)).has('Sword ⚔'))
  const same = await olga.post(place, { name: 'shield', imageUrl: '/uploads/b.png' })
  assert.equal(same.status, 409)
  assert.ok(same.has('“Shield”'))
  assert.equal((await olga.post(place, { name: 'x', imageUrl: 'javascript:alert(1)' })).status, 422)
  await olga.post(place, { name: 'Sword', hidden: 'yes', locked: 'yes' })
  assert.ok(!(await guest.get(`/works/${workId}`)).has('Sword'))
  assert.ok(!(await guest.get('/browse/props')).has('Sword'))
  const list = await olga.get(`${LIST}/${id}/tags`)
  assert.ok(list.has('closed for new works') && list.has('hidden'))
  await olga.post(place, { name: 'Sword' })
  assert.ok((await guest.get(`/works/${workId}`)).has('Sword'))
})

test('tags stand in the order that somebody has made, or in that of the alphabet', async () => {
  const { id } = await aKind('order', ['Beta', 'Alpha', 'Gamma'])
  const names = async () => (await olga.get(`${LIST}/${id}/tags`)).texts('ol.kept-tags').join()
  const order = async () =>
    [...(await names()).matchAll(/Alpha|Beta|Gamma|Delta/g)]
      .map(String)
      .filter((name, at, all) => all.indexOf(name) === at)
      .join(' ')
  assert.equal(await order(), 'Alpha Beta Gamma')
  const gamma = await home.db
    .selectFrom('tag')
    .where('vocabulary_id', '=', id)
    .where('name', '=', 'Gamma')
    .select('id')
    .executeTakeFirstOrThrow()
  await olga.post(`${LIST}/tags/${gamma.id}/move`, { to: 'up' })
  assert.equal(await order(), 'Alpha Gamma Beta')
  await olga.post(`${LIST}/tags/${gamma.id}/move`, { place: '1' })
  assert.equal(await order(), 'Gamma Alpha Beta')
  await olga.post(`${LIST}/${id}/tags`, { names: 'Delta' })
  assert.equal(await order(), 'Gamma Alpha Beta Delta')
  assert.ok((await archive.guest().get('/browse/order')).text('ul.entries').startsWith('Gamma'))
  await olga.post(`${LIST}/${id}/order`)
  assert.equal(await order(), 'Alpha Beta Delta Gamma')
})

test('two fandoms may each have an Alice, and a fandom may stand below another', async () => {
  const [fandoms, characters] = [await idOf('fandoms'), await idOf('characters')]
  const below = await olga.post(`${LIST}/${fandoms}/tags`, { names: 'Wonderland, Resident Evil', fandoms: 'books' })
  assert.ok(below.has('2 tags were added.') && below.has('below Books'))
  const one = await olga.post(`${LIST}/${characters}/tags`, { names: 'Alice', fandoms: 'Wonderland' })
  assert.ok(one.has('One tag was added.') && one.has('of Wonderland'))
  assert.ok(
    (await olga.post(`${LIST}/${characters}/tags`, { names: 'Alice', fandoms: 'Resident Evil' })).has(
      'One tag was added.',
    ),
  )
  assert.ok(
    (await olga.post(`${LIST}/${characters}/tags`, { names: 'Alice', fandoms: 'Wonderland' })).has(
      'Nothing was added; one was there already.',
    ),
  )
  const unknown = await olga.post(`${LIST}/${characters}/tags`, { names: 'Bob', fandoms: 'Nowhere Land' })
  assert.equal(unknown.status, 422)
  assert.ok(unknown.has('nothing of this name: Nowhere Land'))
  assert.equal(unknown.field('names'), 'Bob')
})

test('a tag is put below another and into fandoms, and never below itself', async () => {
  const { id, tags } = await aKind('trees', ['Root', 'Branch', 'Leaf'])
  const [root, branch, leaf] = tags.map((tag) => `${LIST}/tags/${tag}`) as [string, string, string]
  assert.ok((await olga.post(branch, { name: 'Branch', above: 'root' })).has('Saved.'))
  assert.ok((await olga.post(leaf, { name: 'Leaf', above: 'Branch' })).has('Saved.'))
  const { workId } = await aWork(home.db, { title: 'On a leaf', by: cast.ada, tagIds: [tags[2]!] })
  const guest = archive.guest()
  assert.ok((await guest.get('/browse/trees/root')).has('On a leaf'))
  const loop = await olga.post(root, { name: 'Root', above: 'Leaf' })
  assert.equal(loop.status, 409)
  assert.equal(loop.field('above'), 'Leaf')
  assert.ok((await olga.post(root, { name: 'Root', above: 'Nowhere' })).has('nothing of this name: Nowhere'))
  assert.equal((await olga.get(leaf)).field('above'), 'Branch')
  assert.ok((await olga.post(leaf, { name: 'Leaf', above: '' })).has('Saved.'))
  assert.ok(!(await guest.get('/browse/trees/root')).has('On a leaf'))
  assert.ok((await guest.get(`/works/${workId}`)).has('Leaf'))
  assert.ok((await olga.get(`${LIST}/${id}/tags`)).has('below Root'))
  const watson = `${LIST}/tags/${cast.character.watson}`
  assert.ok((await olga.post(watson, { name: 'John Watson', fandoms: 'Sherlock Holmes' })).has('Saved.'))
  assert.equal((await olga.get(watson)).field('fandoms'), 'Sherlock Holmes')
})

test('a ready-made kind that is missing is added with its tags, and no second rating is offered', async () => {
  const page = await olga.get(LIST)
  assert.ok(page.has('Add “Genres”'))
  assert.ok(!page.has('Add “Rating”'))
  const done = await olga.post(`${LIST}/presets`, { add: 'efiction/genres' })
  assert.ok(!done.has('Add “Genres”'))
  assert.ok((await archive.guest().get('/browse/genres')).has('Hurt/Comfort'))
  assert.equal((await olga.post(`${LIST}/presets`, { add: 'nonsense' })).status, 200)
})

test('kinds are the owner’s and admins’; moderators of the whole archive keep tags; nobody else sees any of it', async () => {
  const { id, tags } = await aKind('rights', ['Right'])
  const define = [`${LIST}/new`, `${LIST}/${id}`, `${LIST}/${id}/delete`, `${LIST}/tags/${tags[0]}/delete`]
  const keep = [LIST, `${LIST}/${id}/tags`, `${LIST}/tags/${tags[0]}`]
  const statuses = async (who: Visitor, addresses: string[]) =>
    new Set(await Promise.all(addresses.map(async (address) => (await who.get(address)).status)))
  const [mo, rui] = [await archive.as(cast.mo), await archive.as(cast.rui)]
  const ann = await archive.as(await aMember(home.db, 'Ann', 'admin'))
  assert.deepEqual(await statuses(ann, [...define, ...keep]), new Set([200]))
  assert.deepEqual(await statuses(mo, define), new Set([403]))
  assert.deepEqual(await statuses(mo, keep), new Set([200]))
  assert.deepEqual(await statuses(rui, [...define, ...keep]), new Set([403]))
  for (const [who, path] of [
    [mo, `${LIST}/${id}/move`],
    [mo, `${LIST}/presets`],
    [mo, `${LIST}/new`],
    [rui, `${LIST}/${id}/tags`],
    [rui, `${LIST}/${id}/order`],
    [rui, `${LIST}/tags/${tags[0]}/move`],
  ] as const)
    assert.equal(
      (await who.post(path, { name: 'x', names: 'x', add: 'efiction/warnings', to: 'up' })).status,
      403,
      path,
    )
  await mo.post(`${LIST}/tags/${cast.ratings.explicit}`, { name: 'Explicit' })
  const { age_consent } = await home.db
    .selectFrom('tag')
    .where('id', '=', cast.ratings.explicit)
    .select('age_consent')
    .executeTakeFirstOrThrow()
  assert.equal(age_consent, 1, 'a moderator leaves gates alone')
  await home.db
    .insertInto('moderator_scope')
    .values({ account_id: cast.mo.accountId, tag_id: cast.fandom.books })
    .execute()
  assert.deepEqual(await statuses(mo, keep), new Set([403]))
  await home.db.deleteFrom('moderator_scope').execute()
})

test('a list of five hundred tags is paged and searched', async () => {
  const { id } = await aKind('many')
  const names = Array.from(
    { length: 500 },
    (_, number) => `Tag ${String(number).padStart(3, '0')} ${number === 77 ? 'حبّ' : ''}`,
  )
  assert.ok((await olga.post(`${LIST}/${id}/tags`, { names: names.join('\n') })).has('500 tags were added.'))
  const last = await olga.get(`${LIST}/${id}/tags?page=5`)
  assert.ok(last.has('Tag 499') && !last.has('Tag 399'))
  const found = await olga.get(`${LIST}/${id}/tags?find=حب`)
  assert.ok(found.has('Tag 077'), found.text('main'))
  assert.ok((await olga.get(`${LIST}/${id}/tags?find=%25`)).has('No tag has these letters'))
  const tooMany = await olga.post(`${LIST}/${id}/tags`, { names: Array.from({ length: 501 }, (_, n) => n).join(',') })
  assert.equal(tooMany.status, 422)
})
