import type { TagAct } from '../../../moderation/tags/list-tag-acts.ts'
import type { WrangledTag } from '../../../tags/wrangling/find-wrangled.ts'
import type { MessageKey, Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Chrome } from '../../ui/layout.ts'
import { suggesting } from '../../ui/suggest.ts'

/** A tag's name as a link to its desk, with its kind. */
export function tagLink({ id, name, vocabularyName }: Pick<WrangledTag, 'id' | 'name' | 'vocabularyName'>): Html {
  return html`<a href="${paths.wrangledTag({ wrangled: id })}" dir="auto">${name}</a>
    <span class="small quiet">${vocabularyName}</span>`
}

/** Attributes of a field for names of one kind, which are offered while somebody types. */
export function offering(t: Messages, vocabulary: string | null | undefined): Html | undefined {
  if (!vocabulary) return undefined
  return suggesting(t, { from: paths.suggestTags({ vocabulary }), as: 'names' })
}

export function deskWays({ t, here }: Chrome): Html {
  const ways = [
    [paths.tagDesk({}), t('wrangling.waiting')],
    [paths.alikeTags({}), t('wrangling.alike')],
    [paths.tagActs({}), t('wrangling.acts')],
  ] as const
  const path = here.split('?')[0]
  return html`<nav class="own-links" aria-label="${t('wrangling.guide')}">
    <ul>
      ${ways.map(([href, label]) => html`<li><a href="${href}"${path === href && html` aria-current="page"`}>${label}</a></li>`)}
    </ul>
  </nav>`
}

function listed(t: Messages, names: unknown): string {
  const all = Array.isArray(names) ? names.map(String) : []
  const shown = all.slice(0, 5).map((name) => `“${name}”`)
  const rest = all.length - shown.length
  return [...shown, ...(rest > 0 ? [t('reading.moreTags', { count: rest })] : [])].join(', ')
}

/** A sentence about what an act does or did, out of the names that it keeps. */
export function saysOf(t: Messages, kind: string, detail: Readonly<Record<string, unknown>>): string {
  const said = {
    tags: listed(t, detail.tags),
    count: Array.isArray(detail.tags) ? detail.tags.length : 1,
    into: `“${String(detail.into ?? '')}”`,
    name: `“${String(detail.name ?? '')}”`,
    meanings: listed(t, detail.meanings) || '—',
    added: listed(t, detail.added) || t('deed.says.nothing'),
    removed: listed(t, detail.removed) && t('deed.says.noLonger', { names: listed(t, detail.removed) }),
    marks: marksOf(t, detail),
  }
  return t(`deed.says.${kind}` as MessageKey, said)
}

const MARKS = ['isLeftAlone', 'isLocked', 'isLookedAt'] as const

function marksOf(t: Messages, detail: Readonly<Record<string, unknown>>): string {
  return MARKS.filter((mark) => mark in detail)
    .map((mark) => t(`deed.mark.${mark}.${detail[mark] === true ? 'yes' : 'no'}`))
    .join(', ')
}

export function actList({ t }: Chrome, acts: readonly TagAct[], empty: string): Html {
  if (acts.length === 0) return html`<p class="empty">${empty}</p>`
  return html`<ul class="queue">
    ${acts.map(
      ({ id, kind, detail, happenedAt, undoneAt, by }) => html`<li>
        <p dir="auto">
          <strong>${t(`deed.title.${kind}` as MessageKey)}</strong>: ${saysOf(t, kind, detail)}
        </p>
        <p class="small quiet">
          ${t('deed.by', { by: by ?? t('deed.somebody'), date: t.dateTime(happenedAt) })}
          ${undoneAt !== null && html`· ${t('deed.wasUndone', { date: t.dateTime(undoneAt) })}`}
        </p>
        ${undoneAt === null && html`<p class="tools"><a href="${paths.undoTagAct({ act: id })}">${t('deed.undo')}</a></p>`}
      </li>`,
    )}
  </ul>`
}
