import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved } from '../../../../test/tiny-move.ts'
import { type OldValue, tinySite } from '../../../../test/tiny-site.ts'

const CASES: [name: string, setting: OldValue, ratings: number[], scores: unknown[]][] = [
  [
    'stars where the site asked for them',
    1,
    [-1, 0, 1, 10],
    [
      [null, null],
      [null, null],
      [1, 'stars'],
      [10, 'stars'],
    ],
  ],
  [
    'likes where the site asked for them',
    2,
    [-1, 0, 1],
    [
      [null, null],
      [0, 'likes'],
      [1, 'likes'],
    ],
  ],
  [
    'stars of before, since there are likes',
    2,
    [8, 1],
    [
      [8, 'stars'],
      [1, 'likes'],
    ],
  ],
  [
    'stars where nothing says so but the scores',
    null,
    [0, 1, 9],
    [
      [null, null],
      [1, 'stars'],
      [9, 'stars'],
    ],
  ],
  [
    'stars that were switched off since',
    0,
    [0, 1, 9],
    [
      [null, null],
      [1, 'stars'],
      [9, 'stars'],
    ],
  ],
  [
    'likes that were switched off since',
    0,
    [0, 1],
    [
      [null, null],
      [1, 'likes'],
    ],
  ],
  [
    'none where there were none',
    0,
    [-1, 0],
    [
      [null, null],
      [null, null],
    ],
  ],
]

for (const [name, ratings, given, scores] of CASES) {
  test(`scores of old reviews are ${name}`, () =>
    moved(
      {
        dump: tinySite({ settings: [{ ratings }], reviews: given.map((rating, at) => ({ reviewid: at + 1, rating })) }),
      },
      async (db, { notes }) => {
        const rows = await db.selectFrom('review').select(['score', 'score_scale']).orderBy('id').execute()
        assert.deepEqual(
          rows.map((row) => [row.score, row.score_scale]),
          scores,
        )
        const isGuessed = !ratings && scores.flat(2).some((value) => typeof value === 'number')
        assert.equal(/have scores|has a score/.test(notes.join()), isGuessed)
      },
    ))
}
