// Each test is named after one thing that is wrong with the members of old sites.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { anApp } from '../../../../test/client.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import { sweepAccounts } from '../../../moderation/empty-accounts.ts'
import { hashPassword } from '../../../people/password.ts'
import { parsePreferences } from '../../../people/preferences.ts'
import { moved as movedIn } from '../../../../test/tiny-move.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

const NOW = Date.UTC(2026, 10, 22)

type Tables = Readonly<Record<string, OldRows>>

const moved = (tables: Tables, use: (db: Db, report: ImportReport) => Promise<void>) =>
  movedIn({ dump: tinySite(tables) }, use)

const again = (db: Db, tables: Tables) => importSite(db, { dump: tinySite(tables), now: NOW + 1 })

const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex')

function members(db: Db) {
  return db
    .selectFrom('account')
    .innerJoin('pseud', 'pseud.account_id', 'account.id')
    .selectAll('account')
    .select(['pseud.id as pseudId', 'name', 'login_name', 'slug', 'bio_source', 'image_url'])
    .orderBy('account.id')
    .execute()
}

async function logsIn(db: Db, name: string, password: string): Promise<string | null> {
  const visitor = (await anApp(db)).guest()
  await db.deleteFrom('attempt').execute()
  await visitor.post('/login', { name, password })
  if (!visitor.cookies.has('fanfold_session')) return null
  return (await visitor.get('/account')).text('summary')
}

const remarks = (report: ImportReport, table = 'authors') =>
  report.exceptions.filter((each) => each.table === table).map((each) => `${each.row}: ${each.message}`)

test('md5 passwords, lower and upper case: the old password works once, and is hashed anew', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'Low', password: md5('sesame') },
        { uid: 2, penname: 'Up', password: md5('sesame').toUpperCase() },
      ],
    },
    async (db) => {
      for (const name of ['Low', 'Up']) {
        assert.equal(await logsIn(db, name, md5('sesame')), null, 'the md5 itself is no password')
        assert.equal(await logsIn(db, name, 'sesame'), name)
      }
      for (const { password_hash } of await members(db)) assert.match(password_hash!, /^\$argon2id/)
    },
  ))

test('passwords "0", empty, NULL and the hashes of a forum open nothing', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'Zero', password: '0' },
        { uid: 2, penname: 'Empty', password: '' },
        { uid: 3, penname: 'Null', password: null },
        { uid: 4, penname: 'Forum', password: '$H$9abcdefghijklmnopqrstuvwxyz01234', email: 'forum@x.example' },
        { uid: 5, penname: 'Sha', password: 'a'.repeat(40), email: '' },
        { uid: 6, penname: 'Nul', password: `${'a'.repeat(32)}\0`, email: '' },
      ],
    },
    async (db, report) => {
      const states = (await members(db)).map((member) => [member.name, member.state, member.password_hash])
      assert.deepEqual(states, [
        ['Zero', 'unclaimed', null],
        ['Empty', 'unclaimed', null],
        ['Null', 'unclaimed', null],
        ['Forum', 'active', null],
        ['Sha', 'unclaimed', null],
        ['Nul', 'unclaimed', null],
      ])
      for (const name of ['Zero', 'Empty', 'Null', 'Forum', 'Sha'])
        for (const password of ['0', 'password', 'a'.repeat(40)]) assert.equal(await logsIn(db, name, password), null)
      assert.ok(report.notes.some((note) => note.startsWith('3 members with a password that only another program')))
    },
  ))

test('a password beyond ASCII, hashed in Windows-1252 or UTF-8, and one that magic quotes had slashed', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'Latin', password: md5(Buffer.from('caf\xe9\x80', 'latin1')) },
        { uid: 2, penname: 'Unicode', password: md5('café€') },
        { uid: 3, penname: 'Slashed', password: md5(`it\\'s \\"me\\" \\\\o/`) },
        { uid: 4, penname: 'Plain', password: md5(`it's "me" \\o/`) },
        { uid: 5, penname: 'Both', password: md5(Buffer.from("d\\'\xe9t\xe9", 'latin1')) },
      ],
    },
    async (db) => {
      assert.equal(await logsIn(db, 'Latin', 'café€'), 'Latin')
      assert.equal(await logsIn(db, 'Unicode', 'café€'), 'Unicode')
      assert.equal(await logsIn(db, 'Slashed', `it's "me" \\o/`), 'Slashed')
      assert.equal(await logsIn(db, 'Plain', `it's "me" \\o/`), 'Plain')
      assert.equal(await logsIn(db, 'Both', "d'été"), 'Both')
      assert.equal(await logsIn(db, 'Both', "d\\'été"), null, 'hashed anew, it is what was typed')
    },
  ))

const ODD_NAMES = [
  'Éowyn d’Arc',
  "O'Neil",
  'J.R.R. Fan',
  'Bo',
  'x'.repeat(200),
  'ﷺ'.repeat(150),
  '😀🎉',
  'أمل الكاتبة',
  '月の光',
  'a@b',
  'Smith, Jane (FF/m)',
  '*~Star~*',
]

test('log-in names outside a–z0–9_ that the old site itself refused log in by name and by e-mail', () =>
  moved(
    {
      authors: ODD_NAMES.map((penname, index) => ({ uid: index + 1, penname, email: `odd${index}@x.example` })),
    },
    async (db) => {
      for (const [index, name] of ODD_NAMES.entries()) {
        assert.equal(await logsIn(db, ` ${name} `, 'password'), name)
        assert.equal(await logsIn(db, `ODD${index}@x.example`, 'password'), name)
      }
    },
  ))

test('a name of spaces, or of nothing that shows, gets one that can be typed', () =>
  moved(
    {
      authors: [
        { uid: 7, penname: '   ' },
        { uid: 8, penname: '\u200b\u200d' },
      ],
      stories: [],
      chapters: [],
    },
    async (db, report) => {
      assert.deepEqual(
        (await members(db)).map((member) => member.name),
        ['Member 7', 'Member 8'],
      )
      assert.equal(await logsIn(db, 'Member 8', 'password'), 'Member 8')
      assert.equal(remarks(report).filter((each) => each.includes('has no name that could be read')).length, 2)
    },
  ))

test('duplicate pennames differing by case, accents, trailing space, or not at all, are kept apart and reported', () =>
  moved(
    {
      authors: ['Jose', 'JOSE', 'José', 'Jose ', 'Jose'].map((penname, index) => ({
        uid: index + 1,
        penname,
        email: `jose${index}@x.example`,
        password: md5(`password ${index}`),
      })),
    },
    async (db, report) => {
      const all = await members(db)
      assert.deepEqual(
        all.map((member) => member.login_name),
        ['jose', 'jose~2', 'josé', 'jose~3', 'jose~4'],
      )
      assert.equal(new Set(all.map((member) => member.slug)).size, 5)
      assert.equal(remarks(report).filter((each) => each.includes('is the name of another account')).length, 3)
      for (const [index, { id }] of all.entries()) {
        await db.deleteFrom('session').execute()
        assert.notEqual(await logsIn(db, 'jose', `password ${index}`), null, `the password tells which: ${index}`)
        const [session] = await db.selectFrom('session').select('account_id').execute()
        assert.equal(session!.account_id, id)
      }
    },
  ))

test('a shared e-mail address opens the account whose password it is, and asks when it is the one of several', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'One', email: 'shared@x.example', password: md5('one one') },
        { uid: 2, penname: 'Two', email: 'shared@x.example', password: md5('same') },
        { uid: 3, penname: 'Three', email: 'Shared@x.example', password: md5('same') },
      ],
    },
    async (db) => {
      assert.equal(await logsIn(db, 'shared@x.example', 'one one'), 'One')
      const visitor = (await anApp(db)).guest()
      const page = await visitor.post('/login', { name: 'shared@x.example', password: 'same' })
      assert.equal(page.status, 422)
      assert.match(page.text('.error'), /Several accounts fit.*“two”, “three”/)
      assert.equal(visitor.cookies.has('fanfold_session'), false)
      assert.equal(await logsIn(db, 'three', 'same'), 'Three')
      assert.equal((await members(db)).length, 3)
    },
  ))

test('empty e-mails stay empty, spaces within are taken out, and none is invented', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'None', email: '' },
        { uid: 2, penname: 'Null', email: null },
        { uid: 3, penname: 'Spaced', email: ' sp aced@x.example ' },
        { uid: 4, penname: 'Words', email: 'ask me' },
      ],
    },
    async (db, report) => {
      assert.deepEqual(
        (await members(db)).map((member) => member.email),
        [null, null, 'spaced@x.example', 'askme'],
      )
      assert.ok(report.notes.some((note) => note.startsWith('2 members without an e-mail address')))
      assert.ok(remarks(report).some((each) => each === '4: "askme" is no e-mail address; it was kept as it is'))
    },
  ))

test('admin-created authors without log-in wait unclaimed, and say so on their page', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'Zine Writer', admincreated: 1, password: '0', email: '' },
        { uid: 2, penname: 'Released', admincreated: 1 },
      ],
    },
    async (db, report) => {
      const [first, second] = await members(db)
      assert.deepEqual([first!.state, second!.state], ['unclaimed', 'active'])
      const guest = (await anApp(db)).guest()
      assert.notEqual((await guest.get(`/authors/${first!.slug}`)).link('Claim this name'), null)
      assert.equal((await guest.get(`/authors/${second!.slug}`)).link('Claim this name'), null)
      assert.ok(report.notes.some((note) => note.startsWith('1 member cannot log in and can be claimed')))
    },
  ))

test('levels, locks, trust and per-category rights are what they were, and nobody gains any', () =>
  moved(
    {
      categories: [{ catid: 1 }, { catid: 2, category: 'Other' }],
      authors: [-1, 0, 1, 2, 3, 3, 3, 4].map((_, index) => ({ uid: index + 1, penname: `M${index + 1}` })),
      authorprefs: [
        { uid: 1, level: -1 },
        { uid: 2, level: 0, validated: 1 },
        { uid: 3, level: 1 },
        { uid: 4, level: 2 },
        { uid: 5, level: 3, categories: '2,99', contact: 1 },
        { uid: 6, level: 3, categories: '0' },
        { uid: 7, level: 3, categories: '98,99' },
        { uid: 8, level: 4 },
      ],
    },
    async (db, report) => {
      const all = await members(db)
      assert.deepEqual(
        all.map((member) => [member.role, member.state, member.trusted]),
        [
          ['member', 'locked', 0],
          ['member', 'active', 1],
          ['admin', 'active', 1],
          ['admin', 'active', 1],
          ['moderator', 'active', 1],
          ['moderator', 'active', 1],
          ['member', 'active', 1],
          ['member', 'active', 1],
        ],
      )
      const scopes = await db
        .selectFrom('moderator_scope')
        .innerJoin('tag', 'tag.id', 'moderator_scope.tag_id')
        .select(['account_id', 'name'])
        .execute()
      assert.deepEqual(scopes, [{ account_id: all[4]!.id, name: 'Other' }])
      assert.equal(parsePreferences(all[4]!.preferences).mailAboutSubmissions, true)
      assert.ok(remarks(report).some((each) => each.startsWith('7: moderated only categories that no longer exist')))
      assert.equal(await logsIn(db, 'M1', 'password'), null)
    },
  ))

test('rights that an installer left under number 0 are nobody’s, not even a member’s whose number is lost', () =>
  moved(
    {
      authors: [{}, { uid: 0, penname: 'Nobody' }, { uid: null, penname: 'Lost' }],
      authorprefs: [{}, { uid: 0, level: 1 }],
    },
    async (db, report) => {
      assert.deepEqual(
        (await members(db)).map(({ role, trusted }) => `${role} ${trusted}`),
        ['member 0', 'member 0', 'member 0'],
      )
      assert.deepEqual(remarks(report, 'authorprefs'), ['0: preferences of a member who does not exist'])
      assert.deepEqual(report.verdict.faults, [])
    },
  ))

test('NULL, empty, "0" and 0 are one no, in every preference', () =>
  moved(
    {
      authors: [1, 2, 3, 4].map((uid) => ({ uid, penname: `P${uid}` })),
      authorprefs: [null, '', '0', 0].map((no, index) => ({
        uid: index + 1,
        newreviews: no,
        newrespond: no,
        alertson: no,
        ageconsent: no,
        storyindex: no,
        sortby: no,
        validated: no,
        level: no,
        contact: no,
        userskin: '',
      })),
    },
    async (db) => {
      const all = await members(db)
      assert.equal(new Set(all.map((member) => member.preferences)).size, 1)
      assert.deepEqual(parsePreferences(all[0]!.preferences), {
        ageConsent: false,
        mailAboutReviews: false,
        mailAboutReplies: false,
        mailAboutUpdates: false,
        mailAboutSubmissions: false,
        contentsFirst: false,
        hideDropped: false,
        hideFinished: false,
        onlyLanguages: [],
        history: 'kept',
        look: {},
        sortBy: 'title',
      })
      assert.deepEqual(new Set(all.map((member) => `${member.role} ${member.trusted}`)), new Set(['member 0']))
    },
  ))

test('a missing preferences row is no trouble; those of nobody are kept aside; skins are told of once', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'With' },
        { uid: 2, penname: 'Without' },
      ],
      authorprefs: [
        { uid: 1, userskin: 'Midnight' },
        { uid: 0, userskin: 'Ghost' },
        { uid: 77, level: 1 },
      ],
    },
    async (db, report) => {
      assert.equal((await members(db)).length, 2)
      const table = report.tables.find((each) => each.table === 'authorprefs')!
      assert.deepEqual([table.read, table.merged, table.keptAside], [3, 1, 2])
      assert.equal(remarks(report, 'authorprefs').filter((each) => each.includes('skin')).length, 1)
    },
  ))

test('children and age: a claim of age comes over as a preference, where the site asked for one', async () => {
  const tables = (agestatement: number) => ({ settings: [{ agestatement }], authorprefs: [{ uid: 1, ageconsent: 1 }] })
  for (const asks of [1, 0]) {
    await moved(tables(asks), async (db) => {
      const [member] = await members(db)
      assert.equal(parsePreferences(member!.preferences).ageConsent, asks === 1)
    })
  }
})

test('sites of 2.x keep preferences and levels in the member’s own row', () =>
  moved(
    {
      authorprefs: [],
      authors: [
        { uid: 1, penname: 'Old Admin', level: 1, newreviews: 1, validated: 0, ageconsent: 0, contact: 0 },
        { uid: 2, penname: 'Old Hand', level: 0, newreviews: 0, validated: 1, ageconsent: 0, contact: 0 },
      ],
    },
    async (db) => {
      const [admin, hand] = await members(db)
      assert.deepEqual([admin!.role, hand!.role, hand!.trusted], ['admin', 'member', 1])
      assert.equal(parsePreferences(hand!.preferences).mailAboutReviews, false)
    },
  ))

test('bridged members and stories without author: authors are made from what reviews call them, and wait', () =>
  moved(
    {
      authors: [{ uid: 1 }],
      stories: [
        { sid: 1, uid: 5 },
        { sid: 2, uid: 6 },
      ],
      chapters: [
        { chapid: 1, sid: 1, uid: 5 },
        { chapid: 2, sid: 2, uid: 6 },
      ],
      reviews: [{ reviewid: 1, uid: 5, reviewer: 'Bridget' }],
    },
    async (db) => {
      const made = (await members(db)).filter((member) => member.state === 'unclaimed')
      assert.deepEqual(
        made.map((member) => member.name),
        ['Bridget', 'Former member 6'],
      )
      const posted = await db.selectFrom('work').where('posted_at', 'is not', null).select('id').execute()
      assert.deepEqual(posted, [], 'the old site did not show them')
    },
  ))

test('zero dates and 1970: unknown, and sorted beside their neighbours', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'First', date: '2003-01-01 00:00:00' },
        { uid: 2, penname: 'Zero', date: '0000-00-00 00:00:00' },
        { uid: 3, penname: 'Nil', date: 0 },
        { uid: 4, penname: 'Last', date: '2005-01-01 00:00:00' },
      ],
    },
    async (db) => {
      const joined = (await members(db)).map((member) => new Date(member.joined_at).getUTCFullYear())
      assert.deepEqual(joined, [2003, 2003, 2003, 2005])
    },
  ))

test('members of whom only their works are left did not join on the day of the move', () =>
  moved(
    {
      authors: [
        { uid: 2, penname: 'Second', date: '2003-01-01 00:00:00' },
        { uid: 5, penname: 'Fifth', date: '2005-01-01 00:00:00' },
      ],
      stories: [9, 1, 3].map((uid) => ({ sid: uid, uid })),
      chapters: [9, 1, 3].map((uid) => ({ chapid: uid, sid: uid, uid })),
    },
    async (db) => {
      const joined = (await members(db)).map(({ name, joined_at }) => [name, new Date(joined_at).getUTCFullYear()])
      assert.deepEqual(Object.fromEntries(joined), {
        Second: 2003,
        Fifth: 2005,
        'Former member 1': 2003,
        'Former member 3': 2003,
        'Former member 9': 2005,
      })
    },
  ))

test('a newer dump changes what was not touched here, and nothing else', () =>
  moved(
    {
      categories: [{ catid: 1 }, { catid: 2, category: 'Other' }],
      authors: [
        { uid: 1, penname: 'Untouched', bio: 'Old words.' },
        { uid: 2, penname: 'Touched', bio: 'Old words.', email: 'old@x.example' },
        { uid: 3, penname: 'Silent', password: '0' },
      ],
      authorprefs: [{ uid: 1, newreviews: 0, level: 3, categories: '1' }, { uid: 2, newreviews: 0 }, { uid: 3 }],
    },
    async (db) => {
      const [, touched] = await members(db)
      await db.updateTable('pseud').set({ bio_source: 'My own.' }).where('id', '=', touched!.pseudId).execute()
      await db.updateTable('account').set({ role: 'owner' }).where('id', '=', touched!.id).execute()
      const report = await again(db, {
        categories: [{ catid: 1 }, { catid: 2, category: 'Other' }],
        authors: [
          {
            uid: 1,
            penname: 'Renamed',
            bio: 'New <b>words</b>.',
            realname: 'R. Name',
            image: 'http://x.example/i.png',
          },
          { uid: 2, penname: 'Touched', bio: 'New words.', email: 'new@x.example' },
          { uid: 3, penname: 'Silent', password: md5('spoken') },
        ],
        authorprefs: [
          { uid: 1, newreviews: 1, level: 3, categories: '2' },
          { uid: 2, newreviews: 0, level: -1 },
          { uid: 3 },
        ],
      })
      const [one, two, three] = await members(db)
      assert.deepEqual(
        [one!.name, one!.login_name, one!.slug, one!.bio_source, one!.real_name, one!.image_url],
        ['Renamed', 'renamed', 'untouched', 'New <b>words</b>.', 'R. Name', 'http://x.example/i.png'],
      )
      assert.equal(parsePreferences(one!.preferences).mailAboutReviews, true)
      const scopes = await db
        .selectFrom('moderator_scope')
        .innerJoin('tag', 'tag.id', 'tag_id')
        .select(['account_id', 'name'])
        .execute()
      assert.deepEqual(scopes, [{ account_id: one!.id, name: 'Other' }])
      assert.deepEqual([two!.bio_source, two!.email, two!.role], ['My own.', 'new@x.example', 'owner'])
      assert.equal(three!.state, 'active')
      assert.equal(await logsIn(db, 'Silent', 'spoken'), 'Silent')
      assert.equal(await logsIn(db, 'renamed', 'password'), 'Renamed')
      assert.ok(remarks(report).some((each) => each.startsWith('2: bio changed on the old site')))
    },
  ))

test('a password changed on the old site counts, until its member has logged in or chosen another here', () =>
  moved(
    {
      authors: ['Away', 'Here', 'Own'].map((penname, index) => ({
        uid: index + 1,
        penname,
        email: `${penname}@x.example`,
        password: md5('first'),
      })),
    },
    async (db) => {
      assert.equal(await logsIn(db, 'Here', 'first'), 'Here')
      await db
        .updateTable('account')
        .set({ password_hash: await hashPassword('my own choice') })
        .where('email', '=', 'Own@x.example')
        .execute()
      const report = await again(db, {
        authors: ['Away', 'Here', 'Own'].map((penname, index) => ({
          uid: index + 1,
          penname,
          email: `${penname}@x.example`,
          password: md5('second'),
        })),
      })
      assert.equal(await logsIn(db, 'Away', 'first'), null)
      assert.equal(await logsIn(db, 'Away', 'second'), 'Away')
      assert.equal(await logsIn(db, 'Here', 'second'), null)
      assert.equal(await logsIn(db, 'Here', 'first'), 'Here')
      assert.equal(await logsIn(db, 'Own', 'my own choice'), 'Own')
      assert.ok(report.notes.some((note) => note.startsWith('1 member had chosen a new password')))
    },
  ))

test('private data: no password, in whatever shape, lies among what an import keeps', () =>
  moved({ authors: [{ uid: 1, password: md5('hunter22') }] }, async (db) => {
    const row = await db.selectFrom('legacy_id').where('kind', '=', 'member').selectAll().executeTakeFirstOrThrow()
    const before = row.fingerprint
    await again(db, { authors: [{ uid: 1, password: md5('hunter23') }] })
    const after = await db.selectFrom('legacy_id').where('kind', '=', 'member').selectAll().executeTakeFirstOrThrow()
    assert.equal(after.fingerprint, before, 'the fingerprint of a member does not depend on the password')
    assert.doesNotMatch(row.written ?? '', /password/)
    const settings = await db.selectFrom('setting').where('name', 'like', 'import.passwords%').selectAll().execute()
    assert.deepEqual(settings, [], 'a hash of one or two passwords could be guessed')
  }))

test('a name that joined an account of its member’s own is never given the old site’s rights', () =>
  moved(
    {
      authors: [
        { uid: 1, penname: 'Own' },
        { uid: 2, penname: 'Former', password: '0', email: 'f@x.example' },
      ],
      authorprefs: [],
    },
    async (db) => {
      const [own, former] = await members(db)
      await db
        .updateTable('pseud')
        .set({ account_id: own!.id, is_default: 0 })
        .where('id', '=', former!.pseudId)
        .execute()
      const claim = {
        pseud_id: former!.pseudId,
        account_id: own!.id,
        email: null,
        reason: 'Me.',
        state: 'joined' as const,
      }
      await db
        .insertInto('claim')
        .values({ ...claim, decided_by: null, decided_at: NOW, created_at: NOW })
        .execute()
      await again(db, {
        authors: [
          { uid: 1, penname: 'Own' },
          { uid: 2, penname: 'Former', password: md5('theirs'), email: 'thief@x.example', bio: 'New.' },
        ],
        authorprefs: [{ uid: 2, level: 1 }],
      })
      const account = await db.selectFrom('account').where('id', '=', own!.id).selectAll().executeTakeFirstOrThrow()
      assert.deepEqual([account.role, account.email], ['member', own!.email])
      assert.equal(await logsIn(db, 'Former', 'theirs'), null)
      const pseud = await db.selectFrom('pseud').where('id', '=', former!.pseudId).selectAll().executeTakeFirstOrThrow()
      assert.equal(pseud.bio_source, 'New.', 'what is the name’s own may still change')
    },
  ))

test('spam accounts deleted here stay deleted, unless a newer dump shows that somebody was there', () =>
  moved({ authors: [{ uid: 1 }, { uid: 2, penname: 'Robot' }, { uid: 3, penname: 'Sleeper' }] }, async (db) => {
    const all = await members(db)
    const owner = { kind: 'member' as const, accountId: all[0]!.id, pseudId: 0, name: '', slug: '' }
    const admin = { ...owner, role: 'owner' as const, trusted: true, ageConsent: false, acceptedWarnings: [] }
    const preferences = parsePreferences('{}')
    await db.updateTable('account').set({ role: 'owner' }).where('id', '=', all[0]!.id).execute()
    const ids = all.map((member) => member.id)
    assert.equal(await sweepAccounts(db, { ...admin, preferences }, { ids, deed: 'delete' }, NOW), 2)
    const authors = [{ uid: 1 }, { uid: 2, penname: 'Robot', bio: 'Buy!' }, { uid: 3, penname: 'Sleeper' }]
    const stories = [{ sid: 1 }, { sid: 2, uid: 3, title: 'Awake' }]
    const chapters = [{ chapid: 1 }, { chapid: 2, sid: 2, uid: 3 }]
    for (let runs = 0; runs < 2; runs++) {
      const report = await again(db, { authors, stories, chapters })
      assert.deepEqual(report.verdict.faults, [])
      assert.deepEqual(
        (await members(db)).map((member) => member.name),
        ['Wren', 'Sleeper'],
      )
      assert.ok(remarks(report).some((each) => each.startsWith('2: the account was deleted here')))
    }
  }))
