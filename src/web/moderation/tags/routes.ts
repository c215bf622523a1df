import { findTagDesk } from '../../../moderation/tags/find-tag-desk.ts'
import { doDeed, undoDeed } from '../../../moderation/tags/large-acts.ts'
import { listAlikes, tellDifference } from '../../../moderation/tags/list-alikes.ts'
import { type DeskQuestion, listDesk } from '../../../moderation/tags/list-desk.ts'
import { listTagActs } from '../../../moderation/tags/list-tag-acts.ts'
import { previewDeed } from '../../../moderation/tags/preview.ts'
import { refuseOtherThanModerators } from '../../../moderation/tags/rights.ts'
import { findUndoing } from '../../../moderation/tags/undo.ts'
import { invalid } from '../../../errors.ts'
import { parsePage } from '../../../store/paging.ts'
import { cleanText } from '../../../text/well-formed.ts'
import { Form, idParam, parseId, readForm, UnreadableRequest } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { attempt } from '../../works/edit/attempt.ts'
import { actsPage } from './acts-page.ts'
import { alikePage } from './alike-page.ts'
import { deedPage, undoPage } from './deed-page.ts'
import { deskPage } from './desk-page.ts'
import { readDeed } from './read-deed.ts'
import { tagDeskPage } from './tag-desk-page.ts'

const LINES_PER_PAGE = 50
const ACTS_ON_DESK = 20

export function tagRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.tagDesk.pattern, async (c) => showDesk(c, { isDone: c.req.query('done') === 'yes' }))

  app.get(paths.tagDeed.pattern, async (c) => {
    const moderator = requireMember(c.get('viewer'))
    refuseOtherThanModerators(moderator)
    const form = fromAddress(c)
    const tried = await attempt(async () => {
      const deed = await readDeed(db, form)
      return { deed, preview: await previewDeed(db, moderator, deed, now()) }
    })
    if ('done' in tried) return page(c, deedPage(c.get('chrome'), tried.done))
    return showRefused(c, form, tried)
  })

  app.post(paths.tagDeed.pattern, async (c) => {
    const moderator = requireMember(c.get('viewer'))
    refuseOtherThanModerators(moderator)
    const form = await readForm(c)
    const tried = await attempt(async () => {
      const deed = await readDeed(db, form)
      await doDeed(db, deed, { moderator, now: now() })
      return deed
    })
    if (!('done' in tried)) return showRefused(c, form, tried)
    const deed = tried.done
    const ids = 'tagIds' in deed ? deed.tagIds : [deed.tagId]
    return seeOther(
      c,
      ids.length === 1 ? paths.wrangledTag({ wrangled: ids[0]! }, { done: 'yes' }) : paths.tagDesk({}, { done: 'yes' }),
    )
  })

  app.get(paths.alikeTags.pattern, async (c) => {
    const paging = { page: parsePage(c.req.query('page')), perPage: LINES_PER_PAGE }
    return page(c, alikePage(c.get('chrome'), await listAlikes(db, requireMember(c.get('viewer')), paging)))
  })

  app.post(paths.alikeTags.pattern, async (c) => {
    const moderator = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const [tagId, otherId] = [form.id('tag'), form.id('other')]
    if (tagId === null || otherId === null || tagId === otherId) throw invalid({ form: 'Two tags are needed.' })
    await tellDifference(db, moderator, { tagId, otherId }, now())
    return seeOther(c, paths.alikeTags({}))
  })

  app.get(paths.tagActs.pattern, async (c) => {
    const paging = { page: parsePage(c.req.query('page')), perPage: LINES_PER_PAGE }
    const acts = await listTagActs(db, requireMember(c.get('viewer')), null, paging)
    return page(c, actsPage(c.get('chrome'), { acts, isUndone: c.req.query('done') === 'undone' }))
  })

  app.get(paths.undoTagAct.pattern, async (c) => {
    const actId = idParam(c, 'act')
    const undoing = await findUndoing(db, requireMember(c.get('viewer')), actId)
    return page(c, undoPage(c.get('chrome'), { actId, undoing }))
  })

  app.post(paths.undoTagAct.pattern, async (c) => {
    await undoDeed(db, idParam(c, 'act'), { moderator: requireMember(c.get('viewer')), now: now() })
    return seeOther(c, paths.tagActs({}, { done: 'undone' }))
  })

  app.get(paths.wrangledTag.pattern, async (c) => showTag(c, idParam(c, 'wrangled'), {}))

  async function showDesk(c: C, more: Refused & { isDone: boolean }) {
    const moderator = requireMember(c.get('viewer'))
    const paging = { page: parsePage(c.req.query('page')), perPage: LINES_PER_PAGE }
    const question = more.errors ? ANY_TAG : questionOf(c)
    const desk = await listDesk(db, moderator, question, paging)
    return page(c, deskPage(c.get('chrome'), { ...desk, question, ...more }), more.status ?? 200)
  }

  async function showTag(c: C, tagId: number, more: Refused) {
    const moderator = requireMember(c.get('viewer'))
    const [desk, acts] = await Promise.all([
      findTagDesk(db, moderator, tagId),
      listTagActs(db, moderator, tagId, { page: 1, perPage: ACTS_ON_DESK }),
    ])
    const done = c.req.query('done') ?? null
    const props = { desk, acts: acts.rows, done, errors: more.errors, typed: more.target }
    return page(c, tagDeskPage(c.get('chrome'), props), more.status ?? 200)
  }

  /** One tag: at its own desk. Several: at the desk of those that wait. */
  async function showRefused(c: C, form: Form, { errors, status }: { errors: Refused['errors']; status: 409 | 422 }) {
    const chosen = form.ids('tag')
    const target = form.text('intoNames')
    if (chosen.length === 1) return showTag(c, chosen[0]!, { errors, status, target })
    return showDesk(c, { errors, status, chosen, target, isDone: false })
  }
}

interface Refused {
  errors?: Readonly<Record<string, string>>
  status?: 409 | 422
  chosen?: readonly number[]
  target?: string
}

const ANY_TAG: DeskQuestion = { vocabularyId: null, fandomId: null, sort: 'new', find: '' }

function questionOf(c: C): DeskQuestion {
  return {
    vocabularyId: parseId(c.req.query('kind')),
    fandomId: parseId(c.req.query('fandom')),
    sort: c.req.query('sort') === 'used' ? 'used' : 'new',
    find: cleanText(c.req.query('find') ?? '')
      .slice(0, 200)
      .trim(),
  }
}

const MOST_FIELDS = 2000

function fromAddress(c: C): Form {
  const fields = new Map<string, string[]>()
  const pairs = [...new URL(c.req.url).searchParams]
  if (pairs.length > MOST_FIELDS) throw new UnreadableRequest('too many fields')
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), cleanText(value)])
  return new Form(fields)
}
