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
    ...parseRooms(form, before),
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
    challengesBy: oneOf(form.text('challengesBy'), ['members', 'nobody'], before.challengesBy),
    recommendationsBy: oneOf(form.text('recommendationsBy'), ['members', 'nobody'], before.recommendationsBy),
    submissions: oneOf(form.text('submissions'), ['open', 'held', 'closed'], before.submissions),
    worksPerPage: Number(text('worksPerPage').trim() || Number.NaN),
  }
}

function parseRooms(form: Form, before: Settings): Settings {
  const text = (name: keyof Settings) => (form.has(name) ? form.text(name) : String(before[name]))
  const number = (name: keyof Settings) => Number(text(name).trim() || Number.NaN)
  return {
    ...before,
    printHtml: text('printHtml'),
    closedHtml: text('closedHtml'),
    approvalLetter: text('approvalLetter'),
    returnLetter: text('returnLetter'),
    logInWords: text('logInWords'),
    registerWords: text('registerWords'),
    wordList: text('wordList'),
    visitors: oneOf(form.text('visitors'), ['everybody', 'moderators'], before.visitors),
    newsComments: oneOf(form.text('newsComments'), ['members', 'nobody'], before.newsComments),
    shouts: oneOf(form.text('shouts'), ['members', 'nobody'], before.shouts),
    roundRobins: oneOf(form.text('roundRobins'), ['allowed', 'closed'], before.roundRobins),
    authorsDelete: oneOf(form.text('authorsDelete'), ['none', 'guests', 'all'], before.authorsDelete),
    scoreAlone: oneOf(form.text('scoreAlone'), ['allowed', 'refused'], before.scoreAlone),
    dates: oneOf(form.text('dates'), ['day', 'month', 'year'], before.dates),
    clock: oneOf(form.text('clock'), ['24', '12'], before.clock),
    feedTexts: oneOf(form.text('feedTexts'), ['texts', 'summaries', 'titles'], before.feedTexts),
    feedGated: oneOf(form.text('feedGated'), ['named', 'absent'], before.feedGated),
    fewestWords: number('fewestWords'),
    mostWords: number('mostWords'),
  }
}

function oneOf<Choice extends string>(value: string, choices: readonly Choice[], fallback: Choice): Choice {
  return choices.find((choice) => choice === value) ?? fallback
}
