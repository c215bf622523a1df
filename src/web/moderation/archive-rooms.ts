// The rest of the settings form: what writers, the side rooms and the doors of the archive need.
import type { FieldErrors } from '../../errors.ts'
import type { ArchiveInput } from '../../moderation/change-archive.ts'
import { type Choice, selectField, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export interface ArchiveProps {
  archive: ArchiveInput
  errors: FieldErrors
  isSaved: boolean
}

const CHOICES = {
  roundRobins: { allowed: 'archive.roundRobinsAllowed', closed: 'archive.roundRobinsClosed' },
  authorsDelete: {
    none: 'archive.authorsDeleteNone',
    guests: 'archive.authorsDeleteGuests',
    all: 'archive.authorsDeleteAll',
  },
  scoreAlone: { allowed: 'archive.scoreAloneAllowed', refused: 'archive.scoreAloneRefused' },
  newsComments: { members: 'archive.byMembers', nobody: 'archive.byNobody' },
  shouts: { members: 'archive.byMembers', nobody: 'archive.byNobody' },
  feedTexts: {
    texts: 'archive.feedTextsTexts',
    summaries: 'archive.feedTextsSummaries',
    titles: 'archive.feedTextsTitles',
  },
  feedGated: { named: 'archive.feedGatedNamed', absent: 'archive.feedGatedAbsent' },
  dates: { day: 'archive.datesDay', month: 'archive.datesMonth', year: 'archive.datesYear' },
  clock: { 24: 'archive.clock24', 12: 'archive.clock12' },
  visitors: { everybody: 'archive.visitorsEverybody', moderators: 'archive.visitorsModerators' },
} as const

function choice({ t }: Chrome, { archive }: ArchiveProps, name: keyof typeof CHOICES): Html {
  const choices: Choice[] = Object.entries(CHOICES[name]).map(([value, label]) => ({ value, label: t(label) }))
  return selectField({ name, label: t(`archive.${name}`), value: archive[name], choices })
}

export function rulesOfRooms(chrome: Chrome, props: ArchiveProps): Html {
  const { t } = chrome
  const { archive, errors } = props
  const number = (name: 'fewestWords' | 'mostWords') =>
    textField({
      name,
      label: t(`archive.${name}`),
      hint: t('archive.noLimit'),
      type: 'number',
      value: Number.isNaN(archive[name]) ? '' : String(archive[name]),
      error: errors[name],
    })
  const words = { name: 'wordList', label: t('archive.wordList'), hint: t('archive.wordListHint') }
  return html`${choice(chrome, props, 'authorsDelete')} ${choice(chrome, props, 'scoreAlone')}
    ${choice(chrome, props, 'roundRobins')}
    <div class="pair">${number('fewestWords')} ${number('mostWords')}</div>
    ${textArea({ ...words, value: archive.wordList, error: errors.wordList, rows: 2 })}
    ${letter(chrome, props, 'approvalLetter')} ${letter(chrome, props, 'returnLetter')}
    ${choice(chrome, props, 'newsComments')} ${choice(chrome, props, 'shouts')} ${choice(chrome, props, 'dates')}
    ${choice(chrome, props, 'clock')}`
}

function letter({ t }: Chrome, { archive, errors }: ArchiveProps, name: 'approvalLetter' | 'returnLetter'): Html {
  const hint = t('archive.letterHint', { archive: '{archive}', title: '{title}', moderator: '{moderator}' })
  return textArea({ name, label: t(`archive.${name}`), hint, value: archive[name], error: errors[name], rows: 4 })
}

export function doors(chrome: Chrome, props: ArchiveProps): Html {
  const { t } = chrome
  const { archive, errors } = props
  const text = (name: 'logInWords' | 'registerWords') =>
    textField({ name, label: t(`archive.${name}`), value: archive[name], error: errors[name] })
  const page = (name: 'printHtml' | 'closedHtml') =>
    textArea({ name, label: t(`archive.${name}`), value: archive[name], error: errors[name], rows: 3 })
  return html`<h2>${t('archive.doors')}</h2>
    ${choice(chrome, props, 'visitors')} ${page('closedHtml')}
    <div class="pair">${text('logInWords')} ${text('registerWords')}</div>
    ${page('printHtml')}
    <h2>${t('archive.feeds')}</h2>
    ${choice(chrome, props, 'feedTexts')} ${choice(chrome, props, 'feedGated')}`
}
