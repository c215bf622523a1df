import { refuseOtherThanAdmins } from '../../moderation/change-archive.ts'
import { closePoll, deletePoll, openPoll } from '../../moderation/run-polls.ts'
import { parsePage } from '../../store/paging.ts'
import { findPoll, listPolls, vote } from '../../talk/polls.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { confirmDelete } from '../ui/confirm-delete.ts'
import { attempt } from '../works/edit/attempt.ts'
import { pollForm, pollPage, pollsPage } from './poll-page.ts'

const POLLS_PER_PAGE = 20

export function pollRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.polls.pattern, async (c) => {
    const paging = { page: parsePage(c.req.query('page')), perPage: POLLS_PER_PAGE }
    return page(c, pollsPage(c.get('chrome'), await listPolls(db, c.get('viewer'), paging)))
  })

  app.get(paths.poll.pattern, async (c) => {
    const poll = await findPoll(db, c.get('viewer'), idParam(c, 'poll'))
    return page(c, pollPage(c.get('chrome'), { poll, isThanked: c.req.query('done') === 'yes' }))
  })

  app.post(paths.poll.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const pollId = idParam(c, 'poll')
    const optionId = (await readForm(c)).id('option')
    const tried = await attempt(() => vote(db, member, { pollId, optionId }, now()))
    if ('done' in tried) return seeOther(c, paths.poll({ poll: pollId }, { done: 'yes' }))
    const poll = await findPoll(db, member, pollId)
    const errors = { form: Object.values(tried.errors)[0] ?? '' }
    return page(c, pollPage(c.get('chrome'), { poll, isThanked: false, errors }), tried.status)
  })

  runningRoutes(app, parts)
}

function runningRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.newPoll.pattern, (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    return page(c, pollForm(c.get('chrome'), { question: '', options: '' }))
  })

  app.post(paths.newPoll.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const input = { question: form.text('question'), options: form.text('options') }
    const tried = await attempt(() => openPoll(db, admin, input, now()))
    if ('errors' in tried) return page(c, pollForm(c.get('chrome'), { ...input, errors: tried.errors }), tried.status)
    return seeOther(c, paths.poll({ poll: tried.done }))
  })

  app.post(paths.closePoll.pattern, async (c) => {
    const pollId = idParam(c, 'poll')
    await closePoll(db, requireMember(c.get('viewer')), pollId, now())
    return seeOther(c, paths.poll({ poll: pollId }))
  })

  app.get(paths.deletePoll.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    const { id, question } = await findPoll(db, c.get('viewer'), idParam(c, 'poll'))
    const title = c.get('t')('rooms.deleteTitle', { title: question })
    const ways = { action: paths.deletePoll({ poll: id }), back: paths.poll({ poll: id }) }
    return page(c, confirmDelete(c.get('chrome'), { title, ...ways }))
  })

  app.post(paths.deletePoll.pattern, async (c) => {
    await deletePoll(db, requireMember(c.get('viewer')), idParam(c, 'poll'), now())
    return seeOther(c, paths.polls({}))
  })
}
