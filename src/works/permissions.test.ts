import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_PREFERENCES } from '../people/preferences.ts'
import { GUEST, type Member, type Viewer } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'
import type { Role } from '../store/tables/people.ts'
import {
  canAddChapter,
  canDecideOnChapter,
  canDecideOnWork,
  canEditChapter,
  canEditWork,
  canPostChapter,
  canPostWork,
} from './permissions.ts'
import { standingOf } from './standing.ts'

function someone(accountId: number, role: Role = 'member', trusted = false): Member {
  const name = `Member ${accountId}`
  const preferences = DEFAULT_PREFERENCES
  const consents = { ageConsent: false, acceptedWarnings: [] }
  return { kind: 'member', accountId, pseudId: accountId, name, slug: name, role, trusted, preferences, ...consents }
}

const AUTHOR = 1
const WORK = { creatorAccountIds: [AUTHOR], isRoundRobin: false, isInScope: true }
const WORK_OF_OTHERS = { ...WORK, isInScope: false }
const OPEN_WORK = { ...WORK, isRoundRobin: true }
const GUESTS_CHAPTER = { authorAccountId: 2 }
const OWN_CHAPTER = { authorAccountId: null }

//                            nobody, author, round robin's guest author, reader, moderator
const CAST: readonly Viewer[] = [GUEST, someone(AUTHOR), someone(2), someone(3), someone(4, 'moderator')]

const MAY: ReadonlyArray<readonly [string, (viewer: Viewer) => boolean, readonly boolean[]]> = [
  ['edit', (viewer) => canEditWork(viewer, WORK), [false, true, false, false, true]],
  ['post', (viewer) => canPostWork(viewer, WORK), [false, true, false, false, false]],
  ['add a chapter', (viewer) => canAddChapter(viewer, WORK), [false, true, false, false, true]],
  ['continue a round robin', (viewer) => canAddChapter(viewer, OPEN_WORK), [false, true, true, true, true]],
  ['edit a chapter', (viewer) => canEditChapter(viewer, WORK, OWN_CHAPTER), [false, true, false, false, true]],
  ['edit the guest’s', (viewer) => canEditChapter(viewer, OPEN_WORK, GUESTS_CHAPTER), [false, true, true, false, true]],
  [
    'post the guest’s',
    (viewer) => canPostChapter(viewer, OPEN_WORK, GUESTS_CHAPTER),
    [false, true, true, false, false],
  ],
  ['decide', (viewer) => canDecideOnWork(viewer, WORK), [false, false, false, false, true]],
  [
    'decide on a chapter',
    (viewer) => canDecideOnChapter(viewer, WORK, GUESTS_CHAPTER),
    [false, false, false, false, true],
  ],
]

test('who may do what to a work and its chapters', () => {
  for (const [what, may, expected] of MAY) assert.deepEqual(CAST.map(may), expected, what)
})

test('a moderator of some fandoms settles nothing in the others', () => {
  const moderator = someone(4, 'moderator')
  assert.equal(canEditWork(moderator, WORK_OF_OTHERS), false)
  assert.equal(canDecideOnWork(moderator, WORK_OF_OTHERS), false)
  assert.equal(canDecideOnChapter(moderator, WORK_OF_OTHERS, GUESTS_CHAPTER), false)
  assert.equal(canEditWork(someone(AUTHOR, 'moderator'), WORK_OF_OTHERS), true)
})

test('a moderator decides neither on her own work nor on her own chapter', () => {
  const moderator = someone(AUTHOR, 'moderator')
  assert.equal(canDecideOnWork(moderator, WORK), false)
  assert.equal(canDecideOnChapter(moderator, WORK, { authorAccountId: AUTHOR }), false)
})

//                                                                              member, trusted, moderator, owner
const STANDINGS: ReadonlyArray<readonly [Settings['submissions'], readonly string[]]> = [
  ['open', ['posted', 'posted', 'posted', 'posted']],
  ['held', ['held', 'posted', 'posted', 'posted']],
  ['closed', ['refused', 'posted', 'posted', 'posted']],
]

test('whose works wait for a moderator', () => {
  const who = [someone(1), someone(1, 'member', true), someone(1, 'moderator'), someone(1, 'owner')]
  for (const [submissions, expected] of STANDINGS)
    assert.deepEqual(
      who.map((member) => standingOf(member, submissions)),
      expected,
      submissions,
    )
})
