import type { FieldErrors } from '../../../errors.ts'
import type { TagDesk } from '../../../moderation/tags/find-tag-desk.ts'
import type { TagAct } from '../../../moderation/tags/list-tag-acts.ts'
import type { WrangledTag } from '../../../tags/wrangling/find-wrangled.ts'
import type { ActKind } from '../../../tags/wrangling/plan.ts'
import { mayBeScoped } from '../../../tags/wrangling/may-stand-below.ts'
import { joinNames } from '../../../tags/tag-names.ts'
import type { Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { textArea, textField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { ownerMenu } from '../owner-menu.ts'
import { actList, deskWays, offering, tagLink } from './tag-parts.ts'

export interface TagDeskProps {
  desk: TagDesk
  acts: readonly TagAct[]
  done: string | null
  errors?: FieldErrors
  /** What was to be done and what was typed for it before it was refused. */
  what?: string
  typed?: string
}

export function tagDeskPage(chrome: Chrome, props: TagDeskProps): Html {
  const { t } = chrome
  const { desk, acts, done, errors } = props
  const { tag, canonical } = desk
  return layout(
    chrome,
    { title: tag.name, unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)} ${deskWays(chrome)}
      <h1 dir="auto">${tag.name}</h1>
      ${done === 'yes' && html`<p class="notice good" role="status">${t('deed.done')}</p>`}
      ${done === 'undone' && html`<p class="notice good" role="status">${t('deed.undone')}</p>`}
      ${errors && html`<p class="notice danger" role="alert">${Object.values(errors).join(' ')}</p>`}
      <p class="small quiet">
        ${[tag.vocabularyName, ...marksOf(t, tag)].join(' · ')}
        ${tag.hidden === 0 && html`· <a href="${paths.tag({ vocabulary: tag.vocabularySlug, tag: tag.slug })}">${t('wrangled.public')}</a>`}
      </p>
      <p>${t('wrangled.uses', { own: desk.use.works, count: desk.meaningCount })}</p>
      ${
        canonical === null
          ? html`${places(t, props)} ${names(t, props)}`
          : html`<p>${t.rich('wrangled.canonical', { tag: tagLink(canonical) })}</p>
              <p class="tools"><a href="${deedLink('free', tag.id)}">${t('deed.free')}</a></p>`
      }
      ${words(t, props)}
      <h2>${t('wrangled.history')}</h2>
      ${actList(chrome, acts, t('deed.noActsHere'))}`,
  )
}

function marksOf(t: Messages, tag: WrangledTag): string[] {
  return [
    ...(tag.leftAlone === 1 ? [t('wrangling.leftAlone')] : []),
    ...(tag.locked === 1 ? [t('wrangling.lockedMark')] : []),
    ...(tag.lookedAt === null && tag.canonicalId === null ? [t('wrangling.waitsMark')] : []),
  ]
}

function deedLink(kind: string, tagId: number, more: Record<string, string | number> = {}): string {
  return paths.tagDeed({}, { kind, tag: tagId, ...more })
}

/** A list of tags, each with a way to take it out. */
function group(
  t: Messages,
  heading: string,
  tags: readonly WrangledTag[],
  takeOut: (tag: WrangledTag) => string | null,
) {
  return html`<h2>${heading}</h2>
    ${tags.length === 0 && html`<p class="quiet">${t('wrangled.none')}</p>`}
    <ul>
      ${tags.map((tag) => {
        const way = takeOut(tag)
        return html`<li>
          ${tagLink(tag)}
          ${way !== null && html`<a class="small" href="${way}">${t('wrangled.remove', { name: tag.name })}</a>`}
        </li>`
      })}
    </ul>`
}

interface NameForm {
  t: Messages
  tagId: number
  kind: string
  label: string
  hint?: string
  value?: string
  /** So that several forms on one page have fields of their own. */
  field: string
  /** Names of which kind are offered. */
  vocabulary?: string | null
}

/** Names that go to the preview of one deed. */
function nameForm({ t, tagId, kind, label, hint, value, field, vocabulary }: NameForm): Html {
  return html`<form method="get" action="${paths.tagDeed({})}">
    <input type="hidden" name="kind" value="${kind}" />
    <input type="hidden" name="tag" value="${tagId}" />
    ${textField({ name: 'intoNames', id: field, label, hint, value, suggest: offering(t, vocabulary) })}
    <p class="buttons"><button class="quiet" type="submit">${t('wrangling.preview')}</button></p>
  </form>`
}

/** What was typed for a deed that was refused, else what stands there. */
function typedFor({ what, typed }: TagDeskProps, kind: ActKind, standing = ''): string {
  return what === kind ? (typed ?? standing) : standing
}

function places(t: Messages, props: TagDeskProps): Html {
  const { tag, synonyms, parents, children, fandoms, meaningOf, suggestedFandoms, fandomVocabularySlug } = props.desk
  const aboveHint = t('wrangled.aboveHint')
  return html`${group(t, t('wrangled.synonyms'), synonyms, (one) => deedLink('free', one.id))}
    ${group(t, t('wrangled.above'), parents, (one) => deedLink('parents', tag.id, { remove: one.id }))}
    ${nameForm({ t, tagId: tag.id, kind: 'parents', label: t('deed.parents'), hint: aboveHint, value: typedFor(props, 'parents'), field: 'above', vocabulary: tag.vocabularySlug })}
    ${children.length > 0 && group(t, t('wrangled.below'), children, (one) => deedLink('parents', one.id, { remove: tag.id }))}
    ${
      mayBeScoped(tag) &&
      html`${group(t, t('wrangled.fandoms'), fandoms, (one) => deedLink('scope', tag.id, { remove: one.id }))}
      ${fandoms.length === 0 && html`<p class="quiet">${t('wrangled.everywhere')}</p>`}
      ${
        suggestedFandoms.length > 0 &&
        html`<p>${t('wrangled.suggested')}</p>
          <ul>
            ${suggestedFandoms.map(
              (one) => html`<li>
                <a href="${deedLink('scope', tag.id, { into: one.id })}" dir="auto"
                  >${t('wrangled.suggestion', { name: one.name, works: t('wrangling.works', { count: one.works }) })}</a
                >
              </li>`,
            )}
          </ul>`
      }
      ${nameForm({ t, tagId: tag.id, kind: 'scope', label: t('deed.scope'), hint: aboveHint, value: typedFor(props, 'scope'), field: 'fandoms', vocabulary: fandomVocabularySlug })}`
    }
    ${meaningOf.length > 0 && group(t, t('wrangled.meaningOf'), meaningOf, () => null)}`
}

function names(t: Messages, props: TagDeskProps): Html {
  const { tag, meanings } = props.desk
  const meant = joinNames(meanings.map((one) => `${one.vocabularySlug}/${one.slug}`))
  return html`<h2>${t('deed.synonym')}</h2>
    <form method="get" action="${paths.tagDeed({})}">
      <input type="hidden" name="tag" value="${tag.id}" />
      ${textField({ name: 'intoNames', label: t('wrangled.into'), hint: t('wrangling.targetHint'), value: typedFor(props, 'synonym') || typedFor(props, 'merge'), suggest: offering(t, tag.vocabularySlug) })}
      <p class="buttons">
        <button class="quiet" type="submit" name="kind" value="synonym">${t('deed.title.synonym')}</button>
        <button class="quiet" type="submit" name="kind" value="merge">${t('deed.merge')}</button>
      </p>
    </form>
    <h2>${t('wrangled.meanings')}</h2>
    ${nameForm({
      t,
      tagId: tag.id,
      kind: 'meanings',
      label: t('wrangled.meanings'),
      hint: t('wrangled.meaningsHint'),
      value: typedFor(props, 'meanings', meant),
      field: 'meanings',
    })}
    ${meanings.length > 0 && html`<p class="tools"><a href="${deedLink('split', tag.id)}">${t('wrangled.split')}</a></p>`}`
}

function words(t: Messages, props: TagDeskProps): Html {
  const { tag, descriptionSource, oldSlugs } = props.desk
  const marks = [
    tag.leftAlone === 1
      ? (['again', t('wrangled.sortAgain')] as const)
      : (['leave', t('wrangled.leaveAlone')] as const),
    tag.locked === 1 ? (['unlock', t('wrangled.unlock')] as const) : (['lock', t('wrangled.lock')] as const),
    ...(tag.lookedAt === null ? [['sorted', t('deed.sorted')] as const] : []),
  ]
  return html`<h2>${t('wrangled.name')}</h2>
    <form method="get" action="${paths.tagDeed({})}">
      <input type="hidden" name="kind" value="rename" />
      <input type="hidden" name="tag" value="${tag.id}" />
      ${textField({ name: 'name', label: t('wrangled.name'), value: typedFor(props, 'rename', tag.name), required: true })}
      <p class="buttons"><button class="quiet" type="submit">${t('wrangling.preview')}</button></p>
    </form>
    ${oldSlugs.length > 0 && html`<p class="small quiet" dir="auto">${t('wrangled.oldNames', { names: oldSlugs.join(', ') })}</p>`}
    <h2>${t('wrangled.description')}</h2>
    <form method="post" action="${paths.tagDeed({})}">
      <input type="hidden" name="kind" value="description" />
      <input type="hidden" name="tag" value="${tag.id}" />
      ${textArea({ name: 'description', label: t('wrangled.description'), hint: t('wrangled.descriptionHint'), value: descriptionSource, rows: 4 })}
      <p class="buttons"><button class="quiet" type="submit">${t('rooms.save')}</button></p>
    </form>
    <h2>${t('wrangled.marks')}</h2>
    <p class="tools">
      ${marks.map(([mark, label]) => html`<a href="${deedLink('marks', tag.id, { mark })}">${label}</a>`)}
    </p>`
}
