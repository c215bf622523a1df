import { type Db, inTransaction } from '../../../store/database.ts'
import { insertAll } from '../legacy.ts'
import type { Move } from '../moving.ts'
import type { Row } from '../read/row.ts'

interface Source {
  table: 'stories' | 'series'
  number: string
  kind: 'story' | 'series'
}

const SOURCES: readonly Source[] = [
  { table: 'stories', number: 'sid', kind: 'story' },
  { table: 'series', number: 'seriesid', kind: 'series' },
]

interface Answer {
  /** `story 1/2`: story 1 answers challenge 2. */
  id: string
  number: number
  challenge: number
}

const BATCH = 500

/**
 * The lists of challenges in stories and series, as `5,0` or `0,5`, or `Array` where the old program broke one. An
 * answer that was brought over before, and taken out here since, does not come again.
 */
export async function moveChallengeAnswers(move: Move): Promise<void> {
  for (const source of SOURCES) {
    let batch: Answer[] = []
    for (const row of move.spool.rows(move.site.table(source.table), [source.number])) {
      batch.push(...answersIn(move, source, row))
      if (batch.length < BATCH) continue
      await moveBatch(move, source, batch)
      batch = []
    }
    if (batch.length > 0) await moveBatch(move, source, batch)
  }
}

function answersIn(move: Move, { table, number, kind }: Source, row: Row): Answer[] {
  if (!row.isFilled('challenges')) return []
  const id = row.integer(number)
  const strange = row.words('challenges').filter((word) => word !== 'Array')
  if (strange.length > 0)
    move.ledger.remark(table, id, `challenges holds what is no number: ${strange.join(', ').slice(0, 200)}`)
  if (row.words('challenges').includes('Array'))
    move.ledger.remark(table, id, 'its list of challenges was destroyed by the old program: "Array"')
  return row.ids('challenges').map((challenge) => ({ id: `${kind} ${id}/${challenge}`, number: id, challenge }))
}

async function moveBatch(move: Move, source: Source, answers: readonly Answer[]): Promise<void> {
  await inTransaction(move.db, (db) => writeAnswers(move, db, source, answers))
  await move.goOn()
}

async function writeAnswers(move: Move, db: Db, { table, kind }: Source, answers: readonly Answer[]): Promise<void> {
  const known = await move.legacy.find(
    db,
    'challenge_answer',
    answers.map(({ id }) => id),
  )
  const challenges = await move.legacy.find(
    db,
    'challenge',
    answers.map(({ challenge }) => challenge),
  )
  const subjects = await move.legacy.find(
    db,
    kind,
    answers.map(({ number }) => number),
  )
  const column = kind === 'story' ? 'work_id' : 'series_id'
  const placed = [...new Map(answers.map((answer) => [answer.id, answer])).values()].flatMap((answer) => {
    if (known.has(answer.id)) return []
    const challengeId = challenges.get(String(answer.challenge))
    const subjectId = subjects.get(String(answer.number))
    if (challengeId === undefined)
      move.ledger.remark(table, answer.number, `challenge ${answer.challenge} is gone; left out`)
    return challengeId === undefined || subjectId === undefined ? [] : [{ id: answer.id, challengeId, subjectId }]
  })
  const there = await listThere(db, column, placed)
  const fresh = placed.filter((answer) => !there.has(keyOf(answer.challengeId, answer.subjectId)))
  const ids = await insertAll(
    db,
    'challenge_answer',
    fresh.map(({ challengeId, subjectId }) => ({
      challenge_id: challengeId,
      work_id: null,
      series_id: null,
      [column]: subjectId,
      created_at: move.now,
    })),
  )
  const numbers = [
    ...fresh.map(({ id }, index) => ({ oldId: id, newId: ids[index]!, fingerprint: null })),
    ...placed.flatMap(({ id, challengeId, subjectId }) => {
      const newId = there.get(keyOf(challengeId, subjectId))
      return newId === undefined ? [] : [{ oldId: id, newId, fingerprint: null }]
    }),
  ]
  await move.legacy.record(db, 'challenge_answer', numbers)
}

interface Placed {
  challengeId: number
  subjectId: number
}

/** Answers that members gave here. */
async function listThere(db: Db, column: 'work_id' | 'series_id', placed: readonly Placed[]) {
  if (placed.length === 0) return new Map<string, number>()
  const rows = await db
    .selectFrom('challenge_answer')
    .where('challenge_id', 'in', [...new Set(placed.map(({ challengeId }) => challengeId))])
    .where(column, 'in', [...new Set(placed.map(({ subjectId }) => subjectId))])
    .select(['id', 'challenge_id', `${column} as subject`])
    .execute()
  return new Map(rows.map(({ id, challenge_id, subject }) => [keyOf(challenge_id, Number(subject)), id]))
}

function keyOf(challengeId: number, subjectId: number): string {
  return `${challengeId} ${subjectId}`
}
