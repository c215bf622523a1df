import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { moved } from '../../../../test/tiny-move.ts'
import { tinySite } from '../../../../test/tiny-site.ts'
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
})
