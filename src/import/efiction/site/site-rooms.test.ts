import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { EFICTION_DATA, hashOf, readTruth } from '../../../../test/efiction-truth.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import { changeSettings, readSettings } from '../../../site/settings.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'

const NOW = Date.UTC(2026, 10, 22)

// Asked for outside of a test, the folder of the dumps stays until the last one.
tinySite()

async function moved(tables: Readonly<Record<string, OldRows>>, use: (site: Moved) => Promise<void>): Promise<void> {
  const { db, close } = await openTestDatabase()
  try {
    const importAgain = async (tables: Readonly<Record<string, OldRows>>) => {
      const report = await importSite(db, { dump: tinySite(tables), now: NOW })
      assert.deepEqual(report.verdict.faults, [])
      return report.exceptions.map(({ table, row, outcome, message }) => `${table} ${row} ${outcome}: ${message}`)
    }
    await use({ db, said: await importAgain(tables), importAgain })
  } finally {
    await close()
  }
}

interface Moved {
  db: Db
  /** Every line of the report. */
  said: string[]
  importAgain: (tables: Readonly<Record<string, OldRows>>) => Promise<string[]>
}

function says(said: readonly string[], start: string): string {
  const found = said.find((line) => line.startsWith(start))
  assert.ok(found, `${start} in\n${said.join('\n')}`)
  return found
}

for (const name of ['a', 'b'] as const) {
  test(`every news item, comment, page, poll and profile value of site ${name} comes over`, async () => {
    const { db, close } = await openTestDatabase()
    const truth = readTruth(name) as unknown as Whole
    await importSite(db, { dump: `${EFICTION_DATA}site-${name}.sql.gz`, now: NOW })
    const ids = new Map(
      (await db.selectFrom('legacy_id').selectAll().execute()).map((row) => [`${row.kind} ${row.old_id}`, row.new_id]),
    )
    const newsRows = await db.selectFrom('news').selectAll().execute()
    for (const { nid, author, time, title, story_sha256 } of truth.news) {
      const news = newsRows.find(({ id }) => id === ids.get(`news ${nid}`))!
      assert.deepEqual([news.title, news.author_name, news.posted_at], [title, author, time * 1000])
      assert.equal(hashOf(news.body_html), story_sha256, title)
      assert.notEqual(news.pseud_id, null)
    }
    const comments = await db.selectFrom('news_comment').selectAll().execute()
    assert.equal(comments.length, truth.news_comments.length)
    for (const { cid, uid, nid, time, comment_sha256 } of truth.news_comments) {
      const comment = comments.find(({ id }) => id === ids.get(`news_comment ${cid}`))!
      assert.equal(comment.news_id, ids.get(`news ${nid}`))
      assert.equal(comment.pseud_id, ids.get(`member ${uid}`) ?? null)
      assert.equal(comment.posted_at, time * 1000)
      assert.equal(hashOf(comment.body_html), comment_sha256)
    }
    const options = await db.selectFrom('poll_option').selectAll().orderBy('position').execute()
    for (const { poll_id, options: labels, results } of truth.polls) {
      const own = options.filter((option) => option.poll_id === ids.get(`poll ${poll_id}`))
      assert.deepEqual(
        own.map(({ label }) => label),
        labels,
      )
      if (results)
        assert.deepEqual(
          own.map(({ counted }) => counted),
          results,
        )
    }
    const values = await db.selectFrom('profile_value').selectAll().execute()
    assert.equal(values.length, truth.profile_values.length)
    for (const { uid, field, info } of truth.profile_values) {
      const value = values.find(({ id }) => id === ids.get(`profile_value ${uid}/${field}`))!
      assert.equal(value.value, info)
    }
    const counted = async (table: 'shout' | 'audit_entry' | 'poll_vote') =>
      (
        await db
          .selectFrom(table as 'shout')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    assert.equal(await counted('shout'), truth.counts.shouts)
    assert.equal(await counted('audit_entry'), truth.counts.log)
    assert.equal(await counted('poll_vote'), truth.counts.poll_votes)
    await close()
  })
}

interface Whole {
  counts: Record<string, number>
  news: { nid: number; author: string; time: number; title: string; story_sha256: string }[]
  news_comments: { cid: number; nid: number; uid: number; time: number; comment_sha256: string }[]
  polls: { poll_id: number; options: string[]; results: number[] | null }[]
  profile_values: { uid: number; field: number; info: string }[]
}

test('news by somebody who is no member keeps the name, and comments of the departed keep their words', () =>
  moved(
    {
      news: [{ nid: 1 }, { nid: 2, author: 'Long Gone', time: '0000-00-00 00:00:00' }],
      comments: [
        { cid: 1 },
        { cid: 2, uid: 0, comment: 'Bye.' },
        { cid: 3, uid: 77 },
        { cid: 4, nid: 99, comment: 'Of nothing.' },
      ],
    },
    async ({ db, said }) => {
      const news = await db.selectFrom('news').selectAll().orderBy('id').execute()
      assert.deepEqual(
        news.map(({ author_name, pseud_id }) => [author_name, pseud_id !== null]),
        [
          ['Wren', true],
          ['Long Gone', false],
        ],
      )
      // A zero date: when the one before was written.
      assert.equal(news[1]!.posted_at, news[0]!.posted_at)
      const comments = await db.selectFrom('news_comment').selectAll().orderBy('id').execute()
      assert.deepEqual(
        comments.map(({ pseud_id, guest_name }) => [pseud_id !== null, guest_name]),
        [
          [true, null],
          [false, ''],
          [false, ''],
        ],
      )
      says(said, 'comments 4 kept aside: it is about news 99')
      says(said, 'comments 3 imported: member 77 is gone')
    },
  ))

test('the names of members stand beside comments of 2.x', () =>
  moved(
    {
      news: [{}],
      comments: [
        { cid: 1, uid: null, uname: 'WREN' },
        { cid: 2, uid: null, uname: 'Passer-by' },
      ],
    },
    async ({ db }) => {
      const comments = await db.selectFrom('news_comment').selectAll().orderBy('id').execute()
      assert.deepEqual(
        comments.map(({ pseud_id, guest_name }) => [pseud_id !== null, guest_name]),
        [
          [true, null],
          [false, 'Passer-by'],
        ],
      )
    },
  ))

test('built-in messages find their places, and every other message becomes a page', () =>
  moved(
    {
      messages: [
        { message_id: 1, message_name: 'welcome', message_text: '<p>Come in.</p>' },
        { message_id: 2, message_name: 'copyright', message_text: 'All ours.' },
        { message_id: 3, message_name: 'printercopyright', message_text: 'Printed here.' },
        { message_id: 4, message_name: 'tos', message_title: 'Terms', message_text: 'Behave.' },
        { message_id: 5, message_name: 'nothankyou', message_text: '<p>Dear {author},</p><p>{storytitle} no.</p>' },
        { message_id: 6, message_name: 'maintenance', message_text: 'Back soon.' },
        { message_id: 7, message_name: 'Our Staff!', message_title: "Who's Who", message_text: '<h3>Us</h3>' },
        { message_id: 8, message_name: 'our staff', message_title: 'Twin', message_text: 'Again.' },
        { message_id: 9, message_name: 'tinyMCE', message_text: 'theme: x' },
        { message_id: 10, message_name: 'rules', message_text: 'Be kind.' },
      ],
    },
    async ({ db, said }) => {
      const settings = await readSettings(db)
      assert.equal(settings.welcomeHtml, '<p>Come in.</p>')
      assert.equal(settings.footerHtml, '<p>All ours.</p>')
      assert.equal(settings.printHtml, '<p>Printed here.</p>')
      assert.equal(settings.closedHtml, '<p>Back soon.</p>')
      assert.equal(settings.submissionRulesHtml, '<p>Be kind.</p>')
      assert.equal(settings.returnLetter, 'Dear {author},\n{title} no.')
      assert.equal(settings.visitors, 'everybody')
      const pages = await db.selectFrom('page').select(['slug', 'title', 'body_html']).orderBy('id').execute()
      assert.deepEqual(
        pages.map(({ slug, title }) => [slug, title]),
        [
          ['tos', 'Terms'],
          ['our-staff', "Who's Who"],
          ['our-staff-2', 'Twin'],
          ['rules', 'Rules'],
        ],
      )
      says(said, 'messages 9 kept aside')
      says(said, 'messages 8 imported: another page is called')
    },
  ))

test('program text in a page never runs and never shows', () =>
  moved(
    {
      messages: [
        {
          message_id: 1,
          message_name: 'stats',
          message_text: '<p>Before</p><?php $x = "<b>secret</b>"; if ($x > 1) echo "gone"; ?><p>After</p>',
        },
        { message_id: 2, message_name: 'closing', message_text: '$a = 1; echo "gone > here"; ?><p>Words</p>' },
        { message_id: 3, message_name: 'open', message_text: '<p>Words</p><? echo "a > gone"' },
      ],
    },
    async ({ db, said }) => {
      const pages = await db.selectFrom('page').selectAll().orderBy('id').execute()
      assert.deepEqual(
        pages.map(({ body_html }) => body_html.replaceAll('\n', '')),
        ['<p>Before</p><p>After</p>', '<p>Words</p>', '<p>Words</p>'],
      )
      for (const { code, body_source } of pages) {
        assert.match(code, /gone/)
        assert.doesNotMatch(body_source, /gone/)
      }
      says(said, 'messages 1 imported: "stats" had')
    },
  ))

test('links of the old menu stay, those that every archive has are not doubled', () =>
  moved(
    {
      pagelinks: [
        { link_id: 1, link_name: 'home', link_text: 'Home', link_url: 'index.php' },
        { link_id: 2, link_name: 'login', link_text: 'Come In', link_url: 'user.php?action=login' },
        { link_id: 3, link_name: 'register', link_text: '<b>Join!</b>', link_url: 'user.php?action=newaccount' },
        { link_id: 4, link_name: 'rules', link_text: '<b>Our</b> Rules', link_url: 'viewpage.php?page=rules' },
        {
          link_id: 5,
          link_name: 'own',
          link_text: 'Own',
          link_url: 'http://www.tiny.example/archive/viewpage.php?page=x',
        },
        {
          link_id: 6,
          link_name: 'pic',
          link_text: '<img src="a.gif" alt="Our board">',
          link_url: 'http://board.example/?a=1&amp;b=2',
          link_target: '1',
        },
        { link_id: 7, link_name: 'bad', link_text: 'Bad', link_url: 'java\tscript:alert(1)' },
        { link_id: 9, link_name: 'odd', link_text: 'Odd', link_url: '\\\\odd.example/x' },
        { link_id: 8, link_name: 'staff', link_text: 'Staff', link_url: 'viewpage.php?page=staff', link_access: 2 },
      ],
    },
    async ({ db, said }) => {
      const links = await db.selectFrom('menu_link').selectAll().orderBy('position').execute()
      assert.deepEqual(
        links.map(({ label, address, new_window, shown_to }) => [label, address, new_window, shown_to]),
        [
          ['Our Rules', '/viewpage.php?page=rules', 0, 'everybody'],
          ['Own', '/archive/viewpage.php?page=x', 0, 'everybody'],
          ['Our board', 'http://board.example/?a=1&b=2', 1, 'everybody'],
          ['Staff', '/viewpage.php?page=staff', 0, 'moderators'],
          ['Odd', '/odd.example/x', 0, 'everybody'],
        ],
      )
      for (const id of [1, 2, 3]) says(said, `pagelinks ${id} merged`)
      says(said, 'pagelinks 7 kept aside')
      const { logInWords, registerWords } = await readSettings(db)
      assert.deepEqual([logInWords, registerWords], ['Come In', 'Join!'])
    },
  ))

test('a closed poll keeps its totals, and votes of vanished members count', () =>
  moved(
    {
      poll: [
        {
          poll_id: 1,
          poll_question: 'Which?',
          poll_opts: 'A|#|B &amp; C|#|',
          poll_results: '3#0#2',
          poll_end: '2004-02-02 00:00:00',
        },
        { poll_id: 2, poll_question: 'Open?', poll_opts: 'Yes|#|No' },
        {
          poll_id: 3,
          poll_question: 'Undated?',
          poll_opts: 'X|#|Y',
          poll_start: '0000-00-00 00:00:00',
          poll_results: '1#',
        },
      ],
      poll_votes: [
        { vote_id: 1, vote_user: 1, vote_opt: 2, vote_poll: 2 },
        { vote_id: 2, vote_user: 77, vote_opt: 2, vote_poll: 2 },
        { vote_id: 3, vote_user: 1, vote_opt: 9, vote_poll: 2 },
        { vote_id: 4, vote_user: 1, vote_opt: 1, vote_poll: 99 },
        { vote_id: 5, vote_user: 1, vote_opt: 1, vote_poll: 1 },
      ],
    },
    async ({ db, said, importAgain }) => {
      const polls = await db.selectFrom('poll').selectAll().orderBy('id').execute()
      const options = await db.selectFrom('poll_option').selectAll().orderBy('poll_id').orderBy('position').execute()
      assert.deepEqual(
        options.map(({ label, counted }) => [label, counted]),
        [
          ['A', 3],
          ['B & C', 0],
          ['3', 2],
          ['Yes', 0],
          ['No', 1],
          ['X', 1],
          ['Y', 0],
        ],
      )
      assert.deepEqual(
        polls.map(({ closed_at, opened_at }) => [closed_at === null, opened_at === null]),
        [
          [false, false],
          [true, false],
          [false, true],
        ],
      )
      assert.equal((await db.selectFrom('poll_vote').selectAll().execute()).length, 1)
      says(said, 'poll_votes 3 kept aside')
      says(said, 'poll_votes 4 kept aside')
      says(said, 'poll_votes 5 merged')
      await importAgain({
        poll: [
          {
            poll_id: 2,
            poll_question: 'Open?',
            poll_opts: 'Yes|#|No',
            poll_results: '4#5',
            poll_end: '2007-01-01 00:00:00',
          },
        ],
      })
      const closed = options.filter(({ poll_id }) => poll_id === polls[1]!.id).map(({ id }) => id)
      const after = await db
        .selectFrom('poll_option')
        .select('counted')
        .where('id', 'in', closed)
        .orderBy('position')
        .execute()
      assert.deepEqual(
        after.map(({ counted }) => counted),
        [4, 5],
      )
      assert.equal((await db.selectFrom('poll_vote').selectAll().execute()).length, 0)
    },
  ))

test('the shoutbox tells members from guests whose name is a number’s neighbour', () =>
  moved(
    {
      shoutbox: [
        { shout_id: 1, shout_name: '1' },
        { shout_id: 2, shout_name: 'visitor 2', shout_message: '&lt;3 <script>x</script>', shout_datestamp: 0 },
        { shout_id: 3, shout_name: '77' },
      ],
    },
    async ({ db, said }) => {
      const shouts = await db.selectFrom('shout').selectAll().orderBy('id').execute()
      assert.deepEqual(
        shouts.map(({ pseud_id, guest_name, posted_at }) => [pseud_id !== null, guest_name, posted_at]),
        [
          [true, null, 1_100_000_000_000],
          [false, 'visitor 2', null],
          [false, '', 1_100_000_000_000],
        ],
      )
      assert.doesNotMatch(shouts[1]!.body_html, /script/)
      says(said, 'shoutbox 3 imported: member 77 is gone')
      assert.equal((await readSettings(db)).shouts, 'members')
    },
  ))

test('a shoutbox that was switched off stays off', () =>
  moved({ shoutbox: [{}], blocks: [{ block_id: 1, block_name: 'shoutbox', block_status: 0 }] }, async ({ db }) =>
    assert.equal((await readSettings(db)).shouts, 'nobody'),
  ))

test('profile fields keep their kinds, and one made by program text is a plain text', () =>
  moved(
    {
      authorfields: [
        { field_id: 1 },
        {
          field_id: 2,
          field_type: 2,
          field_name: 'gender',
          field_title: 'Gender',
          field_options: 'male|#|female|#|other',
        },
        { field_id: 3, field_type: 3, field_name: 'betareader', field_title: 'Beta-reader' },
        {
          field_id: 4,
          field_type: 4,
          field_name: 'lj',
          field_title: 'LJ',
          field_options: 'http://{info}.lj.example',
          field_on: 0,
        },
        { field_id: 5, field_type: 5, field_name: 'AOL', field_title: 'AIM', field_code_out: 'echo "x";' },
      ],
      authorinfo: [
        { uid: 1, field: 1 },
        { uid: 1, field: 3, info: 'Ja' },
        { uid: 1, field: 5, info: 'aim0' },
        { uid: 0, field: 1, info: 'nobody' },
        { uid: 1, field: 99, info: 'no field' },
        { uid: 77, field: 1, info: 'no member' },
      ],
    },
    async ({ db, said }) => {
      const fields = await db.selectFrom('profile_field').selectAll().orderBy('position').execute()
      assert.deepEqual(
        fields.map(({ kind, name, is_on }) => [kind, name, is_on]),
        [
          ['url', 'website', 1],
          ['select', 'gender', 1],
          ['yes_no', 'betareader', 1],
          ['id_url', 'lj', 0],
          ['text', 'AOL', 1],
        ],
      )
      assert.equal(fields[1]!.options, '["male","female","other"]')
      assert.match(fields[4]!.code, /echo/)
      const values = await db.selectFrom('profile_value').select('value').orderBy('id').execute()
      assert.deepEqual(
        values.map(({ value }) => value),
        ['http://wren.example/', 'Ja', 'aim0'],
      )
      for (const row of ['0/1', '1/99', '77/1']) says(said, `authorinfo ${row} kept aside`)
      says(said, 'authorfields 5 imported: "AOL" was made by program text')
    },
  ))

test('web sites and beta readers of older versions become profile values, once', () =>
  moved(
    {
      authors: [
        { website: 'wren.example', betareader: 1, ICQ: '0' },
        { uid: 2, penname: 'Finch', website: 'http://', betareader: 0 },
      ],
    },
    async ({ db, importAgain }) => {
      const values = () => db.selectFrom('profile_value').select('value').orderBy('value').execute()
      assert.deepEqual(
        (await values()).map(({ value }) => value),
        ['Yes', 'wren.example'],
      )
      await db.deleteFrom('profile_value').where('value', '=', 'Yes').execute()
      await importAgain({ authors: [{ website: 'wren.example', betareader: 1 }] })
      assert.equal((await values()).length, 1, 'what a member has emptied here stays empty')
    },
  ))

test('a web site that differs from the one in the profile is told of, and the same one is not', () =>
  moved(
    {
      authors: [{ website: 'http://wren.example' }, { uid: 2, penname: 'Finch', website: 'http://www.finch.example/' }],
      authorfields: [{}],
      authorinfo: [{ info: 'http://nest.example' }, { uid: 2, info: 'www.finch.example' }],
    },
    async ({ db, said }) => {
      const values = await db.selectFrom('profile_value').select('value').orderBy('pseud_id').execute()
      assert.deepEqual(
        values.map(({ value }) => value),
        ['http://nest.example', 'www.finch.example'],
      )
      assert.deepEqual(
        said.filter((line) => line.includes('website')),
        [
          'authors 1 imported: has another website beside the name than in the profile, where it counts: http://wren.example',
        ],
      )
    },
  ))

test('an old log that another tool exported, with its moments as numbers, is no other log', () =>
  moved({ log: [{}] }, async ({ db, importAgain }) => {
    const said = await importAgain({ log: [{ log_timestamp: 1167707045 }] })
    assert.deepEqual(
      said.filter((line) => line.startsWith('log')),
      [],
    )
    assert.equal((await db.selectFrom('audit_entry').select('id').execute()).length, 1)
  }))

test('the old log comes without addresses of visitors', () =>
  moved(
    {
      log: [
        { log_id: 1, log_action: 'Wren (1) registered from IP address 127.0.0.1.' },
        { log_id: 2, log_type: 'DL', log_action: '<a href="viewuser.php?uid=1">Wren</a> deleted <a href="views' },
        { log_id: 3, log_type: 'ZZ', log_uid: 0, log_action: 'Odd(2001:db8:0:0:1:2:3:4) thing' },
      ],
    },
    async ({ db }) => {
      const entries = await db.selectFrom('audit_entry').selectAll().orderBy('id').execute()
      assert.deepEqual(
        entries.map(({ action, account_id, detail }) => [
          action,
          account_id !== null,
          (JSON.parse(detail) as { words: string }).words,
        ]),
        [
          ['member registered', true, 'Wren (1) registered.'],
          ['work deleted', true, 'Wren deleted'],
          ['something done', false, 'Odd thing'],
        ],
      )
    },
  ))

test('rules that members rely on come over, the rest is told of, and what owners have set here stays', () =>
  moved({}, async ({ importAgain, db }) => {
    await changeSettings(db, { slogan: 'Ours' }, NOW)
    const settings = {
      slogan: 'Theirs',
      minwords: 50,
      maxwords: 9000,
      revdelete: 1,
      rateonly: 0,
      words: 'damn, *blast*,,',
      newscomments: 0,
      roundrobins: 0,
      dateformat: 'm/d/y',
      timeformat: 'g:i a',
      maintenance: 1,
      smtp_password: 'secret',
      skin: 'Elegance',
    }
    const said = await importAgain({ settings: [settings] })
    const now = await readSettings(db)
    assert.equal(now.slogan, 'Ours')
    assert.deepEqual(
      [now.fewestWords, now.mostWords, now.authorsDelete, now.scoreAlone],
      [50, 9000, 'guests', 'refused'],
    )
    assert.deepEqual(
      [now.wordList, now.newsComments, now.roundRobins, now.dates, now.clock],
      ['damn, *blast*', 'nobody', 'closed', 'month', '12'],
    )
    assert.equal(now.visitors, 'everybody')
    says(said, 'settings skin kept aside')
    says(said, 'settings maintenance kept aside')
    const all = await db.selectFrom('setting').selectAll().execute()
    assert.ok(!JSON.stringify(all).includes('secret'))
    await importAgain({ settings: [{ ...settings, minwords: 80, slogan: 'New' }] })
    assert.deepEqual([(await readSettings(db)).fewestWords, (await readSettings(db)).slogan], [80, 'Ours'])
  }))

test('a newer dump brings changed news, pages, links and shouts, but never over what was edited here', () => {
  const before: Readonly<Record<string, OldRows>> = {
    news: [{ nid: 1 }, { nid: 2, title: 'Second' }],
    messages: [{}, { message_id: 2, message_name: 'welcome', message_text: 'Hello.' }],
    pagelinks: [{}],
    shoutbox: [{}],
    comments: [{}],
    authorfields: [{}],
    authorinfo: [{}],
  }
  return moved(before, async ({ db, importAgain }) => {
    await db.updateTable('news').set({ title: 'Edited here' }).where('title', '=', 'Second').execute()
    await importAgain({
      news: [
        { nid: 1, title: 'We were open', story: 'Go out.' },
        { nid: 2, title: 'Changed there' },
      ],
      messages: [
        { message_text: 'Be kinder.' },
        { message_id: 2, message_name: 'welcome', message_text: 'Hello again.' },
      ],
      pagelinks: [{ link_text: 'Our rules' }],
      shoutbox: [{ shout_message: 'Hello?' }],
      comments: [{ comment: 'Hooray!!' }],
      authorfields: [{ field_title: 'Home page' }],
      authorinfo: [{ info: 'http://wren.example/new' }],
    })
    const news = await db.selectFrom('news').select(['title', 'body_html']).orderBy('id').execute()
    assert.deepEqual(
      news.map(({ title }) => title),
      ['We were open', 'Edited here'],
    )
    assert.match(news[0]!.body_html, /Go out/)
    const page = await db.selectFrom('page').select('body_html').executeTakeFirstOrThrow()
    assert.match(page.body_html, /kinder/)
    assert.equal((await readSettings(db)).submissionRulesHtml, page.body_html)
    assert.match((await readSettings(db)).welcomeHtml, /again/)
    assert.equal((await db.selectFrom('menu_link').select('label').executeTakeFirstOrThrow()).label, 'Our rules')
    assert.match((await db.selectFrom('shout').select('body_html').executeTakeFirstOrThrow()).body_html, /\?/)
    assert.match((await db.selectFrom('news_comment').select('body_html').executeTakeFirstOrThrow()).body_html, /!!/)
    assert.equal((await db.selectFrom('profile_field').select('title').executeTakeFirstOrThrow()).title, 'Home page')
    assert.match((await db.selectFrom('profile_value').select('value').executeTakeFirstOrThrow()).value, /new/)
  })
})
