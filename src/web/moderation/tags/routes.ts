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
import { deskPage, deskQuery } from './desk-page.ts'
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
    if ('done' in tried) return page(c, deedPage(c.get('chrome'), { ...tried.done, desk: deskOf(form) }))
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
    const desk = deskOf(form)
    if (desk === null && ids.length === 1) return seeOther(c, paths.wrangledTag({ wrangled: ids[0]! }, { done: 'yes' }))
    return seeOther(c, paths.tagDesk({}, { ...desk, done: 'yes' }))
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

  async function showDesk(c: C, more: Refused & { isDone: boolean; asked?: Asked }) {
    const moderator = requireMember(c.get('viewer'))
    const { asked = (name: string) => c.req.query(name) } = more
    const paging = { page: parsePage(asked('page')), perPage: LINES_PER_PAGE }
    const question = questionOf(asked)
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
    const props = { desk, acts: acts.rows, done, ...more }
    return page(c, tagDeskPage(c.get('chrome'), props), more.status ?? 200)
  }

  /** At the desk from which it came, as it was; else one tag at its own desk. */
  async function showRefused(c: C, form: Form, { errors, status }: { errors: Refused['errors']; status: 409 | 422 }) {
    const refused = { errors, status, chosen: form.ids('tag'), what: form.text('kind'), typed: typedIn(form) }
    const [first] = refused.chosen
    if (!form.has('desk') && first !== undefined && refused.chosen.length === 1) return showTag(c, first, refused)
    const desk = new URLSearchParams(form.text('desk'))
    return showDesk(c, { ...refused, isDone: false, asked: (name) => desk.get(name) ?? undefined })
  }
}

interface Refused {
  errors?: Readonly<Record<string, string>>
  status?: 409 | 422
  chosen?: readonly number[]
  what?: string
  typed?: string
}

/** What an address has under a name. */
type Asked = (name: string) => string | undefined

function questionOf(asked: Asked): DeskQuestion {
  return {
    vocabularyId: parseId(asked('kind')),
    fandomId: parseId(asked('fandom')),
    sort: asked('sort') === 'used' ? 'used' : 'new',
    find: cleanText(asked('find') ?? '')
      .slice(0, 200)
      .trim(),
  }
}

/** The desk from which a deed came, and to which it leads back. Null: that of the tag itself. */
function deskOf(form: Form): ReturnType<typeof deskQuery> | null {
  if (!form.has('desk')) return null
  const desk = new URLSearchParams(form.text('desk'))
  const asked = (name: string) => desk.get(name) ?? undefined
  return deskQuery(questionOf(asked), parsePage(asked('page')))
}

function typedIn(form: Form): string {
  return form.text(form.text('kind') === 'rename' ? 'name' : 'intoNames')
}

const MOST_FIELDS = 2000

function fromAddress(c: C): Form {
  const fields = new Map<string, string[]>()
  const pairs = [...new URL(c.req.url).searchParams]
  if (pairs.length > MOST_FIELDS) throw new UnreadableRequest('too many fields')
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), cleanText(value)])
  return new Form(fields)
}
