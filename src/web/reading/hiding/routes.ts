import { notFound } from '../../../errors.ts'
import { changePreferences } from '../../../people/change-preferences.ts'
import type { Member } from '../../../people/viewer.ts'
import { findHidden } from '../../../reading/hiding/find-hidden.ts'
import { findToHide } from '../../../reading/hiding/find-to-hide.ts'
import { hide, MOST_HIDDEN, showAgain } from '../../../reading/hiding/hide.ts'
import { listHidden } from '../../../reading/hiding/list-hidden.ts'
import { listReasons } from '../../../reading/hiding/list-reasons.ts'
import { parsePage } from '../../../store/paging.ts'
import { CSV_TYPE } from '../../../text/csv.ts'
import { findWork } from '../../../works/find-work.ts'
import { listLanguages } from '../../../works/list-languages.ts'
import { listWorkTags } from '../../../works/list-work-tags.ts'
import { idParam, readForm } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths, sameSitePath } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { hiddenCsv, hiddenJson } from './hidden-files.ts'
import { hiddenPage } from './hidden-page.ts'
import { hideWorkPage } from './hide-work-page.ts'
import { readThings } from './things.ts'

const PER_PAGE = 100
const LONGEST_SEARCH = 200
const MOST_LANGUAGES = 100

/** What a member never wants to see in lists; nobody else's to know. */
export function hidingRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.hidden.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const [words, find] = [searched(c, 'words'), searched(c, 'find')]
    const [hidden, found, all, languages] = await Promise.all([
      listHidden(db, member, words, { page: parsePage(c.req.query('page')), perPage: PER_PAGE }),
      findToHide(db, member, find),
      findHidden(db, member),
      listLanguages(db, member),
    ])
    const done = c.req.query('done')
    return page(c, hiddenPage(c.get('chrome'), { member, hidden, words, find, found, all, languages, done }))
  })

  app.post(paths.hidden.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const to = sameSitePath(form.text('to'))
    const [hiding, showing] = [readThings(form, 'hide'), readThings(form, 'show')]
    const workId = form.id('work')
    if (workId !== null && hiding.length === 0) return chooseAgain(c, member, workId, to)
    await hide(db, member, hiding, now())
    await showAgain(db, member, showing)
    return seeOther(c, to ?? paths.hidden({}, { done: hiding.length > 0 ? 'hidden' : 'shown' }))
  })

  app.post(paths.hidingWishes.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const languages = [...new Set(form.all('languages'))].filter((language) => /^[A-Za-z0-9-]{1,35}$/.test(language))
    await changePreferences(db, member, {
      hideFinished: form.has('hideFinished'),
      hideDropped: form.has('hideDropped'),
      onlyLanguages: languages.slice(0, MOST_LANGUAGES),
    })
    return seeOther(c, paths.hidden({}, { done: 'saved' }))
  })

  app.get(paths.hideWork.pattern, async (c) =>
    page(c, await hideWork(c, requireMember(c.get('viewer')), { workId: idParam(c, 'work'), to: c.req.query('to') })),
  )

  /** A form that says nothing comes back as it was. */
  async function chooseAgain(c: C, member: Member, workId: number, to: string | null) {
    const mistake = c.get('t')('hiding.chooseOne')
    return page(c, await hideWork(c, member, { workId, to: to ?? undefined, mistake }), 422)
  }

  async function hideWork(c: C, member: Member, asked: { workId: number; to: string | undefined; mistake?: string }) {
    const { workId, mistake } = asked
    const [work, tags, reasonsOf] = await Promise.all([
      findWork(db, member, workId),
      listWorkTags(db, [workId]),
      listReasons(db, member, [workId]),
    ])
    if (work.state !== 'posted') throw notFound('Work')
    const reasons = reasonsOf(work)
    const to = sameSitePath(asked.to) ?? paths.work({ work: workId })
    return hideWorkPage(c.get('chrome'), { work, tags: tags.get(workId) ?? [], reasons, to, mistake })
  }

  exportRoutes(app, parts)
}

function searched(c: C, name: string): string {
  return (c.req.query(name) ?? '').slice(0, LONGEST_SEARCH).toWellFormed().trim()
}

function exportRoutes(app: App, { db, now }: Parts): void {
  const facts = (c: C) => ({ archiveName: c.get('chrome').archiveName, origin: c.get('origin'), now: now() })
  const send = (c: C, text: string, { type, name }: { type: string; name: string }) =>
    c.body(text, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    })
  const all = async (member: Member) => (await listHidden(db, member, '', { page: 1, perPage: MOST_HIDDEN })).rows

  app.get(paths.hiddenCsv.pattern, async (c) => {
    const lines = await all(requireMember(c.get('viewer')))
    return send(c, hiddenCsv(lines, facts(c)), { type: CSV_TYPE, name: 'hidden.csv' })
  })

  app.get(paths.hiddenJson.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const text = hiddenJson(await all(member), member.preferences.onlyLanguages, facts(c))
    return send(c, text, { type: 'application/json; charset=utf-8', name: 'hidden.json' })
  })
}
