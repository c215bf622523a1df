import type { NearNames } from '../../../tags/near-names.ts'
import type { FieldErrors } from '../../../errors.ts'
import type { FormVocabulary } from '../../../tags/list-form-vocabularies.ts'
import type { WorkToEdit } from '../../../works/find-work-to-edit.ts'
import type { ChapterLine } from '../../../works/list-chapters.ts'
import type { WorkInput } from '../../../works/work-input.ts'
import { canDecideOnWork } from '../../../works/permissions.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { mistakes } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { editChapters } from './chapter-list.ts'
import { type OwnPseud, workFields } from './fields.ts'
import { newTagsNotice } from './new-tags.ts'
import { preview } from './preview.ts'

export interface EditWorkProps {
  saved: WorkToEdit
  /** As the form shows it: what is saved, or what was typed. */
  work: WorkInput
  chapters: readonly ChapterLine[]
  heldChapterIds: ReadonlySet<number>
  vocabularies: readonly FormVocabulary[]
  pseuds: readonly OwnPseud[]
  errors: FieldErrors
  notice: MessageKey | null
  isPreview: boolean
  /** Names of tags that no other work has, told after saving and before. */
  newTags: readonly string[]
  /** The form was refused because the work has changed since it was opened. */
  isConflict: boolean
  near?: NearNames
}

export function editWorkPage(chrome: Chrome, props: EditWorkProps): Html {
  const { t } = chrome
  const { saved, work, errors } = props
  const title = t('posting.editTitle', { title: saved.title })
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1 dir="auto">${title}</h1>
      ${props.notice && html`<p class="notice good" role="status">${t(props.notice)}</p>`} ${newTagsNotice(t, props.newTags)}
      ${publication(chrome, saved)}
      ${props.isPreview && preview(t, { language: work.language, work, chapter: null })}
      ${!props.isPreview && Object.keys(errors).length === 0 && editChapters(chrome, props)}
      <h2>${t('posting.details')}</h2>
      ${mistakes(t, errors)} ${props.isConflict && savedNow(chrome, saved)}
      <form class="writing" method="post" action="${paths.editWork({ work: saved.id })}">
        <input type="hidden" name="version" value="${saved.version}" />
        ${workFields({ t, ...props, pseuds: saved.isCreator ? props.pseuds : [] })}
        <div class="buttons">
          <button name="intent" value="save">${t('posting.save')}</button>
          <button class="quiet" name="intent" value="preview">${t('posting.preview')}</button>
        </div>
      </form>
      ${canDecideOnWork(chrome.viewer, saved) && html`<p class="tools"><a href="${paths.workDecision({ work: saved.id })}">${t('posting.moderate')}</a></p>`}
      <p class="tools ending"><a class="danger" href="${paths.deleteWork({ work: saved.id })}">${t('posting.deleteWork')}</a></p>`,
  )
}

function publication({ t }: Chrome, work: WorkToEdit): Html {
  const see = html`<p class="tools"><a href="${paths.work({ work: work.id })}">${t('posting.see')}</a></p>`
  if (work.state === 'posted') return see
  if (work.state === 'hidden') return html`<p class="notice danger">${t('posting.hiddenWork')}</p>${see}`
  const [text, button, to] =
    work.state === 'held'
      ? (['posting.heldWork', 'posting.takeBack', 'draft'] as const)
      : (['posting.draftWork', 'posting.postWork', 'posted'] as const)
  return html`<div class="notice">
      <p>${t(text)}</p>
      ${
        work.isCreator &&
        html`<form method="post" action="${paths.publication({ work: work.id })}">
          <button class="${to === 'draft' ? 'quiet' : ''}" name="to" value="${to}">${t(button)}</button>
        </form>`
      }
    </div>
    ${see}`
}

function savedNow({ t }: Chrome, saved: WorkToEdit): Html {
  const texts = [saved.title, saved.summarySource, saved.notesSource, saved.endNotesSource].filter(Boolean)
  return html`<details class="saved-now">
    <summary>${t('posting.savedNow')}</summary>
    <textarea readonly rows="8" aria-label="${t('posting.savedNow')}">
${texts.join('\n\n')}</textarea>
  </details>`
}
