import type { FieldErrors } from '../../errors.ts'
import { isOpenTo } from '../../moderation/decide-on-work.ts'
import type { listDecisions, Verdict } from '../../moderation/record-decision.ts'
import type { ChapterToEdit } from '../../works/find-chapter-to-edit.ts'
import type { FoundWork } from '../../works/find-work.ts'
import { paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { mistakes, textArea } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'
import { day } from '../ui/time.ts'
import { chapterName } from '../works/edit/chapter-list.ts'

export interface DecisionProps {
  work: FoundWork
  /** Null: on the whole work. */
  chapter: ChapterToEdit | null
  decisions: Awaited<ReturnType<typeof listDecisions>>
  errors: FieldErrors
  reason: string
  /** Words to the authors of what is approved. */
  letter: string
}

export function decisionPage(chrome: Chrome, props: DecisionProps): Html {
  const { t } = chrome
  const { work, chapter, errors } = props
  const title = t('moderation.decideTitle', { title: work.title })
  const open = VERDICTS.filter((verdict) => isPossible(props, verdict))
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1 dir="auto">${title}</h1>
      <p>${subject(chrome, props)}</p>
      ${mistakes(t, errors)}
      ${open.length === 0 && html`<p class="empty">${t('moderation.nothingToDecide')}</p>`}
      ${open.map((verdict) => verdictForm(chrome, props, verdict))}
      ${!chapter && html`<p class="tools"><a href="${paths.editWork({ work: work.id })}">${t('reading.edit')}</a></p>`}
      ${history(chrome, props)}`,
  )
}

const VERDICTS = ['approved', 'returned', 'hidden', 'shown'] as const
const BUTTONS = {
  approved: ['moderation.approve', 'moderation.approveHint'],
  returned: ['moderation.return', 'moderation.returnHint'],
  hidden: ['moderation.hide', 'moderation.hideHint'],
  shown: ['moderation.show', null],
} as const
const DONE = {
  approved: 'moderation.approved',
  returned: 'moderation.returned',
  hidden: 'moderation.hidden',
  shown: 'moderation.shown',
} as const

function isPossible({ work, chapter }: DecisionProps, verdict: Verdict): boolean {
  if (!chapter) return isOpenTo(work, verdict)
  const waits = chapter.state === 'held' && work.postedAt !== null
  return waits && (verdict === 'approved' || verdict === 'returned')
}

function subject({ t }: Chrome, { work, chapter }: DecisionProps): Html {
  const place = { work: work.id }
  const named = chapter ? chapterName(t, chapter) : work.title
  const link = chapter ? paths.chapter({ ...place, chapter: chapter.id }) : paths.work(place)
  return html`<a href="${link}" ${languageOf(work.language)}>${named}</a>
    ${byline(t, work.creators)}`
}

function verdictForm({ t }: Chrome, { work, chapter, errors, reason, letter }: DecisionProps, verdict: Verdict): Html {
  const place = { work: work.id }
  const action = chapter ? paths.chapterDecision({ ...place, chapter: chapter.id }) : paths.workDecision(place)
  const needsReason = verdict === 'returned' || verdict === 'hidden'
  const [label, hint] = BUTTONS[verdict]
  return html`<form class="deed" method="post" action="${action}">
    ${hint && html`<p class="hint">${t(hint)}</p>`}
    ${
      verdict === 'approved' &&
      !chapter &&
      textArea({
        name: 'letter',
        label: t('moderation.letter'),
        hint: t('moderation.letterHint'),
        value: letter,
        error: errors.letter,
        rows: 4,
      })
    }
    ${
      needsReason &&
      textArea({
        name: 'reason',
        label: t('moderation.reason'),
        hint: t('moderation.reasonHint'),
        value: verdict === 'returned' || errors.reason ? reason : '',
        error: errors.reason,
        rows: 4,
        required: true,
      })
    }
    <button class="${needsReason ? 'quiet' : ''}" name="verdict" value="${verdict}">${t(label)}</button>
  </form>`
}

function history({ t }: Chrome, { decisions }: DecisionProps): Html {
  return html`<h2>${t('moderation.history')}</h2>
    ${decisions.length === 0 && html`<p class="empty">${t('moderation.historyEmpty')}</p>`}
    <ul class="queue">
      ${decisions.map((decision) => {
        const moderator = decision.moderator ?? t('moderation.somebody')
        const words = { verdict: t(DONE[decision.verdict]), moderator, date: day(t, decision.decidedAt) }
        return html`<li>
          <p>${t.rich('moderation.decidedBy', words)}</p>
          ${decision.reason !== '' && html`<p class="as-typed" dir="auto">${decision.reason}</p>`}
        </li>`
      })}
    </ul>`
}
