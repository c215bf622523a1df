import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { beginsWith, type Letter } from '../store/letters.ts'
import { offsetOf, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { isKept, isLeftOut, type LeftOut } from './left-out.ts'
import { countListed, listed, type ListedWorks } from './count-listed.ts'
import { accountOf, leastAudience } from './visibility.ts'

interface Whose {
  audience: number
  accountId: number
}

interface Values extends Whose {
  limit: number
  offset: number
}

/** Shape: the letter, or 'all'. */
function works(db: Db, audience: number, letter: Letter) {
  const listed = db.selectFrom('work').where('work.audience', '>=', audience)
  return letter === 'all' ? listed : listed.where(beginsWith('work.sort_title', letter))
}

type Shape = `${Letter} ${LeftOut}`

function partsOf(shape: Shape): { letter: Letter; leftOut: LeftOut } {
  const cut = shape.indexOf(' ')
  return { letter: shape.slice(0, cut), leftOut: shape.slice(cut + 1) as LeftOut }
}

const listRows = prepare<Values, Shape>()((db, param, shape) => {
  const { letter, leftOut } = partsOf(shape)
  return works(db, param('audience'), letter)
    .$if(leftOut !== 'nothing', (works) => works.where(isKept('work.id', param('accountId'), leftOut)))
    .select('work.id')
    .orderBy('work.sort_title')
    .orderBy('work.id')
    .limit(whole(param('limit')))
    .offset(whole(param('offset')))
})

const count = prepare<Whose, Shape>()((db, param, shape) => {
  const { letter, leftOut } = partsOf(shape)
  return works(db, param('audience'), letter)
    .$if(leftOut !== 'nothing', (works) => works.where(isLeftOut('work.id', param('accountId'), leftOut)))
    .select((eb) => eb.fn.countAll<number>().as('total'))
})

/** A null letter: all of them. */
export async function listWorksByTitle(
  db: Db,
  viewer: Viewer,
  letter: Letter | null,
  paging: Paging,
  leftOut: LeftOut = 'nothing',
): Promise<ListedWorks> {
  const whose = { audience: leastAudience(viewer), accountId: accountOf(viewer) }
  const start = letter ?? 'all'
  const [rows, counts] = await Promise.all([
    listRows(db, { ...whose, limit: paging.perPage, offset: offsetOf(paging) }, `${start} ${leftOut}`),
    countListed(db, { key: null, leftOut }, (leftOut) => count(db, whose, `${start} ${leftOut}`)),
  ])
  return listed(rows, counts, paging)
}

const idRows = prepare<{ audience: number }, Letter>()((db, param, letter) =>
  works(db, param('audience'), letter).select('work.id').orderBy('work.sort_title').orderBy('work.id'),
)

/** All of them. */
export async function listIdsByLetter(db: Db, viewer: Viewer, letter: Letter): Promise<number[]> {
  return (await idRows(db, { audience: leastAudience(viewer) }, letter)).map(({ id }) => id)
}
