import type { FieldErrors } from '../../../errors.ts'
import { type NewTags, takesFandoms } from '../../../moderation/vocabularies/add-tags.ts'
import type { VocabularyToEdit } from '../../../moderation/vocabularies/find-vocabulary-to-edit.ts'
import type { KeptTagLine, listKeptTags } from '../../../moderation/vocabularies/list-kept-tags.ts'
import { paths } from '../../paths.ts'
import { mistakes, textArea, textField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { pager } from '../../ui/pager.ts'
import { ownerMenu } from '../owner-menu.ts'
import { moveButtons } from './move-buttons.ts'

export interface KeptTagsProps {
  vocabulary: VocabularyToEdit
  tags: Awaited<ReturnType<typeof listKeptTags>>
  /** What was looked for; null: all tags. */
  find: string | null
  added: Pick<NewTags, 'names' | 'fandoms'>
  notice: string | null
  errors: FieldErrors
}

export function keptTagsPage(chrome: Chrome, props: KeptTagsProps): Html {
  const { t } = chrome
  const { vocabulary, tags, find, notice, errors } = props
  const title = t('vocabularies.tagsTitle', { name: vocabulary.name })
  const linkTo = (page: number) => paths.keptTags({ kind: vocabulary.id }, { find, page: page === 1 ? null : page })
  return layout(
    chrome,
    { title, unlisted: true },
    html`${ownerMenu(chrome)}
      <p class="crumbs"><a href="${paths.vocabularies({})}">${t('vocabularies.title')}</a></p>
      <h1 dir="auto">${title}</h1>
      ${notice && html`<p class="notice good" role="status">${notice}</p>`} ${mistakes(t, errors)}
      ${tags.total > 0 || find !== null ? finding(chrome, props) : html`<p class="empty">${t('vocabularies.noTags')}</p>`}
      ${find !== null && tags.total === 0 && html`<p class="empty">${t('vocabularies.findNothing')}</p>`}
      ${find === null && tags.total > 1 && order(chrome, props)}
      <ol class="kept-tags">
        ${tags.rows.map((tag, index) => html`<li>${tagLine(chrome, props, tag, index)}</li>`)}
      </ol>
      ${pager({ t, page: tags.page, pageCount: tags.pageCount, linkTo })} ${adding(chrome, props)}`,
  )
}

function finding({ t }: Chrome, { vocabulary, find }: KeptTagsProps): Html {
  return html`<form class="find-tag" method="get" action="${paths.keptTags({ kind: vocabulary.id })}">
    ${textField({ name: 'find', label: t('vocabularies.find'), value: find ?? '' })}
    <button class="quiet" type="submit">${t('vocabularies.findButton')}</button>
  </form>`
}

function order({ t }: Chrome, { vocabulary, tags }: KeptTagsProps): Html {
  if (!tags.isByHand) return html`<p class="quiet small">${t('vocabularies.byName')}</p>`
  return html`<form class="order" method="post" action="${paths.orderTags({ kind: vocabulary.id })}">
    <span class="quiet small">${t('vocabularies.byHand')}</span>
    <button class="quiet">${t('vocabularies.orderByName')}</button>
  </form>`
}

function tagLine(chrome: Chrome, { tags, find }: KeptTagsProps, tag: KeptTagLine, index: number): Html {
  const { t } = chrome
  const place = (tags.page - 1) * 100 + index
  return html`<a href="${paths.keptTag({ kept: tag.id })}" dir="auto">${tag.name}</a>
    <span class="quiet small">${marks(chrome, tag).map((mark, at) => html`${at > 0 && ' · '}${mark}`)}</span>
    ${
      find === null &&
      moveButtons(t, {
        action: paths.moveTag({ kept: tag.id }, { page: tags.page === 1 ? null : tags.page }),
        name: tag.name,
        isFirst: place === 0,
        isLast: place === tags.total - 1,
      })
    }`
}

function marks({ t }: Chrome, tag: KeptTagLine): string[] {
  return [
    tag.canonicalName !== null && t('vocabularies.synonymOf', { name: tag.canonicalName }),
    tag.parentName !== null && t('vocabularies.below', { name: tag.parentName }),
    tag.fandomName !== null && t('vocabularies.of', { name: tag.fandomName }),
    t('vocabularies.works', { count: tag.workCount }),
    tag.locked === 1 && t('vocabularies.lockedMark'),
    tag.hidden === 1 && t('vocabularies.hiddenMark'),
    tag.membersOnly === 1 && t('vocabularies.membersOnlyMark'),
    tag.ageConsent === 1 && t('vocabularies.ageConsentMark'),
    tag.warnFirst === 1 && t('vocabularies.warnFirstMark'),
  ].filter((mark) => mark !== false)
}

function adding({ t }: Chrome, { vocabulary, added, errors }: KeptTagsProps): Html {
  const { role } = vocabulary
  const [label, hint] =
    role === 'fandom'
      ? (['vocabularies.under', 'vocabularies.underHint'] as const)
      : (['vocabularies.ofFandoms', 'vocabularies.ofFandomsHint'] as const)
  return html`<section>
    <h2>${t('vocabularies.addTags')}</h2>
    <form method="post" action="${paths.keptTags({ kind: vocabulary.id })}">
      ${textArea({ name: 'names', label: t('vocabularies.names'), hint: t('vocabularies.namesHint'), value: added.names, error: errors.names, rows: 4, required: true })}
      ${takesFandoms(vocabulary) && textField({ name: 'fandoms', label: t(label), hint: t(hint), value: added.fandoms, error: errors.fandoms })}
      <p class="buttons"><button type="submit">${t('vocabularies.addButton')}</button></p>
    </form>
  </section>`
}
