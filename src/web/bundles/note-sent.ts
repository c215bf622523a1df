import { findTakenAt, noteTaken } from '../../reading/bundles-taken.ts'
import type { Member } from '../../people/viewer.ts'
import { noteDownload } from '../books/note-download.ts'
import type { Parts } from '../parts.ts'
import type { C } from '../respond.ts'
import type { Gathering } from './places.ts'
import type { Plan } from './plan.ts'

/** For the end of a bundle: it counts for each work, and is remembered for the member who took it. */
export function noteSent(c: C, parts: Parts, gathering: Gathering, plan: Plan): () => void {
  const viewer = c.get('viewer')
  const lookedUpAt = parts.now()
  return () => {
    for (const work of plan.works) {
      const isCreator =
        viewer.kind === 'member' && work.creators.some(({ accountId }) => accountId === viewer.accountId)
      noteDownload(c, parts.db, { id: work.id, isCreator })
    }
    if (viewer.kind === 'guest' || !gathering.isWhole) return
    const noted = remember(parts, viewer, { thing: gathering.thing, plan, lookedUpAt })
    noted.catch((err: unknown) => parts.log.error({ err }, 'it was not noted that a bundle was taken'))
  }
}

interface Taken {
  thing: string
  plan: Plan
  lookedUpAt: number
}

/** Only once nothing is left that this member has not had: of volumes with the last, of changes with all of them. */
async function remember({ db }: Parts, member: Member, { thing, plan, lookedUpAt }: Taken): Promise<void> {
  if (plan.volume < plan.volumeCount) return
  if (plan.since !== null) {
    const takenAt = await findTakenAt(db, member, thing)
    if (takenAt === null || plan.since > takenAt) return
  }
  await noteTaken(db, member, thing, lookedUpAt)
}
