import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Db } from '../../../store/database.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { dumpFile, tinySite } from '../../../../test/tiny-site.ts'
import { importSite } from '../import-site.ts'

const NOW = Date.UTC(2026, 10, 22)
const MD5 = '5f4dcc3b5aa765d61d8327deb882cf99'

/** A site whose members are elsewhere: 7 wrote its story, 9 a review, 8 is known only as a favourite's owner. */
const SITE = tinySite({
  stories: [{ uid: 7 }],
  chapters: [{ uid: 7 }],
  reviews: [
    { reviewid: 1, uid: 9, reviewer: 'Finch' },
    { reviewid: 2, uid: 9, reviewer: 'Goldfinch' },
    { reviewid: 3, uid: 0, reviewer: 'A guest' },
  ],
  favorites: [{ uid: 8, item: 1 }],
  authorprefs: [],
})

async function membersAfter(
  ...parts: string[]
): Promise<{ members: string[]; notes: string; db: Db; close: () => Promise<void> }> {
  const { db, close } = await openTestDatabase()
  const withoutMembers = dumpFile(readWithout(SITE), ...parts)
  const report = await importSite(db, { dump: withoutMembers, now: NOW })
  assert.deepEqual(report.verdict.faults, [])
  const rows = await db
    .selectFrom('legacy_id')
    .innerJoin('pseud', 'pseud.id', 'legacy_id.new_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('kind', '=', 'member')
    .select(['old_id', 'name', 'email', 'state', 'joined_at'])
    .orderBy('old_id')
    .execute()
  const members = rows.map(({ old_id, name, email, state }) => `${old_id} ${name} ${email ?? '-'} ${state}`)
  return { members, notes: report.notes.join('\n'), db, close }
}

function readWithout(path: string): Buffer {
  const text = readFileSync(path, 'latin1')
  return Buffer.from(text.replace(/CREATE TABLE `fanfiction_authors`[^]*?(?=CREATE TABLE)/, ''), 'latin1')
}

describe('a site that has no members of its own', () => {
  test('gets them from what they left on it, waiting to be claimed', async () => {
    const { members, notes, db, close } = await membersAfter()
    assert.deepEqual(members, ['7 Member 7 - unclaimed', '8 Member 8 - unclaimed', '9 Goldfinch - unclaimed'])
    assert.match(notes, /no table of members: 3 were made from what they left on the site, 1 of them with the names/)
    const works = await db.selectFrom('work').select(['title', 'posted_at']).execute()
    assert.deepEqual(
      works.map(({ title, posted_at }) => [title, posted_at !== null]),
      [['A Tiny Tale', true]],
    )
    await close()
  })

  const FORUMS: [string, string, string][] = [
    [
      'SMF 2',
      `CREATE TABLE smf_members (id_member int, member_name text, real_name text, date_registered int, email_address text, passwd text);
INSERT INTO smf_members VALUES (7,'wren','Wren',1104634800,'w@x.example','${MD5.repeat(2).slice(0, 40)}'),(9,'finch','Finch',1104634801,'f@x.example',''),(10,'spam','',1,'','x');`,
      '7 wren w@x.example active',
    ],
    [
      'SMF 1',
      `CREATE TABLE smf_members (ID_MEMBER int, memberName text, realName text, dateRegistered int, emailAddress text, passwd text);
INSERT INTO smf_members VALUES (7,'wren','Wren',1104634800,'w@x.example','${MD5}'),(9,'finch','Finch',1104634801,'f@x.example','');`,
      '7 wren w@x.example active',
    ],
    [
      'phpBB',
      `CREATE TABLE phpbb_users (user_id int, username text, user_email text, user_regdate int, user_password text, user_website text);
INSERT INTO phpbb_users VALUES (7,'wren','w@x.example',1104634800,'${MD5}','http://w.example'),(9,'finch','f@x.example',1104634801,'','');`,
      '7 wren w@x.example active',
    ],
    [
      'PHP-Fusion',
      `CREATE TABLE fusion_users (user_id int, user_name text, user_email text, user_joined int, user_password text);
INSERT INTO fusion_users VALUES (7,'wren','w@x.example',1104634800,'${MD5}'),(9,'finch','f@x.example',1104634801,'');`,
      '7 wren w@x.example active',
    ],
  ]
  for (const [forum, table, first] of FORUMS) {
    test(`gets those of its forum, ${forum}, who left a trace`, async () => {
      const { members, notes, db, close } = await membersAfter(table)
      assert.deepEqual(members, [first, '8 Member 8 - unclaimed', '9 finch f@x.example unclaimed'])
      assert.match(notes, /were found in \w+ of the forum/)
      const joined = await db
        .selectFrom('account')
        .select('joined_at')
        .where('email', '=', 'w@x.example')
        .executeTakeFirst()
      assert.equal(joined?.joined_at, 1104634800000)
      const kept = await db
        .selectFrom('account')
        .select('password_hash')
        .where('email', '=', 'w@x.example')
        .executeTakeFirst()
      assert.equal(kept?.password_hash?.startsWith('md5-') ?? false, forum === 'phpBB')
      await close()
    })
  }

  test('does not take those of a forum that knows none of its authors', async () => {
    const { members, notes, close } = await membersAfter(
      "CREATE TABLE phpbb_users (user_id int, username text, user_email text);\nINSERT INTO phpbb_users VALUES (1,'Anonymous','');",
    )
    assert.equal(members[0], '7 Member 7 - unclaimed')
    assert.match(notes, /no table of members/)
    await close()
  })

  test('shares those of the other site that knows its authors', async () => {
    const authors = (prefix: string, uid: number, name: string) =>
      `CREATE TABLE ${prefix}fanfiction_authors (uid int, penname text, email text, date datetime, password text);\nINSERT INTO ${prefix}fanfiction_authors VALUES (${uid},'${name}','a@x.example','2004-01-01 00:00:00','${MD5}');`
    const { members, notes, close } = await membersAfter(authors('a_', 7, 'Wren'), authors('b_', 70, 'Else'))
    assert.equal(members[0], '7 Wren a@x.example active')
    assert.match(notes, /those of a_fanfiction_authors are taken/)
    await close()
  })
})
