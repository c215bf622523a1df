import { type ArchiveInput, changeArchive, refuseOtherThanAdmins } from '../../moderation/change-archive.ts'
import type { Settings } from '../../site/settings.ts'
import { type Form, readForm } from '../forms.ts'
import { addressToKeep } from '../middleware/origin.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { archivePage } from './archive-page.ts'

export function archiveRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.archiveSettings.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    const isSaved = c.req.query('done') === 'yes'
    const settings = c.get('settings')
    const archive = { ...settings, address: settings.address || addressToKeep(c) }
    return page(c, archivePage(c.get('chrome'), { archive, errors: {}, isSaved }))
  })

  app.post(paths.archiveSettings.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    refuseOtherThanAdmins(admin)
    const archive = parseArchive(await readForm(c), c.get('settings'))
    const tried = await attempt(() => changeArchive(db, admin, archive, now()))
    if ('done' in tried) return seeOther(c, paths.archiveSettings({}, { done: 'yes' }))
    return page(c, archivePage(c.get('chrome'), { archive, errors: tried.errors, isSaved: false }), tried.status)
  })
}

/** What the form does not have stays as it is: a form cut short empties nothing. */
function parseArchive(form: Form, before: Settings): ArchiveInput {
  const text = (name: keyof Settings) => (form.has(name) ? form.text(name) : String(before[name]))
  return {
    name: text('name'),
    slogan: text('slogan'),
    welcomeHtml: text('welcomeHtml'),
    footerHtml: text('footerHtml'),
    submissionRulesHtml: text('submissionRulesHtml'),
    address: text('address'),
    siteEmail: text('siteEmail'),
    language: text('language'),
    timezone: text('timezone'),
    registration: oneOf(form.text('registration'), ['open', 'closed'], before.registration),
    reviewsBy: oneOf(form.text('reviewsBy'), ['everybody', 'members', 'nobody'], before.reviewsBy),
    scores: oneOf(form.text('scores'), ['none', 'likes', 'stars'], before.scores),
    submissions: oneOf(form.text('submissions'), ['open', 'held', 'closed'], before.submissions),
    worksPerPage: Number(text('worksPerPage').trim() || Number.NaN),
  }
}

function oneOf<Choice extends string>(value: string, choices: readonly Choice[], fallback: Choice): Choice {
  return choices.find((choice) => choice === value) ?? fallback
}
