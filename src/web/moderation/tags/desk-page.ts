import type { FieldErrors } from '../../../errors.ts'
import type { Desk, DeskLine, DeskQuestion } from '../../../moderation/tags/list-desk.ts'
import type { Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { checkField, mistakes, selectField, textField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { pager } from '../../ui/pager.ts'
import { ownerMenu } from '../owner-menu.ts'
import { deskWays, offering, tagLink } from './tag-parts.ts'

export interface DeskProps extends Desk {
  question: DeskQuestion
  isDone: boolean
  errors?: FieldErrors
  /** What was chosen and typed before it was refused. */
  chosen?: readonly number[]
  what?: string
  typed?: string
}

/** What an address asks of the desk. */
export function deskQuery({ vocabularyId, fandomId, sort, find }: DeskQuestion, page: number) {
  return {
    kind: vocabularyId,
    fandom: fandomId,
    sort: sort === 'new' ? null : sort,
    find,
    page: page > 1 ? page : null,
  }
}

export function deskPage(chrome: Chrome, props: DeskProps): Html {
  const { t } = chrome
  const { lines, question, isDone, errors } = props
  const isSearch = question.find !== ''
  const heading = isSearch ? t('wrangling.found') : t('wrangling.waiting')
  return layout(
    chrome,
    { title: heading, unlisted: true },
    html`${ownerMenu(chrome)} ${deskWays(chrome)}
      <h1>${heading}</h1>
      ${isDone && html`<p class="notice good" role="status">${t('deed.done')}</p>`} ${lines.rows.length > 0 ? mistakes(t, errors) : refusals(errors)}
      ${!isSearch && html`<p>${t('wrangling.intro')}</p>`} ${choices(t, props)}
      ${lines.rows.length === 0 ? html`<p class="empty">${emptyWords(t, props)}</p>` : chosenForm(t, props)}
      ${pager({ t, page: lines.page, pageCount: lines.pageCount, linkTo: (page) => paths.tagDesk({}, deskQuery(question, page)) })}`,
  )
}

/** Where nothing waits there are no fields for them to stand beside. */
function refusals(errors: FieldErrors = {}): Html[] {
  return Object.values(errors).map((words) => html`<p class="notice danger" role="alert">${words}</p>`)
}

function emptyWords(t: Messages, { question, kinds }: DeskProps): string {
  if (question.find !== '') return t('wrangling.noneFound')
  return kinds.length === 0 ? t('wrangling.empty') : t('wrangling.emptyChoice')
}

function choices(t: Messages, { question, kinds, fandoms }: DeskProps): Html {
  const all = kinds.reduce((sum, kind) => sum + kind.count, 0)
  return html`<form method="get" action="${paths.tagDesk({})}" class="desk-choices">
    ${selectField({
      name: 'kind',
      label: t('wrangling.kind'),
      value: question.vocabularyId ?? '',
      choices: [
        { value: '', label: t('wrangling.allKinds', { count: all }) },
        ...kinds.map(({ id, name, count }) => ({ value: id, label: t('wrangling.kindCount', { name, count }) })),
      ],
    })}
    ${selectField({
      name: 'fandom',
      label: t('wrangling.fandom'),
      value: question.fandomId ?? '',
      choices: [
        { value: '', label: t('wrangling.everyFandom') },
        ...fandoms.map(({ id, name, count }) => ({ value: id, label: t('wrangling.kindCount', { name, count }) })),
      ],
    })}
    ${selectField({
      name: 'sort',
      label: t('wrangling.order'),
      value: question.sort,
      choices: [
        { value: 'new', label: t('wrangling.newest') },
        { value: 'used', label: t('wrangling.mostUsed') },
      ],
    })}
    ${textField({ name: 'find', label: t('wrangling.find'), value: question.find })}
    <p class="buttons"><button class="quiet" type="submit">${t('wrangling.show')}</button></p>
  </form>`
}

/** One form around the list: the chosen tags go to the preview together. */
function chosenForm(t: Messages, { lines, kinds, question, errors, chosen = [], what, typed = '' }: DeskProps): Html {
  const deeds = ['synonym', 'merge', 'scope', 'parents', 'sorted', 'leave'] as const
  const desk = new URL(paths.tagDesk({}, deskQuery(question, lines.page)), 'http://desk').search.slice(1)
  return html`<form method="get" action="${paths.tagDeed({})}">
    <input type="hidden" name="desk" value="${desk}" />
    <p class="small quiet">${t('wrangling.count', { count: lines.total })}</p>
    <ul class="queue desk">
      ${lines.rows.map((line) => html`<li>${lineOf(t, line, chosen.includes(line.id))}</li>`)}
    </ul>
    <fieldset class="with-chosen">
      <legend>${t('wrangling.withChosen')}</legend>
      ${selectField({
        name: 'kind',
        id: 'what',
        label: t('wrangling.what'),
        value: what,
        choices: deeds.map((value) => ({ value, label: t(`deed.${value}`) })),
        error: errors?.kind ?? errors?.tags,
      })}
      ${textField({
        name: 'intoNames',
        label: t('wrangling.target'),
        hint: t('wrangling.targetHint'),
        value: typed,
        suggest: offering(t, kinds.find(({ id }) => id === question.vocabularyId)?.slug),
        error: errors?.into ?? errors?.above ?? errors?.fandoms,
      })}
      <p class="buttons"><button type="submit">${t('wrangling.preview')}</button></p>
    </fieldset>
  </form>`
}

function lineOf(t: Messages, line: DeskLine, isChosen: boolean): Html {
  const marks = [
    line.canonicalName !== null && t('wrangling.synonymOf', { name: line.canonicalName }),
    line.leftAlone === 1 && t('wrangling.leftAlone'),
    line.locked === 1 && t('wrangling.lockedMark'),
  ].filter((mark) => mark !== false)
  const box = html`<span class="visually-hidden">${t('wrangling.choose', { name: line.name })}</span>`
  return html`${checkField({ name: 'tag', value: line.id, label: box, checked: isChosen })}
    <span>${tagLink(line)}
      <span class="small quiet">${[t('wrangling.works', { count: line.use.works }), ...marks].join(' · ')}</span></span>`
}
