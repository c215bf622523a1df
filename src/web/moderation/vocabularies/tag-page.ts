import type { FieldErrors } from '../../../errors.ts'
import type { KeptTag } from '../../../moderation/vocabularies/find-kept-tag.ts'
import { canDefineVocabularies } from '../../../moderation/vocabularies/permissions.ts'
import type { TagInput } from '../../../moderation/vocabularies/save-tag.ts'
import { mayBeScoped } from '../../../tags/wrangling/may-stand-below.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { checkField, mistakes, textArea, textField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { checkGroup } from '../../works/edit/choices.ts'
import { ownerMenu } from '../owner-menu.ts'

export interface KeptTagProps {
  saved: KeptTag
  /** As the form shows it: what is saved, or what was typed. */
  tag: TagInput
  notice: MessageKey | null
  errors: FieldErrors
}

export function keptTagPage(chrome: Chrome, props: KeptTagProps): Html {
  const { t, viewer } = chrome
  const { saved, tag, notice, errors } = props
  const title = t('vocabularies.editTag', { name: saved.name })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)}
      <p class="crumbs">
        <a href="${paths.vocabularies({})}">${t('vocabularies.title')}</a> ›
        <a href="${paths.keptTags({ kind: saved.vocabulary_id })}" dir="auto">${saved.vocabularyName}</a>
      </p>
      <h1 dir="auto">${title}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`} ${mistakes(t, errors)}
      <form method="post" action="${paths.keptTag({ kept: saved.id })}">
        ${textField({ name: 'name', label: t('vocabularies.tagName'), value: tag.name, error: errors.name, required: true })}
        ${textArea({ name: 'description', label: t('vocabularies.description'), hint: t('vocabularies.tagDescriptionHint'), value: tag.description, error: errors.description, rows: 4 })}
        ${places(chrome, props)}
        ${textField({ name: 'imageUrl', label: t('vocabularies.picture'), hint: t('vocabularies.pictureHint'), value: tag.imageUrl, error: errors.imageUrl })}
        ${checkField({ name: 'locked', label: t('vocabularies.locked'), checked: tag.locked })}
        ${checkField({ name: 'hidden', label: t('vocabularies.hidden'), checked: tag.hidden })}
        ${saved.role === 'rating' && gates(chrome, props)}
        <p class="buttons"><button type="submit">${t('rooms.save')}</button></p>
      </form>
      ${placing(chrome, saved)}
      <p class="tools ending">
        ${saved.hidden === 0 && html`<a href="${paths.tag({ vocabulary: saved.vocabularySlug, tag: saved.slug })}">${t('vocabularies.seeTag')}</a>`}
        ${canDefineVocabularies(viewer) && html`<a class="danger" href="${paths.deleteTag({ kept: saved.id })}">${t('rooms.delete')}</a>`}
      </p>`,
  )
}

function places({ t }: Chrome, { saved: { role }, tag, errors }: KeptTagProps): Html {
  const above = { name: 'above', label: t('vocabularies.above'), hint: t('vocabularies.aboveHint') }
  const fandoms = { name: 'fandoms', label: t('vocabularies.ofFandoms'), hint: t('vocabularies.ofFandomsHint') }
  return html`${role !== 'rating' && textField({ ...above, value: tag.above, error: errors.above })}
  ${mayBeScoped({ role }) && textField({ ...fandoms, value: tag.fandoms, error: errors.fandoms ?? errors.tags })}`
}

function gates({ t, viewer }: Chrome, { tag, errors }: KeptTagProps): Html {
  if (!canDefineVocabularies(viewer)) return html`<p class="quiet">${t('vocabularies.gatesByAdmins')}</p>`
  const checks = (['membersOnly', 'ageConsent', 'warnFirst'] as const).map(
    (name) =>
      html`<li class="alone">${checkField({ name, label: t(`vocabularies.${name}`), checked: tag[name] })}</li>`,
  )
  return html`${checkGroup({ name: 'gates', legend: t('vocabularies.gates'), error: undefined, checks })}
  ${textArea({ name: 'warningText', label: t('vocabularies.warningText'), value: tag.warningText, error: errors.warningText, rows: 3 })}`
}

function placing({ t }: Chrome, { id }: KeptTag): Html {
  return html`<form class="find-tag" method="post" action="${paths.moveTag({ kept: id })}">
    ${textField({ name: 'place', label: t('vocabularies.place'), hint: t('vocabularies.placeHint'), type: 'number' })}
    <button class="quiet" type="submit">${t('vocabularies.placeButton')}</button>
  </form>`
}
