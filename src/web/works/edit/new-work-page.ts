import type { NearNames } from '../../../tags/near-names.ts'
import type { FieldErrors } from '../../../errors.ts'
import type { FormVocabulary } from '../../../tags/list-form-vocabularies.ts'
import type { Standing } from '../../../works/standing.ts'
import type { ChapterInput, WorkInput } from '../../../works/work-input.ts'
import { paths } from '../../paths.ts'
import { mistakes } from '../../ui/field.ts'
import { html, type Html, trusted } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { chapterFields, type OwnPseud, workFields } from './fields.ts'
import { newTagsNotice } from './new-tags.ts'
import { preview } from './preview.ts'

export interface NewWorkProps {
  work: WorkInput
  chapter: ChapterInput
  vocabularies: readonly FormVocabulary[]
  pseuds: readonly OwnPseud[]
  standing: Standing
  rulesHtml: string
  token: string
  errors: FieldErrors
  isPreview: boolean
  /** Names that no tag of the archive has yet. */
  newTags: readonly string[]
  near?: NearNames
}

export function newWorkPage(chrome: Chrome, props: NewWorkProps): Html {
  const { t } = chrome
  const { work, chapter, errors } = props
  return layout(
    chrome,
    { title: t('posting.newTitle'), unlisted: true },
    html`<h1>${t('posting.newTitle')}</h1>
      ${standingNotice(chrome, props)}
      ${props.isPreview && preview(t, { language: work.language, work, chapter })} ${newTagsNotice(t, props.newTags)} ${mistakes(t, errors)}
      <form class="writing" method="post" action="${paths.newWork({})}">
        <input type="hidden" name="token" value="${props.token}" />
        ${workFields({ t, ...props })}
        <h2>${t('posting.firstChapter')}</h2>
        ${chapterFields({ t, chapter, errors })}
        <div class="buttons">
          <button class="quiet" name="intent" value="save">${t('posting.saveDraft')}</button>
          <button class="quiet" name="intent" value="preview">${t('posting.preview')}</button>
          ${props.standing !== 'refused' && html`<button name="intent" value="post">${t('posting.post')}</button>`}
        </div>
      </form>`,
  )
}

function standingNotice({ t }: Chrome, { standing, rulesHtml }: NewWorkProps): Html {
  return html`${standing === 'refused' && html`<p class="notice">${t('posting.closed')}</p>`}
  ${standing === 'held' && html`<p class="notice">${t('posting.held')}</p>`}
  ${
    rulesHtml !== '' &&
    html`<details class="rules">
      <summary>${t('posting.rules')}</summary>
      <div class="prose">${trusted(rulesHtml)}</div>
    </details>`
  }`
}
