import type { FieldErrors } from '../../errors.ts'
import { isAdmin } from '../../people/viewer.ts'
import type { Paged } from '../../store/paging.ts'
import type { Poll } from '../../talk/polls.ts'
import { paths } from '../paths.ts'
import { mistakes, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'

export function pollsPage(chrome: Chrome, polls: Paged<Poll>): Html {
  const { t, viewer } = chrome
  const linkTo = (page: number) => paths.polls({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('polls.title') },
    html`<h1>${t('polls.title')}</h1>
      ${isAdmin(viewer) && html`<p class="tools"><a href="${paths.newPoll({})}">${t('polls.new')}</a></p>`}
      ${polls.rows.length === 0 && html`<p class="empty">${t('polls.empty')}</p>`}
      ${polls.rows.map(
        (poll) =>
          html`<section class="poll">
            <h2 dir="auto"><a href="${paths.poll({ poll: poll.id })}">${poll.question}</a></h2>
            ${results(chrome, poll)}
          </section>`,
      )}
      ${pager({ t, page: polls.page, pageCount: polls.pageCount, linkTo })}`,
  )
}

export interface PollProps {
  poll: Poll
  isThanked: boolean
  errors?: FieldErrors
}

export function pollPage(chrome: Chrome, { poll, isThanked, errors }: PollProps): Html {
  const { t, viewer } = chrome
  const at = { poll: poll.id }
  return layout(
    chrome,
    { title: poll.question },
    html`<h1 dir="auto">${poll.question}</h1>
      ${isThanked && html`<p class="notice good" role="status">${t('polls.thanks')}</p>`} ${mistakes(t, errors)}
      <div class="poll">${ballot(chrome, poll)} ${results(chrome, poll)}</div>
      ${
        isAdmin(viewer) &&
        html`<div class="tools">
          ${
            poll.closedAt === null &&
            html`<form method="post" action="${paths.closePoll(at)}">
              <button class="quiet" type="submit">${t('polls.close')}</button>
            </form>`
          }
          <p><a class="danger" href="${paths.deletePoll(at)}">${t('rooms.delete')}</a></p>
        </div>`
      }
      <p><a href="${paths.polls({})}">${t('polls.all')}</a></p>`,
  )
}

/** The form for members, the way in for guests; nothing for a poll that is closed. */
function ballot({ t, viewer, here }: Chrome, poll: Poll): Html | false {
  if (poll.closedAt !== null) return false
  if (viewer.kind === 'guest') {
    const login = html`<a href="${paths.login({}, { to: here })}" rel="nofollow">${t('polls.logInLink')}</a>`
    return html`<p class="notice">${t.rich('polls.logIn', { login })}</p>`
  }
  return html`<form method="post" action="${paths.poll({ poll: poll.id })}">
    <fieldset>
      <legend dir="auto">${poll.question}</legend>
      ${poll.options.map(
        ({ id, label }) =>
          html`<label class="check"
            ><input type="radio" name="option" value="${id}" ${id === poll.chosenId && html` checked`} />
            <span dir="auto">${label}</span></label
          >`,
      )}
    </fieldset>
    <p class="buttons">
      <button type="submit">${t(poll.chosenId === null ? 'polls.vote' : 'polls.change')}</button>
    </p>
  </form>`
}

/** Of the poll on the home page: the question and the form; the numbers stand on its own page. */
export function homePoll(chrome: Chrome, poll: Poll): Html {
  const { t } = chrome
  return html`<section class="poll">
    <h2>${t('polls.onHome')}</h2>
    ${chrome.viewer.kind === 'guest' && html`<p dir="auto">${poll.question}</p>`} ${ballot(chrome, poll)}
    <p class="small">
      <a href="${paths.poll({ poll: poll.id })}">${t('polls.results')}</a> ·
      <a href="${paths.polls({})}">${t('polls.all')}</a>
    </p>
  </section>`
}

function results({ t }: Chrome, poll: Poll): Html {
  const total = poll.options.reduce((sum, { votes }) => sum + votes, 0)
  const when =
    poll.closedAt !== null
      ? t.rich('polls.closedOn', { date: day(t, poll.closedAt) })
      : poll.openedAt !== null && t.rich('polls.openedOn', { date: day(t, poll.openedAt) })
  return html`<ul class="poll-results">
      ${poll.options.map(
        ({ id, label, votes }) =>
          html`<li>
            <span dir="auto">${label}</span>
            <span class="quiet small"
              >${t('polls.votes', { count: votes })}${id === poll.chosenId && html` · ${t('polls.yours')}`}</span
            >
            <meter min="0" max="${Math.max(1, total)}" value="${votes}" aria-hidden="true"></meter>
          </li>`,
      )}
    </ul>
    <p class="quiet small">${t('polls.total', { count: total })}${when && html` · ${when}`}</p>`
}

export function pollForm(
  chrome: Chrome,
  { question, options, errors }: { question: string; options: string; errors?: FieldErrors },
): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('polls.new'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('polls.new')}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.newPoll({})}">
        ${textField({ name: 'question', label: t('polls.question'), value: question, error: errors?.question, required: true })}
        ${textArea({ name: 'options', label: t('polls.options'), hint: t('polls.optionsHint'), value: options, error: errors?.options, rows: 6, required: true })}
        <p class="buttons"><button type="submit">${t('polls.open')}</button></p>
      </form>`,
  )
}
