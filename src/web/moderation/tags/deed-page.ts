import type { Deed } from '../../../moderation/tags/deeds.ts'
import type { Preview } from '../../../moderation/tags/preview.ts'
import type { Undoing } from '../../../moderation/tags/undo.ts'
import type { MessageKey, Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { ownerMenu } from '../owner-menu.ts'
import { fieldsOf } from './read-deed.ts'
import { saysOf } from './tag-parts.ts'

interface DeedProps {
  deed: Deed
  preview: Preview
  /** As `deskQuery` makes it: the desk from which it came. Null: the tag's own. */
  desk: Parameters<typeof paths.tagDesk>[1] | null
}

/** What would change, and the button that does it. */
export function deedPage(chrome: Chrome, { deed, preview, desk }: DeedProps): Html {
  const { t } = chrome
  const back = desk === null ? paths.wrangledTag({ wrangled: preview.plan.subjects[0]! }) : paths.tagDesk({}, desk)
  const title = t(`deed.title.${deed.kind}` as MessageKey)
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)}
      <h1>${title}</h1>
      <p dir="auto">${saysOf(t, preview.plan.kind, preview.plan.detail)}</p>
      <h2>${t('deed.changes')}</h2>
      <ul>
        ${effects(t, preview).map((line) => html`<li>${line}</li>`)}
      </ul>
      ${preview.lists.length > 0 && listTable(t, preview)}
      <form method="post" action="${paths.tagDeed({})}">
        ${desk !== null && html`<input type="hidden" name="desk" value="${new URL(back, 'http://desk').search.slice(1)}" />`}
        ${fieldsOf(deed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <p class="buttons">
          <button type="submit">${t('deed.doIt')}</button>
          <a href="${back}">${t('rooms.cancel')}</a>
        </p>
        <p class="small quiet">${t('deed.undoable')}</p>
      </form>`,
  )
}

function effects(t: Messages, preview: Preview): string[] {
  const others = (['followers', 'hiders', 'moderators', 'searches', 'things'] as const).filter(
    (one) => preview[one] > 0,
  )
  return [
    t('deed.workCount', { count: preview.workCount }),
    ...(preview.movedCount > 0 ? [t('deed.movedCount', { count: preview.movedCount })] : []),
    ...others.map((one) => t(`deed.${one}`, { count: preview[one] })),
  ]
}

function listTable(t: Messages, { lists }: Preview): Html {
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('deed.lists')}">
    <table>
      <caption>
        ${t('deed.lists')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('deed.list')}</th>
          <th scope="col" class="number">${t('deed.before')}</th>
          <th scope="col" class="number">${t('deed.after')}</th>
        </tr>
      </thead>
      <tbody>
        ${lists.map(
          ({ name, slug, vocabularySlug, vocabularyName, before, after }) => html`<tr>
            <th scope="row">
              <a href="${paths.tag({ vocabulary: vocabularySlug, tag: slug })}" dir="auto">${name}</a>
              <span class="small quiet">${vocabularyName}</span>
            </th>
            <td class="number">${t.number(before)}</td>
            <td class="number">${t.number(after)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export function undoPage(chrome: Chrome, { actId, undoing }: { actId: number; undoing: Undoing }): Html {
  const { t } = chrome
  const [works, keptWorks] = [
    countWorks(undoing.moves.map((move) => move.workIds)),
    countWorks(undoing.moves.map((move) => move.keptIds)),
  ]
  const lines = [
    t('deed.undoRows', { count: undoing.rows.length }),
    ...(works > 0 ? [t('deed.undoWorks', { count: works })] : []),
    ...(undoing.keptRows.length > 0 ? [t('deed.undoKept', { count: undoing.keptRows.length })] : []),
    ...(keptWorks > 0 ? [t('deed.undoKeptWorks', { count: keptWorks })] : []),
  ]
  return layout(
    chrome,
    { title: t('deed.undoTitle'), unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)}
      <h1>${t('deed.undoTitle')}</h1>
      <p dir="auto">${saysOf(t, undoing.kind, undoing.detail)}</p>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
      ${
        undoing.undoneAt === null
          ? html`<form method="post" action="${paths.undoTagAct({ act: actId })}">
              <p class="buttons">
                <button type="submit">${t('deed.undo')}</button> <a href="${paths.tagActs({})}">${t('rooms.cancel')}</a>
              </p>
            </form>`
          : html`<p class="notice">${t('deed.wasUndone', { date: t.dateTime(undoing.undoneAt) })}</p>`
      }`,
  )
}

/** A work may have had several of the tags. */
function countWorks(lists: ReadonlyArray<readonly number[]>): number {
  return new Set(lists.flat()).size
}
