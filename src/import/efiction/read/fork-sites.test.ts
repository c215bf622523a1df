import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { moved } from '../../../../test/tiny-move.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldValue, tinySite } from '../../../../test/tiny-site.ts'
import { importSite } from '../import-site.ts'
import { unpackRows } from './packed-rows.ts'

describe('a site of a fork', () => {
  test('keeps the gates of its ratings, which have columns of their own there', () => {
    const gates = (id: number, ageconsent: number, rusersonly: number, ratingwarning = 0) => ({
      rid: id,
      rating: `${id}`,
      ratingwarning,
      ageconsent,
      rusersonly,
    })
    const ratings = [gates(1, 0, 0), gates(2, 1, 0), gates(3, 0, 1), gates(4, 1, 1, 1), gates(5, 0, 0, 7)]
    return moved({ dump: tinySite({ ratings }, 'e107_') }, async (db) => {
      const tags = await db
        .selectFrom('legacy_id')
        .innerJoin('tag', 'tag.id', 'new_id')
        .where('kind', '=', 'rating')
        .select(['tag.name', 'age_consent', 'members_only', 'warn_first'])
        .orderBy('old_id')
        .execute()
      assert.deepEqual(
        tags.map((tag) => [tag.name, tag.age_consent, tag.members_only, tag.warn_first]),
        [
          ['1', 0, 0, 0],
          ['2', 1, 0, 0],
          ['3', 0, 1, 0],
          ['4', 1, 1, 1],
          ['5', 1, 1, 1],
        ],
      )
    })
  })

  test('leaves the addresses of visitors behind, wherever it wrote them down', () => {
    const address = '192.0.2.77'
    const tables = {
      authors: [{ reg_ip: address, ip: address }],
      reviews: [{ user_ip: address, ship: 'Mole/Rat' }],
      visits: [{ visit_id: 1, ip_address: address, page: 'index.php' }],
    }
    return moved({ dump: tinySite(tables) }, async (db, report) => {
      const rows = await db.selectFrom('legacy_row').select('packed').execute()
      const blocks = await db.selectFrom('legacy_block').select('packed').execute()
      const kept = [...rows, ...blocks].flatMap(({ packed }) => unpackRows(packed))
      const values = kept.flatMap(({ row }) => row.columns().map((column) => row.text(column)))
      assert.ok(values.includes('Mole/Rat') && values.includes('index.php'))
      assert.ok(!values.includes(address))
      const left = report.tables.flatMap(({ table, columns }) =>
        columns.filter(({ fate }) => fate === 'left out').map(({ column, dropped }) => [table, column, dropped]),
      )
      assert.deepEqual(left, [
        ['authors', 'reg_ip', 1],
        ['authors', 'ip', 1],
        ['reviews', 'user_ip', 1],
        ['visits', 'ip_address', 1],
      ])
    })
  })

  test('keeps refused chapters out of sight, and answers with the reviews they answer', () =>
    moved(
      {
        dump: tinySite({
          chapters: [{}, { chapid: 2, inorder: 2, validated: -1, edited: 1104634800 }],
          reviews: [
            { reviewid: 1, review: 'Lovely' },
            { reviewid: 2, review: 'Thanks', respond: '1', source_review_id: 1 },
          ],
        }),
      },
      async (db) => {
        const chapters = await db.selectFrom('chapter').select(['posted_at', 'held_at']).orderBy('position').execute()
        assert.deepEqual(
          chapters.map(({ posted_at, held_at }) => [posted_at !== null, held_at !== null]),
          [
            [true, false],
            [false, true],
          ],
        )
        const reviews = await db.selectFrom('review').select(['id', 'parent_id']).orderBy('id').execute()
        assert.deepEqual(
          reviews.map(({ parent_id }) => parent_id),
          [null, reviews[0]!.id],
        )
      },
    ))

  describe('in a site builder that keeps reviews as comments of its own', () => {
    const comment = (comment_id: number, values: Readonly<Record<string, OldValue>>) => ({
      comment_id,
      comment_pid: 0,
      comment_item_id: 1,
      comment_subject: 'A Tiny Tale',
      comment_author_id: 1,
      comment_author_name: 'Wren',
      comment_author_email: 'wren@tiny.example',
      comment_datestamp: 1_600_000_000 + comment_id,
      comment_comment: `Comment ${comment_id}`,
      comment_blocked: 0,
      comment_ip: '192.0.2.77',
      comment_type: 'ST',
      comment_lock: 0,
      comment_share: 0,
      ...values,
    })
    const comments = [
      comment(1, { comment_type: 'fanfiction_stories' }),
      comment(2, { comment_type: 'CH', comment_comment: 'One line\nand another', comment_author_name: 'Someone else' }),
      comment(3, { comment_type: 'SE' }),
      comment(4, { comment_pid: 2, comment_author_id: 0, comment_author_name: 'Guest' }),
      comment(5, { comment_pid: 4, comment_type: 'CH' }),
      comment(6, { comment_blocked: 1 }),
      comment(7, { comment_blocked: 2 }),
      comment(8, { comment_item_id: 99 }),
      comment(9, { comment_type: 'download' }),
      comment(10, { comment_pid: 9 }),
      comment(11, { comment_pid: 12 }),
      comment(12, { comment_pid: 11 }),
    ]
    const site = {
      comments,
      series: [{}],
      reviews: [{ reviewid: 1, review: 'From before' }],
    }

    test('brings them over as reviews, where it is certain what they are about', () =>
      moved({ dump: tinySite(site, 'e107_') }, async (db, report) => {
        const rows = await db
          .selectFrom('review')
          .leftJoin('pseud', 'pseud.id', 'review.pseud_id')
          .leftJoin('review as answered', 'answered.id', 'review.parent_id')
          .select(['review.body_html as html', 'pseud.name', 'review.guest_name as guest', 'review.posted_at as at'])
          .select(['review.work_id as work', 'review.chapter_id as chapter', 'review.series_id as series'])
          .select('answered.body_html as answers')
          .orderBy('review.id')
          .execute()
        const at = (id: number) => (1_600_000_000 + id) * 1000
        assert.deepEqual(
          rows.slice(1).map((row) => [row.html, row.name ?? `guest ${row.guest}`, row.at, row.answers]),
          [
            ['<p>Comment 1</p>', 'Wren', at(1), null],
            ['<p>One line<br>and another</p>', 'guest Someone else', at(2), null],
            ['<p>Comment 3</p>', 'Wren', at(3), null],
            ['<p>Comment 4</p>', 'guest Guest', at(4), '<p>One line<br>and another</p>'],
            ['<p>Comment 5</p>', 'Wren', at(5), '<p>One line<br>and another</p>'],
            ['<p>Comment 10</p>', 'Wren', at(10), null],
            ['<p>Comment 11</p>', 'Wren', at(11), null],
            ['<p>Comment 12</p>', 'Wren', at(12), '<p>Comment 11</p>'],
          ],
        )
        assert.deepEqual(
          rows.slice(1).map(({ work, chapter, series }) => [work !== null, chapter !== null, series !== null]),
          [
            [true, false, false],
            [true, true, false],
            [false, false, true],
            [true, false, false],
            [true, true, false],
            [true, false, false],
            [true, false, false],
            [true, false, false],
          ],
        )
        const told = report.exceptions.filter(({ table }) => table === 'comments')
        assert.deepEqual(
          told.map(({ row, outcome, message }) => `${row} ${outcome}: ${message}`),
          [
            '6 kept aside: had been taken down there',
            '7 kept aside: waited for a moderator there',
            '8 kept aside: is about story 99, which the dump does not have',
            '9 kept aside: is a comment on something else there, a "download"',
            '2 imported: member 1 has another name than "Someone else"; now a guest\'s',
            '10 imported: answers comment 9, which is not here',
            '11 imported: answers comment 12, which is no earlier one',
          ],
        )
      }))

    test('brings them once, and what a newer dump has changed of them', async () => {
      const { db, close } = await openTestDatabase()
      try {
        await importSite(db, { dump: tinySite(site), now: 1 })
        const before = await db.selectFrom('review').selectAll().orderBy('id').execute()
        assert.equal(before.length, 9)
        const again = await importSite(db, { dump: tinySite(site), now: 2 })
        assert.deepEqual(again.verdict.faults, [])
        assert.deepEqual(await db.selectFrom('review').selectAll().orderBy('id').execute(), before)
        const [first, ...others] = comments
        const newer = { ...site, comments: [{ ...first!, comment_comment: 'Better said' }, ...others] }
        await importSite(db, { dump: tinySite(newer), now: 3 })
        await importSite(db, { keptFrom: 'tiny', now: 4 })
        const html = await db.selectFrom('review').select('body_html').orderBy('id').execute()
        assert.deepEqual(
          html.map(({ body_html }) => body_html),
          before.map(({ body_html }) => body_html.replace('Comment 1<', 'Better said<')),
        )
      } finally {
        await close()
      }
    })
  })
})
