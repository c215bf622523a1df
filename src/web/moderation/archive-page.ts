import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { type Choice, mistakes, selectField, textArea, textField } from '../ui/field.ts'
import { type ArchiveProps, doors, rulesOfRooms } from './archive-rooms.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { ownerMenu } from './owner-menu.ts'
import { LANGUAGES } from '../works/edit/languages.ts'

export function archivePage(chrome: Chrome, props: ArchiveProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('archive.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('archive.title')}</h1>
      ${props.isSaved && html`<p class="notice good" role="status">${t('archive.saved')}</p>`}
      ${mistakes(t, props.errors)}
      <form class="writing" method="post" action="${paths.archiveSettings({})}">
        <h2>${t('archive.look')}</h2>
        ${look(chrome, props)}
        <h2>${t('archive.people')}</h2>
        ${people(chrome, props)}
        ${rulesOfRooms(chrome, props)}
        <h2>${t('archive.place')}</h2>
        ${place(chrome, props)}
        <h2>${t('archive.contact')}</h2>
        ${contact(chrome, props)}
        ${doors(chrome, props)}
        <div class="buttons"><button>${t('archive.save')}</button></div>
      </form>`,
  )
}

function look({ t }: Chrome, { archive, errors }: ArchiveProps): Html {
  return html`${textField({ name: 'name', label: t('archive.name'), value: archive.name, error: errors.name, required: true })}
  ${textField({ name: 'slogan', label: t('archive.slogan'), value: archive.slogan, error: errors.slogan })}
  ${textArea({ name: 'welcomeHtml', label: t('archive.welcome'), hint: t('archive.welcomeHint'), value: archive.welcomeHtml, error: errors.welcomeHtml, rows: 6 })}
  ${textArea({ name: 'footerHtml', label: t('archive.footer'), hint: t('archive.footerHint'), value: archive.footerHtml, error: errors.footerHtml, rows: 3 })}`
}

const CHOICES = {
  registration: { open: 'archive.registrationOpen', closed: 'archive.registrationClosed' },
  reviewsBy: {
    everybody: 'archive.reviewsByEverybody',
    members: 'archive.reviewsByMembers',
    nobody: 'archive.reviewsByNobody',
  },
  scores: { none: 'archive.scoresNone', likes: 'archive.scoresLikes', stars: 'archive.scoresStars' },
  challengesBy: { members: 'archive.reviewsByMembers', nobody: 'archive.reviewsByNobody' },
  recommendationsBy: { members: 'archive.reviewsByMembers', nobody: 'archive.reviewsByNobody' },
  submissions: {
    open: 'archive.submissionsOpen',
    held: 'archive.submissionsHeld',
    closed: 'archive.submissionsClosed',
  },
} as const

function people({ t }: Chrome, { archive, errors }: ArchiveProps): Html {
  const choice = (name: keyof typeof CHOICES, hint?: MessageKey) => {
    const choices: Choice[] = Object.entries(CHOICES[name]).map(([value, label]) => ({ value, label: t(label) }))
    return selectField({ name, label: t(`archive.${name}`), hint: hint && t(hint), value: archive[name], choices })
  }
  return html`${choice('registration')} ${choice('submissions', 'archive.submissionsHint')}
  ${textArea({ name: 'submissionRulesHtml', label: t('archive.rules'), hint: t('archive.rulesHint'), value: archive.submissionRulesHtml, error: errors.submissionRulesHtml, rows: 4 })}
  ${choice('reviewsBy')} ${choice('scores')} ${choice('challengesBy')} ${choice('recommendationsBy')}`
}

function place({ t }: Chrome, { archive, errors }: ArchiveProps): Html {
  const isListed = LANGUAGES.some(({ value }) => value === archive.language)
  const languages = isListed ? LANGUAGES : [{ value: archive.language, label: archive.language }, ...LANGUAGES]
  const zones = [...new Set([archive.timezone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return html`${selectField({ name: 'language', label: t('archive.language'), value: archive.language, choices: languages, error: errors.language })}
  ${selectField({
    name: 'timezone',
    label: t('archive.timezone'),
    value: archive.timezone,
    choices: zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    error: errors.timezone,
  })}
  ${textField({
    name: 'worksPerPage',
    label: t('archive.worksPerPage'),
    type: 'number',
    value: Number.isNaN(archive.worksPerPage) ? '' : String(archive.worksPerPage),
    error: errors.worksPerPage,
  })}`
}

function contact({ t }: Chrome, { archive, errors }: ArchiveProps): Html {
  return html`${textField({ name: 'address', label: t('archive.address'), hint: t('archive.addressHint'), value: archive.address, error: errors.address, type: 'url' })}
  ${textField({ name: 'siteEmail', label: t('archive.siteEmail'), hint: t('archive.siteEmailHint'), value: archive.siteEmail, error: errors.siteEmail, type: 'email' })}`
}
