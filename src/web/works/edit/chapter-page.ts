import type { FieldErrors } from '../../../errors.ts'
import type { ChapterToEdit } from '../../../works/find-chapter-to-edit.ts'
import type { FoundWork } from '../../../works/find-work.ts'
import type { ChapterInput } from '../../../works/work-input.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { mistakes } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { chapterByField, chapterFields, chapterLanguageField, type OwnPseud } from './fields.ts'
import { preview } from './preview.ts'

interface ChapterFormProps {
  chapter: ChapterInput
  pseuds: readonly OwnPseud[]
  errors: FieldErrors
  isPreview: boolean
}

export interface NewChapterProps extends ChapterFormProps {
  work: FoundWork
  token: string
}

export function newChapterPage(chrome: Chrome, props: NewChapterProps): Html {
  const { t } = chrome
  const { work } = props
  const title = t('posting.newChapterTitle', { title: work.title })
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1 dir="auto">${title}</h1>
      ${props.isPreview && preview(t, { language: work.language, work: null, chapter: props.chapter })}
      ${mistakes(t, props.errors)}
      <form class="writing" method="post" action="${paths.newChapter({ work: work.id })}">
        <input type="hidden" name="token" value="${props.token}" />
        ${fields(chrome, { ...props, mayBeWorks: work.seesDrafts, other: null })}
        ${buttons(chrome, { isPosted: false, mayPost: work.postedAt !== null })}
      </form>`,
  )
}

export interface EditChapterProps extends ChapterFormProps {
  saved: ChapterToEdit
  notice: MessageKey | null
  /** Why a moderator sent it back. */
  returned: string | null
  mayPost: boolean
  isConflict: boolean
}

export function editChapterPage(chrome: Chrome, props: EditChapterProps): Html {
  const { t } = chrome
  const { saved } = props
  const { work } = saved
  const title = t('posting.editChapterTitle', { title: work.title, position: saved.position })
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1 dir="auto">${title}</h1>
      ${props.notice && html`<p class="notice good" role="status">${t(props.notice)}</p>`}
      ${saved.state === 'held' && work.state === 'posted' && waiting(chrome, saved)}
      ${props.returned !== null && saved.state === 'draft' && returnedNotice(chrome, props.returned)} ${links(chrome, saved)}
      ${props.isPreview && preview(t, { language: work.language, work: null, chapter: props.chapter })}
      ${mistakes(t, props.errors)} ${props.isConflict && savedNow(chrome, saved)}
      <form class="writing" method="post" action="${paths.editChapter({ work: work.id, chapter: saved.id })}">
        <input type="hidden" name="version" value="${saved.version}" />
        ${fields(chrome, { ...props, mayBeWorks: work.seesDrafts, other: otherAuthor(props) })}
        ${buttons(chrome, { isPosted: saved.state !== 'draft', mayPost: props.mayPost && saved.state === 'draft' && work.postedAt !== null })}
      </form>`,
  )
}

/** Whoever wrote it keeps the name when somebody else mends it. */
function otherAuthor({ saved, pseuds }: EditChapterProps): OwnPseud | null {
  if (saved.pseudId === null || pseuds.some((pseud) => pseud.id === saved.pseudId)) return null
  return { id: saved.pseudId, name: saved.authorName ?? '' }
}

interface FieldProps extends ChapterFormProps {
  mayBeWorks: boolean
  other: OwnPseud | null
}

function fields({ t }: Chrome, { chapter, pseuds, errors, mayBeWorks, other }: FieldProps): Html {
  return html`${chapterByField({ t, pseuds, value: chapter.pseudId, other, mayBeWorks, error: errors.pseud })}
  ${chapterFields({ t, chapter, errors })} ${chapterLanguageField({ t, chapter, errors })}`
}

function buttons({ t }: Chrome, { isPosted, mayPost }: { isPosted: boolean; mayPost: boolean }): Html {
  return html`<div class="buttons">
    <button class="${mayPost ? 'quiet' : ''}" name="intent" value="save">
      ${isPosted ? t('posting.save') : t('posting.saveDraft')}
    </button>
    <button class="quiet" name="intent" value="preview">${t('posting.preview')}</button>
    ${mayPost && html`<button name="intent" value="post">${t('posting.postChapter')}</button>`}
  </div>`
}

function links({ t }: Chrome, { id, state, work }: ChapterToEdit): Html {
  const place = { work: work.id, chapter: id }
  return html`<p class="tools">
    ${work.seesDrafts && html`<a href="${paths.editWork(place)}">${t('posting.details')}</a>`}
    ${(work.seesDrafts || state === 'posted') && html`<a href="${paths.chapter(place)}">${t('posting.see')}</a>`}
    <a href="${paths.deleteChapter(place)}">${t('posting.delete')}</a>
  </p>`
}

function waiting({ t }: Chrome, { id, work }: ChapterToEdit): Html {
  return html`<div class="notice">
    <p>${t('posting.chapterHeld')}</p>
    <form method="post" action="${paths.chapterPublication({ work: work.id, chapter: id })}">
      <button class="quiet" name="to" value="draft">${t('posting.takeBack')}</button>
    </form>
  </div>`
}

export function returnedNotice({ t }: Chrome, reason: string): Html {
  return html`<div class="notice danger">
    <p><strong>${t('posting.returnedChapter')}</strong></p>
    <p class="as-typed" dir="auto">${reason}</p>
  </div>`
}

function savedNow({ t }: Chrome, saved: ChapterToEdit): Html {
  return html`<details class="saved-now">
    <summary>${t('posting.savedNow')}</summary>
    <textarea readonly rows="12" aria-label="${t('posting.savedNow')}">
${saved.source}</textarea>
  </details>`
}
