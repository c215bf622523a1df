import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { zipOfFiles } from '../../../../test/zip.ts'
import { dumpFile, tinySite } from '../../../../test/tiny-site.ts'
import { moved } from '../../../../test/tiny-move.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'

const root = mkdtempSync(join(tmpdir(), 'fanfold-old-files-'))
after(() => rmSync(root, { recursive: true, force: true }))

let made = 0
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(root, String(++made))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

function zipWith(files: Readonly<Record<string, string>>): string {
  return dumpFile(zipOfFiles(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)])))
}

/** A site of version 1, whose folders were called by pennames. */
const ONE =
  dumpFile(`CREATE TABLE fanfiction_authors (uid int, penname varchar(200), email varchar(200), date datetime, password varchar(40));
INSERT INTO fanfiction_authors VALUES (1,'Wren O\\\\\\'Hara','w@x.example','2003-01-01 00:00:00',''),(2,'Käuzchen','f@x.example','2003-02-01 00:00:00',''),(3,'1999','n@x.example','2003-02-01 00:00:00','');
CREATE TABLE fanfiction_stories (sid int, psid int, title varchar(200), chapter varchar(200), summary text, uid int, validated int, inorder tinyint, counter int, date datetime, updated datetime);
INSERT INTO fanfiction_stories VALUES (10,10,'A Tale','Beginning','',1,1,0,1,'2003-04-01 00:00:00','2003-04-03 00:00:00'),(11,10,'A Tale','End','',1,1,1,1,'2003-04-01 00:00:00','2003-04-03 00:00:00'),(12,12,'Owls','','',2,1,0,1,'2003-04-01 00:00:00','2003-04-03 00:00:00'),(13,13,'Numbers','','',3,1,0,1,'2003-04-01 00:00:00','2003-04-03 00:00:00');
`)

async function texts(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('chapter_text').select('html').orderBy('chapter_id').execute()
  return rows.map(({ html }) => html)
}

test('the folders of version 1, called by pennames, hold the chapters', () =>
  moved(
    {
      dump: ONE,
      files: folderWith({
        "stories/Wren O'Hara/10.txt": 'First.',
        "stories/wren o'hara/11.txt": 'Second.',
        'stories/KÄUZCHEN/12.txt': 'Hoo.',
        'stories/1999/13.txt': 'Numbers.',
        'stories/Gone/99.txt': 'Deleted.',
      }),
    },
    async (db, { notes }) => {
      assert.deepEqual(await texts(db), ['<p>First.</p>', '<p>Second.</p>', '<p>Hoo.</p>', '<p>Numbers.</p>'])
      assert.match(notes.join('\n'), /1 story file belongs to no chapter: .*Gone\/99\.txt/)
      const again = await importSite(db, { keptFrom: 'efiction', now: 1_000_000_000_001 })
      assert.deepEqual(again.verdict.faults, [])
      assert.equal((await texts(db))[0], '<p>First.</p>')
    },
  ))

test('text files in folders that are called like no member are no chapters', () =>
  moved(
    {
      dump: tinySite({ settings: [{ store: 'files' }], chapters: [{ storytext: '' }] }),
      files: folderWith({ 'notes/1.txt': 'Do not publish.', '1/images/a.gif': 'GIF89a' }),
    },
    async (db, { notes }) => {
      assert.deepEqual(await texts(db), [''])
      assert.match(notes.join('\n'), /1 chapter came without a text/)
      const kept = await db.selectFrom('legacy_row').select('old_id').where('table_name', '=', 'file').execute()
      assert.deepEqual(kept, [])
    },
  ))

describe('texts whose folders were lost', () => {
  const dump = tinySite({
    settings: [{ store: 'files', storiespath: 'texte' }],
    chapters: [
      { storytext: '', uid: 7 },
      { chapid: 2, inorder: 2, storytext: '' },
    ],
  })
  for (const [where, files] of [
    ['the folder of stories', () => folderWith({ 'texte/1.txt': 'First.', 'texte/2.txt': 'Second.', 'log/3.txt': '' })],
    ['the root of a ZIP', () => zipWith({ '1.txt': 'First.', '2.txt': 'Second.' })],
    [
      'one that has some of them',
      () => folderWith({ 'stories/3/1.txt': 'First.', 'stories/1.txt': 'Older.', 'stories/2.txt': 'Second.' }),
    ],
  ] as const) {
    test(`are found by their numbers in ${where}`, () =>
      moved({ dump, files: files() }, async (db) => {
        assert.deepEqual(await texts(db), ['<p>First.</p>', '<p>Second.</p>'])
      }))
  }
})

const MESSAGES = {
  'messages/welcome.txt': '<p>Come in.</p>',
  'messages/rules.txt': 'Be kind.',
  'messages/faq.txt': 'Ask.',
  'stories/1/1.txt': 'Once.',
}

test('the words of the pages of version 2 come from their files', () =>
  moved({ dump: tinySite({ messages: [] }), files: folderWith(MESSAGES) }, async (db, { tables, notes }) => {
    const pages = await db.selectFrom('page').select(['slug', 'title']).orderBy('slug').execute()
    assert.deepEqual(pages, [
      { slug: 'faq', title: 'faq' },
      { slug: 'rules', title: 'Rules' },
    ])
    const welcome = await db.selectFrom('setting').select('value').where('name', '=', 'welcomeHtml').execute()
    assert.equal(welcome[0]?.value, '"<p>Come in.</p>"')
    assert.equal(tables.find(({ table }) => table === 'messages')?.imported, 3)
    assert.match(notes.join('\n'), /3 texts of the site lay in the folder messages, as in version 2/)
  }))

test('files of messages that an upgraded site left behind are named, and not read', () =>
  moved({ dump: tinySite({ messages: [{}] }), files: folderWith(MESSAGES) }, async (db, { notes }) => {
    const pages = await db.selectFrom('page').select('slug').execute()
    assert.deepEqual(pages, [{ slug: 'rules' }])
    assert.match(notes.join('\n'), /folder messages was not read \(faq, rules, welcome\)/)
  }))
