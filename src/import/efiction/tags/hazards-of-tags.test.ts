// Each test is named after one thing that is wrong with categories, characters, classes and ratings of old sites.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anApp } from '../../../../test/client.ts'
import { dumpFile, type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import { moved as movedIn } from '../../../../test/tiny-move.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

const NOW = Date.UTC(2026, 10, 22)

type Tables = Readonly<Record<string, OldRows>>

const moved = (tables: Tables | string, use: (db: Db, report: ImportReport) => Promise<void>) =>
  movedIn({ dump: typeof tables === 'string' ? tables : tinySite(tables) }, use)

const again = (db: Db, tables: Tables) => importSite(db, { dump: tinySite(tables), now: NOW + 1 })

const remarks = (report: ImportReport, table: string) =>
  report.exceptions.filter((each) => each.table === table).map((each) => `${each.row}: ${each.message}`)

/** Each tag with what stands above it. */
async function tree(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag_parent', 'tag_parent.tag_id', 'tag.id')
    .leftJoin('tag as parent', 'parent.id', 'tag_parent.parent_id')
    .where('role', '=', 'fandom')
    .select(['tag.name', 'parent.name as parent'])
    .orderBy('tag.id')
    .execute()
  return rows.map(({ name, parent }) => (parent === null ? name : `${parent} > ${name}`))
}

/** Tags of the works with this title, in order, without the ratings. */
async function tagsOf(db: Db, title = 'A Tiny Tale'): Promise<string[]> {
  const rows = await db
    .selectFrom('work')
    .innerJoin('work_tag', 'work_tag.work_id', 'work.id')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('title', '=', title)
    .where('role', '!=', 'rating')
    .select('tag.name')
    .orderBy('work_tag.position')
    .execute()
  return rows.map((row) => row.name)
}

test('ids that point nowhere: categories below a deleted one, and their grandchildren, come to the top', () =>
  moved(
    {
      categories: [
        { catid: 2, parentcatid: 1, category: 'Child of a deleted one' },
        { catid: 3, parentcatid: 2, category: 'Grandchild' },
        { catid: 4, parentcatid: 0, category: 'Zero' },
      ],
      stories: [{ catid: '3' }],
    },
    async (db, report) => {
      assert.deepEqual(await tree(db), ['Child of a deleted one', 'Child of a deleted one > Grandchild', 'Zero'])
      assert.deepEqual(remarks(report, 'categories'), ['2: its parent 1 is gone; now at the top'])
    },
  ))

test('cycles in the tree are broken at the lowest number, the same way every time', () =>
  moved(
    {
      categories: [
        { catid: 1, parentcatid: 1, category: 'Own parent' },
        { catid: 2, parentcatid: 4, category: 'Two' },
        { catid: 3, parentcatid: 2, category: 'Three' },
        { catid: 4, parentcatid: 3, category: 'Four' },
        { catid: 5, parentcatid: 4, category: 'Outside' },
      ],
    },
    async (db, report) => {
      assert.deepEqual(await tree(db), ['Own parent', 'Two', 'Two > Three', 'Three > Four', 'Four > Outside'])
      assert.equal(remarks(report, 'categories').length, 2)
    },
  ))

test('a parent with a higher number than its child, even in a later batch, is still its parent', () => {
  const filler = Array.from({ length: 30 }, (_, index) => ({
    catid: index + 2,
    category: `Filler ${index}`,
    description: 'x'.repeat(20_000),
  }))
  const categories = [{ catid: 1, parentcatid: 99, category: 'Child' }, ...filler, { catid: 99, category: 'Parent' }]
  return moved({ categories }, async (db) => {
    assert.equal((await tree(db))[0], 'Parent > Child')
  })
})

test('order, locks, descriptions and pictures of categories come over', () =>
  moved(
    {
      categories: [
        {
          catid: 1,
          displayorder: 7,
          locked: 1,
          description: 'All <b>tales</b>.<script>x</script>',
          image: 'http://pics.example/a.png',
        },
        { catid: 2, category: 'Skinned', image: 'tales.gif' },
      ],
    },
    async (db, report) => {
      const [first, second] = await db
        .selectFrom('tag')
        .where('name', 'in', ['Tales', 'Skinned'])
        .selectAll()
        .orderBy('id')
        .execute()
      assert.deepEqual([first!.position, first!.locked, first!.image_url], [7, 1, 'http://pics.example/a.png'])
      assert.match(first!.description_html, /All <b>tales<\/b>\./)
      assert.doesNotMatch(first!.description_html, /script/)
      assert.equal(second!.image_url, null)
      assert.deepEqual(remarks(report, 'categories'), [
        '2: its picture "tales.gif" is a file of a skin, and did not come: it lies in the folder skins of the old site',
        '1: took out of description: script',
      ])
    },
  ))

test('characters site-wide, of a category, of a deleted one; their pictures and lives stand on their page', () =>
  moved(
    {
      characters: [
        { charid: 1, catid: -1, charname: 'Everywhere' },
        { charid: 2, catid: 1, charname: 'Mole', bio: 'Lives <i>below</i>.', image: 'https://pics.example/mole.png' },
        { charid: 3, catid: 77, charname: 'Homeless' },
      ],
      stories: [{ charid: '1,2,3' }],
    },
    async (db, report) => {
      const scopes = await db.selectFrom('tag_scope').innerJoin('tag', 'tag.id', 'tag_id').select('name').execute()
      assert.deepEqual(scopes, [{ name: 'Mole' }])
      assert.match(remarks(report, 'characters')[0]!, /^3: belongs to category 77, which is gone; now known everywhere/)
      const page = await (await anApp(db)).guest().get('/browse/characters/mole')
      assert.ok(page.has('Lives below.'))
      assert.equal(page.all('img').length, 0, 'nothing is loaded from elsewhere')
      assert.equal(page.link('Picture'), 'https://pics.example/mole.png')
    },
  ))

test('class and character names with commas and slashes are never split', () =>
  moved(
    {
      classtypes: [{ classtype_id: 1 }],
      classes: [
        { class_id: 1, class_name: 'Young Adult (20-26 yrs), graphic' },
        { class_id: 2, class_name: 'FF/m' },
        { class_id: 3, class_name: 'Graphic' },
      ],
      characters: [{ charid: 1, charname: 'Holmes, Sherlock' }],
      stories: [
        { sid: 1, classes: '1,2', charid: '1' },
        { sid: 2, title: 'By Name', classes: 'young adult (20-26 yrs), GRAPHIC,ff/M', charid: 'Holmes, Sherlock' },
      ],
      chapters: [{ chapid: 1 }, { chapid: 2, sid: 2 }],
    },
    async (db) => {
      const names = ['Tales', 'Holmes, Sherlock', 'Young Adult (20-26 yrs), graphic', 'FF/m']
      assert.deepEqual((await tagsOf(db)).sort(), names.toSorted())
      assert.deepEqual((await tagsOf(db, 'By Name')).sort(), names.toSorted())
      const { many } = await db
        .selectFrom('tag')
        .select((eb) => eb.fn.countAll<number>().as('many'))
        .where('name', 'like', '%oung%')
        .executeTakeFirstOrThrow()
      assert.equal(many, 1)
    },
  ))

test('the same name twice in a class type, and classes of a type that is gone', () =>
  moved(
    {
      classtypes: [{ classtype_id: 1 }],
      classes: [
        { class_id: 1, class_name: 'Drama' },
        { class_id: 2, class_name: 'Drama' },
        { class_id: 3, class_type: 9, class_name: 'Lost' },
      ],
      stories: [{ classes: '2,3' }],
    },
    async (db, report) => {
      const dramas = await db.selectFrom('tag').where('name', '=', 'Drama').select('slug').orderBy('id').execute()
      assert.deepEqual(dramas, [{ slug: 'drama' }, { slug: 'drama-2' }])
      assert.deepEqual(await tagsOf(db), ['Tales', 'Drama'])
      assert.match(remarks(report, 'classes')[0]!, /"Lost" belongs to class type 9, which is gone/)
      assert.match(remarks(report, 'stories')[0]!, /class 3 in classes is gone/)
    },
  ))

test('ids in comma lists: strays, doubles, blanks, 0 and -1, and what was deleted', () =>
  moved(
    {
      categories: [{ catid: 1 }, { catid: 2, category: 'Two' }],
      stories: [{ catid: ', 2 ,1,,2,0,-1,55,' }],
    },
    async (db, report) => {
      assert.deepEqual(await tagsOf(db), ['Two', 'Tales'])
      assert.deepEqual(remarks(report, 'stories'), ['1: category 55 in catid is gone; left out'])
    },
  ))

test('a list at the width of its column: the last number is not trusted', () => {
  const dump = tinySite({
    categories: Array.from({ length: 12 }, (_, index) => ({ catid: index + 1, category: `C${index + 1}` })),
    stories: [{ catid: '1,2,12,1' }],
  })
  return moved(dump, async (db) => assert.deepEqual(await tagsOf(db), ['C1', 'C2', 'C12'])).then(() =>
    moved(
      dumpFile(
        `CREATE TABLE fanfiction_settings (sitekey varchar(50), sitename varchar(60), tableprefix varchar(10), store varchar(10));
         INSERT INTO fanfiction_settings VALUES ('w','Wide','','mysql');
         CREATE TABLE fanfiction_authors (uid int, penname varchar(200), email varchar(200), password varchar(40));
         INSERT INTO fanfiction_authors VALUES (1,'Wren','','0');
         CREATE TABLE fanfiction_categories (catid int, parentcatid int, category varchar(60));
         INSERT INTO fanfiction_categories VALUES (1,-1,'One'),(2,-1,'Two'),(12,-1,'Twelve');
         CREATE TABLE fanfiction_stories (sid int, title varchar(200), catid varchar(6), uid int, validated int, rid varchar(25));
         INSERT INTO fanfiction_stories VALUES (1,'Cut','12,2,1',1,1,'0');
         CREATE TABLE fanfiction_chapters (chapid int, sid int, uid int, title varchar(250), inorder int, storytext text, validated int);
         INSERT INTO fanfiction_chapters VALUES (1,1,1,'One',1,'Text.',1);`,
      ),
      async (db, report) => {
        assert.deepEqual(await tagsOf(db, 'Cut'), ['Twelve', 'Two'])
        assert.ok(remarks(report, 'stories').some((each) => each.includes('may be cut; left out')))
      },
    ),
  )
})

test('names instead of ids: found whatever their case, made where there are none, once', () =>
  moved(
    {
      categories: [{ catid: 1, category: 'Tales' }],
      characters: [{ charid: 1, charname: 'Mole' }],
      stories: [
        { sid: 1, catid: 'TALES', charid: 'mole,Ratty', classes: '' },
        { sid: 2, title: 'Second', catid: 'Sagas', charid: 'RATTY' },
      ],
      chapters: [{ chapid: 1 }, { chapid: 2, sid: 2 }],
    },
    async (db, report) => {
      assert.deepEqual(await tagsOf(db), ['Tales', 'Mole', 'Ratty'])
      assert.deepEqual(await tagsOf(db, 'Second'), ['Sagas', 'Ratty'])
      const rats = await db.selectFrom('tag').where('name_folded', '=', 'ratty').select('id').execute()
      assert.equal(rats.length, 1)
      assert.ok(
        report.notes.some((note) => /characters/.test(note)),
        report.notes.join('; '),
      )
    },
  ))

async function ratingOf(db: Db, title: string) {
  return db
    .selectFrom('work')
    .innerJoin('tag', 'tag.id', 'rating_id')
    .where('title', '=', title)
    .select(['name', 'tag.members_only', 'age_consent', 'warn_first'])
    .executeTakeFirstOrThrow()
}

test('ratings by number, by name, by a name that is gone, and missing: the strictest gate where it is not known', () =>
  moved(
    {
      ratings: [
        { rid: 1, rating: 'K', ratingwarning: 0 },
        { rid: 2, rating: 'Adults &amp; co', ratingwarning: 3, warningtext: 'Are you of age?' },
        { rid: 3, rating: 'Members', ratingwarning: 4 },
      ],
      stories: ['1', 'ADULTS & CO', 'Nymphaea', '0', '', '9'].map((rid, index) => ({
        sid: index + 1,
        title: `T${index + 1}`,
        rid,
      })),
      chapters: [1, 2, 3, 4, 5, 6].map((id) => ({ chapid: id, sid: id })),
    },
    async (db, report) => {
      const found = await Promise.all([1, 2, 3, 4, 5, 6].map((id) => ratingOf(db, `T${id}`)))
      assert.deepEqual(
        found.map((rating) => [rating.name, rating.members_only, rating.age_consent, rating.warn_first]),
        [
          ['K', 0, 0, 0],
          ['Adults & co', 0, 1, 1],
          ['Nymphaea', 1, 1, 1],
          ['Not rated', 1, 1, 1],
          ['Not rated', 1, 1, 1],
          ['Not rated', 1, 1, 1],
        ],
      )
      assert.equal(remarks(report, 'stories').filter((each) => each.includes('is unknown')).length, 4)
      const guest = (await anApp(db)).guest()
      assert.ok(!(await guest.get('/works')).has('T4'), 'nobody sees more than on the old site')
    },
  ))

test('a missing rating on a site without gates is open', () =>
  moved({ ratings: [{ ratingwarning: '' }], stories: [{ rid: '0' }] }, async (db) => {
    assert.deepEqual(await ratingOf(db, 'A Tiny Tale'), {
      name: 'Not rated',
      members_only: 0,
      age_consent: 0,
      warn_first: 0,
    })
  }))

test('gates: every sum from 0 to 7, empty and NULL', () =>
  moved(
    {
      ratings: [0, 1, 2, 3, 4, 5, 6, 7, '', null].map((ratingwarning, index) => ({
        rid: index + 1,
        rating: `R${index}`,
        ratingwarning,
      })),
    },
    async (db) => {
      const rows = await db.selectFrom('tag').where('name', 'like', 'R%').selectAll().orderBy('id').execute()
      assert.deepEqual(
        rows.map((row) => row.members_only * 4 + row.age_consent * 2 + row.warn_first),
        [0, 1, 2, 3, 4, 5, 6, 7, 0, 0],
      )
    },
  ))

test('a newer dump moves, renames, gates and opens tags, but not those that were edited here', () => {
  const before = {
    categories: [{ catid: 1 }, { catid: 2, category: 'Two' }, { catid: 3, parentcatid: 1, category: 'Three' }],
    characters: [{ charid: 1, catid: 1, bio: 'Old.' }],
    classtypes: [{}],
    classes: [{}],
    ratings: [{}],
    stories: [{ catid: '3' }],
  }
  return moved(before, async (db) => {
    await db.updateTable('tag').set({ name: 'My Two' }).where('name', '=', 'Two').execute()
    const guest = (await anApp(db)).guest()
    assert.ok((await guest.get('/browse/fandoms/tales')).has('A Tiny Tale'))
    const report = await again(db, {
      categories: [
        { catid: 1, category: 'Tall Tales', locked: 1 },
        { catid: 2, category: 'Two Too' },
        { catid: 3, parentcatid: 2, category: 'Three' },
      ],
      characters: [{ charid: 1, catid: 2, bio: 'New.' }],
      classtypes: [{ classtype_title: 'Kinds' }],
      classes: [{ class_name: 'Tragedy' }],
      ratings: [{ ratingwarning: 4 }],
      stories: [{ catid: '3' }],
    })
    assert.deepEqual(report.verdict.faults, [])
    assert.deepEqual(await tree(db), ['Tall Tales', 'My Two', 'My Two > Three'])
    const scopes = await db.selectFrom('tag_scope').innerJoin('tag', 'tag.id', 'fandom_id').select('name').execute()
    assert.deepEqual(scopes, [{ name: 'My Two' }])
    const names = await db
      .selectFrom('tag')
      .where('name', 'in', ['Tragedy', 'Mole'])
      .select(['name', 'description_html'])
      .orderBy('name')
      .execute()
    assert.deepEqual(names, [
      { name: 'Mole', description_html: '<p>New.</p>' },
      { name: 'Tragedy', description_html: '' },
    ])
    assert.ok(remarks(report, 'categories').some((each) => each.startsWith('2: name changed on the old site')))
    const work = await db.selectFrom('work').select('audience').executeTakeFirstOrThrow()
    assert.equal(work.audience, 1, 'the rating lets members in only, and so the work is for members')
    const below = await db
      .selectFrom('work_tag_expansion')
      .innerJoin('tag', 'tag.id', 'tag_id')
      .select('tag.name')
      .orderBy('tag.name')
      .execute()
    assert.deepEqual(
      below.map((row) => row.name).filter((name) => /T/.test(name)),
      ['My Two', 'Three'],
    )
  })
})

test('names instead of ids in recommendations too, where nothing else turns them into numbers', () =>
  moved(
    {
      classtypes: [{ classtype_title: 'Genres' }],
      classes: [{ class_name: 'Hurt, comfort' }],
      recommendations: [{ recid: 1, classes: 'hurt, COMFORT,Fluff', catid: 'tales,Array', charid: '' }],
    },
    async (db) => {
      const rows = await db
        .selectFrom('recommendation_tag')
        .innerJoin('tag', 'tag.id', 'tag_id')
        .select('name')
        .orderBy('name')
        .execute()
      assert.deepEqual(
        rows.map((row) => row.name),
        ['Fluff', 'Hurt, comfort', 'Tales'],
      )
    },
  ))

test('a class type and a class without a number come over as well as any', () =>
  moved(
    {
      classtypes: [{}, { classtype_id: null, classtype_name: '', classtype_title: 'Moods' }, { classtype_id: -4 }],
      classes: [{}, { class_id: null, class_type: 1, class_name: 'Angst' }],
    },
    async (db, { verdict }) => {
      assert.deepEqual(verdict.faults, [])
      const vocabularies = await db.selectFrom('vocabulary').select('name').where('role', '=', 'facet').execute()
      assert.deepEqual(vocabularies.map(({ name }) => name).toSorted(), ['Genres', 'Genres', 'Moods'])
      const tags = await db.selectFrom('tag').select('name').where('name', '=', 'Angst').execute()
      assert.equal(tags.length, 1)
    },
  ))
