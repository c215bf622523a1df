import type { Member } from '../../people/viewer.ts'
import type { HistoryLine, HistoryWork } from '../../reading/list-history.ts'
import type { Paged } from '../../store/paging.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { continueLink, unreadWords } from '../ui/continue-link.ts'
import { doneNotice } from '../ui/done.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { languageOf } from '../ui/prose.ts'
import { moment } from '../ui/time.ts'

export interface HistoryProps {
  member: Member
  history: Paged<HistoryLine>
  /** What was searched for; empty: nothing. */
  words: string
  done: string | undefined
}

const NOTICES = {
  forgotten: 'history.forgotten',
  kept: 'history.isKept',
  paused: 'history.isPaused',
  off: 'history.isOff',
} as const

export function historyPage(chrome: Chrome, { member, history, words, done }: HistoryProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = history
  const linkTo = (page: number) => paths.history({}, { words, page: page === 1 ? null : page })
  const notice = doneNotice(NOTICES, done)
  const state = member.preferences.history
  return layout(
    chrome,
    { title: t('history.title'), unlisted: true },
    html`<h1>${t('history.title')}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      <p class="quiet">${t(`history.about.${state}`)}</p>
      ${(total > 0 || words !== '') && search(chrome, words)}
      ${total === 0 && html`<p class="empty">${t(words !== '' ? 'history.nothingFound' : `history.empty.${state}`)}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)}
      <ol class="history">
        ${rows.map((line) => entry(chrome, line))}
      </ol>
      ${pager({ t, page, pageCount, linkTo })} ${total > 0 && words === '' && takeAlong(chrome)} ${keeping(chrome, state)}`,
  )
}

function search({ t }: Chrome, words: string): Html {
  return html`<form class="search-line" role="search" action="${paths.history({})}" aria-label="${t('history.search')}">
    <label for="words">${t('history.search')}</label>
    <input id="words" name="words" type="search" value="${words}" maxlength="200" dir="auto" />
    <button class="quiet" type="submit">${t('history.find')}</button>
  </form>`
}

function entry(chrome: Chrome, { workId, notedAt, work }: HistoryLine): Html {
  const { t } = chrome
  return html`<li class="opened">
    ${work ? opened(chrome, workId, work) : html`<p class="quiet">${t('history.closed')}</p>`}
    <form class="tools" method="post" action="${paths.forgetHistory({})}">
      <p class="quiet small">${moment(t, notedAt)}</p>
      <input type="hidden" name="work" value="${workId}" />
      <input type="hidden" name="to" value="${chrome.here}" />
      <button class="link" type="submit" ${work && html`aria-label="${t('history.forgetWork', { title: work.title })}"`}>
        ${t('history.forgetOne')}
      </button>
    </form>
  </li>`
}

function opened({ t }: Chrome, id: number, { title, language, chapterCount, creators, mark }: HistoryWork): Html {
  const where = chapterCount > 1 && mark.here > 0 && t('reading.chapterOf', { number: mark.here, count: chapterCount })
  return html`<h2 class="blurb-title">
      <a href="${paths.work({ work: id })}" ${languageOf(language)}>${title}</a> ${byline(t, creators)}
    </h2>
    <p class="small">
      ${where && html`<span>${where}</span> · `}<span>${unreadWords(t, mark)}</span>
      ${mark.next && html` · ${continueLink(t, { id, title, chapterCount }, mark.next)}`}
    </p>`
}

function takeAlong({ t }: Chrome): Html {
  return html`<p class="quiet">
    ${t('history.export')} <a href="${paths.historyCsv({})}">${t('shelves.csv')}</a> ·
    <a href="${paths.historyJson({})}">${t('shelves.json')}</a> ·
    <a href="${paths.forgetHistory({})}">${t('history.forgetMore')}</a>
  </p>`
}

function keeping({ t }: Chrome, state: Member['preferences']['history']): Html {
  return html`<form method="post" action="${paths.history({})}">
    <fieldset>
      <legend>${t('history.keeping')}</legend>
      ${(['kept', 'paused', 'off'] as const).map(
        (choice) =>
          html`<label class="check"
            ><input type="radio" name="history" value="${choice}" ${choice === state && html`checked`} />
            ${t(`history.choice.${choice}`)}</label
          >`,
      )}
      <p class="buttons"><button type="submit">${t('history.save')}</button></p>
    </fieldset>
  </form>`
}
