import assert from 'node:assert/strict'
import type { Db } from '../src/store/database.ts'
import { assertShelves } from './efiction-check-shelves.ts'
import { type Truth, hashOf, normalised } from './efiction-truth.ts'

type Old = Truth

/** The archive holds what the old site held: every count, name, link, date, flag and the hash of every text. */
export async function assertHolds(db: Db, truth: Truth): Promise<void> {
  const ids = await readLegacyIds(db)
  const newId = (kind: string, oldId: unknown): number => {
    const id = ids.get(`${kind} ${String(oldId)}`)
    assert.ok(id !== undefined, `${kind} ${String(oldId)} was not brought over`)
    return id
  }
  assertTells(truth)
  await assertCounts(db, truth)
  await assertMembers(db, truth, newId)
  await assertTags(db, truth, newId)
  await assertWorks(db, truth, newId)
  await assertChapters(db, truth, newId)
  await assertSeries(db, truth, newId)
  await assertReviews(db, truth, newId)
  await assertNumbers(db)
  await assertShelves(db, truth, newId)
}

type NewId = (kind: string, oldId: unknown) => number

async function readLegacyIds(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('legacy_id').select(['kind', 'old_id', 'new_id']).execute()
  return new Map(rows.map((row) => [`${row.kind} ${row.old_id}`, row.new_id]))
}

async function assertCounts(db: Db, { counts }: Truth): Promise<void> {
  const count = async (
    table: 'account' | 'pseud' | 'work' | 'chapter' | 'series' | 'series_entry' | 'vocabulary' | 'tag',
  ) => {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(n)
  }
  assert.equal(await count('account'), counts.members)
  assert.equal(await count('pseud'), counts.members)
  assert.equal(await count('work'), counts.stories)
  assert.equal(await count('chapter'), counts.chapters)
  assert.equal(await count('series'), counts.series)
  assert.equal(await count('series_entry'), counts.inseries)
  assert.equal(await count('vocabulary'), counts.classtypes + 3)
  assert.equal(await count('tag'), counts.categories + counts.characters + counts.classes + counts.ratings)
  const reviews = await db.selectFrom('review').selectAll().execute()
  const own = reviews.filter((review) => review.parent_id === null)
  assert.equal(own.length, counts.reviews)
  assert.equal(reviews.length - own.length, counts.responses)
  assert.equal(own.filter((review) => review.pseud_id !== null).length, counts.reviews_signed)
  assert.equal(own.filter((review) => review.body_html === '').length, counts.reviews_rating_only)
  assert.equal(own.filter((review) => review.series_id !== null).length, counts.reviews_of_series)
}

async function assertMembers(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const rows = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .selectAll('account')
    .select(['pseud.id as pseud_id', 'pseud.name', 'pseud.bio_html', 'pseud.login_name'])
    .execute()
  const byPseud = new Map(rows.map((row) => [row.pseud_id, row]))
  const scopes = await db.selectFrom('moderator_scope').selectAll().execute()
  for (const member of truth.members as Old[]) {
    const row = byPseud.get(newId('member', member.uid))!
    const where = `member ${member.uid}`
    assert.equal(row.name, member.penname, where)
    assert.equal(row.email, member.email, where)
    assert.equal(row.real_name, member.realname, where)
    assert.equal(row.joined_at, member.joined * 1000, where)
    assert.equal(
      row.role,
      member.level === 1 || member.level === 2 ? 'admin' : member.level === 3 ? 'moderator' : 'member',
    )
    assert.equal(row.state, member.level < 0 ? 'locked' : member.md5 === '0' ? 'unclaimed' : 'active', where)
    assert.equal(row.password_hash?.startsWith('md5-$argon2id$') ?? false, member.md5 !== '0', where)
    assert.equal(row.trusted, member.level > 0 || member.validated ? 1 : 0, where)
    assertText(row.bio_html, [member.bio_sha256, member.bio_stored_sha256], where, member.flags)
    const own = scopes.filter((scope) => scope.account_id === row.id).map((scope) => scope.tag_id)
    const expected = (member.admin_categories ?? []).map((id: number) => newId('category', id))
    assert.deepEqual(own.sort(), expected.sort(), where)
  }
}

async function assertTags(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const tags = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .selectAll('tag')
    .select(['vocabulary.role', 'vocabulary.name as vocabulary'])
    .execute()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const parents = await db.selectFrom('tag_parent').selectAll().execute()
  const scopes = await db.selectFrom('tag_scope').selectAll().execute()
  for (const category of truth.categories as Old[]) {
    const tag = byId.get(newId('category', category.catid))!
    const parent = parents.filter(({ tag_id }) => tag_id === tag.id).map(({ parent_id }) => parent_id)
    assert.equal(tag.role, 'fandom')
    assert.equal(tag.name, category.name)
    assert.equal(tag.locked, category.locked)
    assert.equal(tag.position, category.order)
    assert.deepEqual(parent, category.parent > 0 ? [newId('category', category.parent)] : [])
    assertText(tag.description_html, [category.description_sha256], `category ${category.catid}`)
  }
  for (const character of truth.characters as Old[]) {
    const tag = byId.get(newId('character', character.charid))!
    const fandoms = scopes.filter(({ tag_id }) => tag_id === tag.id).map(({ fandom_id }) => fandom_id)
    assert.equal(tag.role, 'character')
    assert.equal(tag.name, character.name)
    assert.deepEqual(fandoms, character.catid > 0 ? [newId('category', character.catid)] : [])
    assertText(tag.description_html, [character.bio_sha256], `character ${character.charid}`)
  }
  for (const each of truth.classes as Old[]) {
    const tag = byId.get(newId('class', each.class_id))!
    const type = truth.classtypes.find((type: Old) => type.classtype_id === each.classtype_id)
    assert.equal(tag.name, each.name)
    assert.equal(tag.vocabulary, type.title)
    assert.equal(tag.vocabulary_id, newId('classtype', each.classtype_id))
    assert.equal(tag.role, /^warn|^avert/i.test(type.slug) ? 'warning' : 'facet')
  }
  for (const rating of truth.ratings as Old[]) {
    const tag = byId.get(newId('rating', rating.rid))!
    assert.equal(tag.name, rating.name)
    assert.deepEqual(
      [tag.role, tag.members_only, tag.age_consent, tag.warn_first],
      ['rating', Number(rating.members_only), Number(rating.age_consent), Number(rating.warning)],
    )
    assertText(tag.warning_text, [rating.warningtext_sha256], `rating ${rating.rid}`)
  }
}

async function assertWorks(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const works = new Map((await db.selectFrom('work').selectAll().execute()).map((work) => [work.id, work]))
  const creators = await db.selectFrom('creator').selectAll().orderBy('position').execute()
  const tags = await db.selectFrom('work_tag').selectAll().execute()
  for (const story of truth.stories as Old[]) {
    const work = works.get(newId('story', story.sid))!
    const where = `story ${story.sid}`
    const byline = creators.filter(({ work_id }) => work_id === work.id).map(({ pseud_id }) => pseud_id)
    assert.equal(byline[0], newId('member', story.uid), where)
    assertSame(
      byline.slice(1),
      story.coauthors.map((uid: number) => newId('member', uid)),
      where,
    )
    assertSame(
      tags.filter(({ work_id }) => work_id === work.id).map(({ tag_id }) => tag_id),
      [
        ...story.categories.map((id: number) => newId('category', id)),
        ...story.characters.map((id: number) => newId('character', id)),
        ...story.classes.map((id: number) => newId('class', id)),
      ],
      where,
    )
    assertTitle(work.title, [story.title, story.title_stored], where, story.flags)
    assertText(work.summary_html, [story.summary_sha256, story.summary_stored_sha256], where, story.flags)
    assertText(work.notes_html, [story.storynotes_sha256], where)
    assert.equal(work.rating_id, newId('rating', story.rid_field), where)
    assert.equal(work.posted_at, story.validated > 0 ? story.date * 1000 : null, where)
    assert.equal(work.held_at === null, story.validated > 0, where)
    assert.equal(work.updated_at, story.updated * 1000, where)
    assert.equal(work.featured_at !== null && work.featured_until === null, story.featured === 1, where)
    assert.deepEqual(
      [work.complete, work.round_robin, work.read_count],
      [story.completed, story.roundrobin, story.count],
      where,
    )
    const posted = truth.chapters.filter((chapter: Old) => chapter.sid === story.sid && chapter.validated > 0).length
    assert.equal(work.chapter_count, posted, where)
  }
}

async function assertChapters(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const rows = await db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .selectAll()
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const uidOfStory = new Map((truth.stories as Old[]).map((story) => [story.sid, story.uid]))
  for (const chapter of truth.chapters as Old[]) {
    const row = byId.get(newId('chapter', chapter.chapid))!
    const where = `chapter ${chapter.chapid} (${(chapter.flags ?? []).join(', ')})`
    assert.equal(newId('chapter_number', `${chapter.sid}/${chapter.inorder}`), row.id, where)
    assert.equal(row.work_id, newId('story', chapter.sid), where)
    assert.equal(row.position, chapter.inorder, where)
    assertTitle(row.title, [chapter.title, chapter.title_stored], where, chapter.flags)
    assert.equal(row.pseud_id, chapter.uid === uidOfStory.get(chapter.sid) ? null : newId('member', chapter.uid), where)
    assert.equal(row.posted_at !== null, chapter.validated > 0, where)
    assert.equal(row.read_count, chapter.count, where)
    assertText(row.html, [chapter.sha256, chapter.stored_sha256], where, chapter.flags)
    assertText(row.notes_html, [chapter.notes_sha256], where)
    assertText(row.end_notes_html, [chapter.endnotes_sha256], where)
  }
}

async function assertSeries(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const rows = new Map((await db.selectFrom('series').selectAll().execute()).map((row) => [row.id, row]))
  const entries = await db.selectFrom('series_entry').selectAll().orderBy('position').execute()
  const tags = await db.selectFrom('series_tag').selectAll().execute()
  for (const series of truth.series as Old[]) {
    const row = rows.get(newId('series', series.seriesid))!
    const where = `series ${series.seriesid}`
    assert.equal(row.title, series.title, where)
    assertText(row.summary_html, [series.summary_sha256], where)
    assert.equal(row.pseud_id, newId('member', series.uid), where)
    assert.equal(row.openness, series.kind, where)
    assertSame(
      tags.filter(({ series_id }) => series_id === row.id).map(({ tag_id }) => tag_id),
      [
        ...series.categories.map((id: number) => newId('category', id)),
        ...series.characters.map((id: number) => newId('character', id)),
        ...series.classes.map((id: number) => newId('class', id)),
      ],
      where,
    )
    assert.deepEqual(
      entries
        .filter((entry) => entry.series_id === row.id)
        .map(({ work_id, part_series_id, confirmed }) => [work_id, part_series_id, confirmed]),
      series.items.map((item: Old) =>
        item.sid > 0 ? [newId('story', item.sid), null, item.confirmed] : [null, newId('series', item.subseriesid), 1],
      ),
      where,
    )
  }
}

async function assertReviews(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const rows = await db.selectFrom('review').selectAll().execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const replies = new Map(rows.filter((row) => row.parent_id !== null).map((row) => [row.parent_id, row]))
  const chapters = new Set((truth.chapters as Old[]).map((chapter) => chapter.chapid))
  const stories = new Map((truth.stories as Old[]).map((story) => [story.sid, story]))
  const series = new Map((truth.series as Old[]).map((each) => [each.seriesid, each]))
  for (const review of truth.reviews as Old[]) {
    const row = byId.get(newId('review', review.reviewid))!
    const where = `review ${review.reviewid}`
    const isOfStory = review.type === 'ST'
    assert.equal(row.work_id, isOfStory ? newId('story', review.item) : null, where)
    assert.equal(row.series_id, isOfStory ? null : newId('series', review.item), where)
    assert.equal(row.chapter_id, chapters.has(review.chapid) ? newId('chapter', review.chapid) : null, where)
    assert.equal(row.pseud_id, review.uid > 0 ? newId('member', review.uid) : null, where)
    if (review.uid === 0) assert.equal(row.guest_name, review.reviewer_stored ?? review.reviewer, where)
    assert.equal(row.posted_at, review.date * 1000, where)
    assert.equal(row.score, review.rating < 0 ? null : review.rating, where)
    assertText(row.body_html, [review.text_sha256, review.text_stored_sha256], where, review.flags)
    const reply = replies.get(row.id)
    assert.equal(reply !== undefined, review.has_response, where)
    if (!reply) continue
    const stored = review.response_stored_sha256
    assertText(reply.body_html, [review.response_sha256, stored], `response to ${where}`, review.flags)
    const author = isOfStory ? stories.get(review.item)!.uid : series.get(review.item)!.uid
    assert.equal(reply.pseud_id, newId('member', author), where)
    assert.deepEqual([reply.work_id, reply.series_id, reply.posted_at], [row.work_id, row.series_id, null], where)
  }
}

async function assertNumbers(db: Db): Promise<void> {
  const works = await db.selectFrom('work').select(['id', 'review_count']).execute()
  const counted = await db
    .selectFrom('review')
    .where('work_id', 'is not', null)
    .where('parent_id', 'is', null)
    .where('deleted_at', 'is', null)
    .where('hidden_at', 'is', null)
    .groupBy('work_id')
    .select((eb) => ['work_id', eb.fn.countAll<number>().as('count')])
    .execute()
  const counts = new Map(counted.map((row) => [row.work_id!, row.count]))
  for (const { id, review_count } of works) assert.equal(review_count, counts.get(id) ?? 0, `reviews of work ${id}`)
}

/** What the old program had lost before anybody could save it; everything else that it did must have been undone. */
const LOST: ReadonlySet<string> = new Set([
  'lt-eaten',
  'truncated-65535',
  'emoji-lost',
  'hex-entity-dropped',
  'non-cp1252-entities-mangled',
  'capital-accent-became-ellipsis',
  'uploaded-html',
  'backslash',
])

type MeantAndStored = [meant: string | undefined, stored?: string]

/** The text as it was meant; as it was stored only where the flags say that no more was left of it. */
function assertText(html: string, hashes: MeantAndStored, where: string, flags: readonly string[] = []): void {
  assert.match(hashes[0] ?? '', /^[0-9a-f]{64}$/, `${where}: the truth has no hash`)
  assert.ok(within(hashes, flags).includes(hashOf(html)), `${where}: ${normalised(html).slice(0, 200)}`)
}

function assertTitle(title: string, titles: MeantAndStored, where: string, flags: readonly string[] = []): void {
  assert.ok(within(titles, flags).includes(title), `${where}: ${title}`)
}

function within([meant, stored]: MeantAndStored, flags: readonly string[]): (string | undefined)[] {
  return stored !== undefined && flags.some((flag) => LOST.has(flag)) ? [meant, stored] : [meant]
}

/** Nothing is checked by a list that is empty, or by hashes of empty texts. */
function assertTells(truth: Truth): void {
  const { counts } = truth
  for (const list of ['members', 'stories', 'chapters', 'series', 'reviews', 'categories', 'classes', 'ratings']) {
    assert.ok(counts[list] > 0 && truth[list].length === counts[list], `the truth about ${list} is not whole`)
  }
  const filled = (list: Old[], hash: string) => list.filter((each) => each[hash] !== EMPTY).length
  assert.equal(filled(truth.chapters, 'sha256'), counts.chapters)
  assert.ok(filled(truth.stories, 'summary_sha256') > counts.stories / 2)
  assert.ok(filled(truth.reviews, 'text_sha256') > counts.reviews / 2)
  assert.ok(new Set(truth.chapters.map((chapter: Old) => chapter.sha256)).size > counts.chapters / 2)
}

const EMPTY = hashOf('')

/** In any order. */
function assertSame(found: number[], expected: number[], where: string): void {
  const ascending = (a: number, b: number) => a - b
  assert.deepEqual(found.toSorted(ascending), expected.toSorted(ascending), where)
}
