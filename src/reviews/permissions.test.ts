import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { aCast } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST, type Viewer } from '../people/viewer.ts'
import { canDeleteReview, canEditReview, canLeaveKudos, canReply, mayReview } from './permissions.ts'

test('who may do what with reviews and kudos of Ada’s work', async () => {
  const { db, close } = await openTestDatabase()
  const { ada, rui, mo, bea } = await aCast(db)
  const viewers = [GUEST, ada, rui, mo, bea]
  const isAda = (viewer: (typeof viewers)[number]) => viewer === ada
  const ruis = { accountId: rui.accountId }
  const guests = { accountId: null }
  const by = (reviewsBy: 'everybody' | 'members' | 'nobody') => ({ reviewsBy, isWithoutReviews: false })
  const off = { reviewsBy: 'everybody', isWithoutReviews: true } as const

  // prettier-ignore
  const MAY = [
    //                              guest     author    reviewer  moderator other
    ['review, open to everybody',   ['yes',   'own',    'yes',    'yes',    'yes'],    (v: Viewer) => mayReview(v, isAda(v), by('everybody'))],
    ['review, open to members',     ['login', 'own',    'yes',    'yes',    'yes'],    (v: Viewer) => mayReview(v, isAda(v), by('members'))],
    ['review, open to nobody',      ['closed','closed', 'closed', 'closed', 'closed'], (v: Viewer) => mayReview(v, isAda(v), by('nobody'))],
    ['review, where the authors take none', ['off', 'off', 'off', 'off', 'off'],       (v: Viewer) => mayReview(v, isAda(v), off)],
    ['answer, where they take none', [false,  true,     false,    false,    false],    (v: Viewer) => canReply(v, isAda(v), off)],
    ['answer, open to everybody',   [false,   true,     true,     true,     true],     (v: Viewer) => canReply(v, isAda(v), by('everybody'))],
    ['answer, open to nobody',      [false,   true,     false,    false,    false],    (v: Viewer) => canReply(v, isAda(v), by('nobody'))],
    ['edit Rui’s review',           [false,   false,    true,     false,    false],    (v: Viewer) => canEditReview(v, ruis)],
    ['delete Rui’s review',         [false,   false,    true,     true,     false],    (v: Viewer) => canDeleteReview(v, ruis)],
    ['edit a guest’s review',       [false,   false,    false,    false,    false],    (v: Viewer) => canEditReview(v, guests)],
    ['delete a guest’s review',     [false,   false,    false,    true,     false],    (v: Viewer) => canDeleteReview(v, guests)],
    ['delete one, as guests’ are authors’', [false, false, true, true,  false],    (v: Viewer) => canDeleteReview(v, ruis, { isCreator: isAda(v), authorsDelete: 'guests' })],
    ['delete a guest’s, likewise',  [false,   true,     false,    true,     false],    (v: Viewer) => canDeleteReview(v, guests, { isCreator: isAda(v), authorsDelete: 'guests' })],
    ['delete one, as all are authors’', [false, true,   true,     true,     false],    (v: Viewer) => canDeleteReview(v, ruis, { isCreator: isAda(v), authorsDelete: 'all' })],
    ['leave kudos',                 [true,    false,    true,     true,     true],     (v: Viewer) => canLeaveKudos(v, isAda(v))],
  ] as const
  for (const [what, expected, may] of MAY)
    assert.deepEqual(
      viewers.map((viewer): unknown => may(viewer)),
      expected,
      what,
    )
  await close()
})
