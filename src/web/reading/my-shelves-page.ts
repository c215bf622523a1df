import { paletteOf } from '../../export/cover/palette.ts'
import type { OwnShelf, Spine } from '../../reading/list-shelves.ts'
import { paths } from '../paths.ts'
import { doneNotice } from '../ui/done.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { newShelfForm } from './shelf-form.ts'

const NOTICES = { deleted: 'shelves.deleted' } as const

/** All shelves of a member, with the backs of what was put on them last. */
export function myShelvesPage(chrome: Chrome, shelves: readonly OwnShelf[], done: string | undefined): Html {
  const { t } = chrome
  const notice = doneNotice(NOTICES, done)
  const own = shelves.filter(({ kind }) => kind === 'own')
  const hidden = html`<a href="${paths.hidden({})}">${t('hiding.title')}</a>`
  return layout(
    chrome,
    { title: t('shelves.mine'), unlisted: true },
    html`<h1>${t('shelves.mine')}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      <div class="bookcase">${shelves.map((shelf) => board(chrome, shelf, own))}</div>
      ${newShelfForm(chrome)}
      <p class="quiet">${t.rich('shelves.hide', { hidden })}</p>
      <p class="quiet">
        ${t('shelves.exportAll')} <a href="${paths.myShelvesCsv({})}">${t('shelves.csv')}</a> ·
        <a href="${paths.myShelvesJson({})}">${t('shelves.json')}</a>
      </p>`,
  )
}

function board(chrome: Chrome, shelf: OwnShelf, own: readonly OwnShelf[]): Html {
  const { t } = chrome
  const place = { shelf: shelf.slug }
  const name = shelfName(t, shelf)
  const index = own.indexOf(shelf)
  return html`<section class="board" id="shelf-${shelf.slug}">
    <div class="board-head">
      <h2><a href="${paths.myShelf(place)}" dir="auto">${name}</a></h2>
      <p class="quiet small">
        ${t('shelves.count', { count: shelf.bookmarkCount })} ·
        ${t(shelf.isPublic ? 'shelves.publicMark' : 'shelves.privateMark')}
      </p>
      ${index >= 0 && own.length > 1 && order(chrome, { shelf, name, isFirst: index === 0, isLast: index === own.length - 1 })}
    </div>
    ${
      shelf.spines.length > 0
        ? html`<ul class="spines" aria-label="${t('shelves.newest', { shelf: name })}">
            ${shelf.spines.map(spine)}
          </ul>`
        : html`<p class="spines quiet">${shelf.bookmarkCount === 0 && t(`shelves.emptyStatus.${shelf.kind}`)}</p>`
    }
  </section>`
}

interface Order {
  shelf: OwnShelf
  name: string
  isFirst: boolean
  isLast: boolean
}

function order({ t }: Chrome, { shelf, name, isFirst, isLast }: Order): Html {
  return html`<form class="board-order" method="post" action="${paths.shelfPlace({ shelf: shelf.slug })}">
    ${!isFirst && html`<button class="link" name="direction" value="up" aria-label="${t('shelves.upFull', { shelf: name })}">${t('shelves.up')}</button>`}
    ${!isLast && html`<button class="link" name="direction" value="down" aria-label="${t('shelves.downFull', { shelf: name })}">${t('shelves.down')}</button>`}
  </form>`
}

/** In words; a longer work has a thicker back. */
const THICKER_FROM = [10_000, 50_000, 150_000]

/** In the colour of its cover, which comes as an attribute because nothing inline may be styled. */
function spine({ workId, title, language, wordCount, fandom }: Spine): Html {
  const thickness = THICKER_FROM.filter((words) => wordCount >= words).length
  const { ground } = paletteOf(fandom ?? title)
  return html`<li class="spine thick-${thickness}">
    <svg aria-hidden="true" viewBox="0 0 1 1" preserveAspectRatio="none"><rect width="1" height="1" fill="${ground}" /></svg>
    <a href="${paths.work({ work: workId })}" ${languageOf(language)}>${title}</a>
  </li>`
}
