import { markReadUpTo, markUnread } from '../../reading/mark-read.ts'
import { notePlace, type SeenPlace } from '../../reading/note-place.ts'
import { FINGERPRINT } from '../../text/find-paragraph.ts'
import { type Form, idParam, readForm, UnreadableRequest } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { seeOther } from '../respond.ts'

export function placeRoutes(app: App, { db, now }: Parts): void {
  // Sent by the browser while somebody reads, see web/browser/keep-place.js.
  app.post(paths.place.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const seen = readSeenPlace(await readForm(c))
    await notePlace(db, member, idParam(c, 'work'), seen, now())
    return c.body(null, 204)
  })

  app.get(paths.place.pattern, (c) => seeOther(c, paths.work({ work: idParam(c, 'work') })))

  app.post(paths.readMarks.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const workId = idParam(c, 'work')
    if (form.has('unread')) await markUnread(db, member, workId, now())
    else await markReadUpTo(db, member, { workId, chapterId: form.id('chapter') ?? 0 }, now())
    return seeOther(c, sameSitePath(form.text('to')) ?? paths.work({ work: workId }))
  })

  // Whoever was sent to log in comes back by GET.
  app.get(paths.readMarks.pattern, (c) => seeOther(c, paths.work({ work: idParam(c, 'work') })))
}

const LONGEST_AGO_MS = 7 * 24 * 60 * 60 * 1000
const MOST_ENDED = 200

/** Refuses with UnreadableRequest what no browser of ours would send. */
function readSeenPlace(form: Form): SeenPlace {
  const [paragraph, agoMs] = [numberIn(form, 'paragraph'), numberIn(form, 'ago')]
  const chapterId = form.id('chapter')
  const fingerprint = form.text('fingerprint')
  if (chapterId === null || paragraph === null || agoMs === null || !FINGERPRINT.test(fingerprint))
    throw new UnreadableRequest('not a place')
  const endedIds = form.ids('ended').slice(0, MOST_ENDED)
  return { chapterId, paragraph, fingerprint, atEnd: form.has('end'), agoMs: Math.min(agoMs, LONGEST_AGO_MS), endedIds }
}

function numberIn(form: Form, name: string): number | null {
  const text = form.text(name)
  return /^[0-9]{1,12}$/.test(text) ? Math.min(Number(text), 2 ** 31 - 1) : null
}
