import type { listVocabulariesToKeep } from '../../../moderation/vocabularies/find-vocabulary-to-edit.ts'
import { canDefineVocabularies } from '../../../moderation/vocabularies/permissions.ts'
import { type Missing, PRESETS } from '../../../tags/presets.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { ownerMenu } from '../owner-menu.ts'
import { moveButtons } from './move-buttons.ts'

type Line = Awaited<ReturnType<typeof listVocabulariesToKeep>>[number]

export interface VocabulariesProps {
  vocabularies: readonly Line[]
  /** What the presets have and the archive has not. */
  missing: ReadonlyArray<Missing & { name: string }>
  notice: MessageKey | null
}

export function vocabulariesPage(chrome: Chrome, { vocabularies, missing, notice }: VocabulariesProps): Html {
  const { t, viewer } = chrome
  const mayDefine = canDefineVocabularies(viewer)
  return layout(
    chrome,
    { title: t('vocabularies.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('vocabularies.title')}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      <p>${t('vocabularies.intro')}</p>
      ${mayDefine && html`<p class="tools"><a href="${paths.newVocabulary({})}">${t('vocabularies.new')}</a></p>`}
      ${vocabularies.length === 0 && html`<p class="empty">${t('vocabularies.empty')}</p>`}
      <ol class="queue kinds">
        ${vocabularies.map((line, index) => vocabularyLine(chrome, line, { index, count: vocabularies.length }))}
      </ol>
      ${mayDefine && presets(chrome, missing)}`,
  )
}

function vocabularyLine(chrome: Chrome, line: Line, { index, count }: { index: number; count: number }): Html {
  const { t, viewer } = chrome
  const { id, name, tagCount } = line
  return html`<li>
    <h2 dir="auto">${name}</h2>
    <p class="small quiet">${rules(chrome, line)} · ${t('vocabularies.tags', { count: tagCount })}</p>
    <div class="tools">
      <a href="${paths.keptTags({ kind: id })}">${t('vocabularies.showTags')}</a>
      ${
        canDefineVocabularies(viewer) &&
        html`<a href="${paths.editVocabulary({ kind: id })}">${t('rooms.edit')}</a>
          <a class="danger" href="${paths.deleteVocabulary({ kind: id })}">${t('rooms.delete')}</a>
          ${moveButtons(t, { action: paths.moveVocabulary({ kind: id }), name, isFirst: index === 0, isLast: index === count - 1 })}`
      }
    </div>
  </li>`
}

function rules({ t }: Chrome, { closed, many, required, spoiler, role }: Line): string {
  return [
    t(closed === 1 ? 'vocabularies.closedMark' : 'vocabularies.openMark'),
    t(many === 1 && role !== 'rating' ? 'vocabularies.manyMark' : 'vocabularies.oneMark'),
    required === 1 && t('vocabularies.requiredMark'),
    spoiler === 1 && t('vocabularies.spoilerMark'),
  ]
    .filter((word) => word !== false)
    .join(' · ')
}

function presets({ t }: Chrome, missing: VocabulariesProps['missing']): Html {
  return html`<section class="ready-made">
    <h2>${t('vocabularies.presets')}</h2>
    <p class="quiet">${t(missing.length === 0 ? 'vocabularies.presetsAll' : 'vocabularies.presetsHint')}</p>
    ${PRESETS.map((preset) => {
      const own = missing.filter((one) => one.preset === preset)
      return (
        own.length > 0 &&
        html`<h3>${t(`vocabularies.preset.${preset}`)}</h3>
          <form class="buttons" method="post" action="${paths.addVocabulary({})}">
            ${own.map(({ slug, name }) => html`<button class="quiet" name="add" value="${preset}/${slug}">${t('vocabularies.add', { name })}</button>`)}
          </form>`
      )
    })}
  </section>`
}
