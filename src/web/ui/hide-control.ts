// By which a member hides a work, or shows again what they have hidden. The buttons belong to the form at the foot of
// every member's page (shelf-control.ts), which comes back to where it was sent from.
import type { Reason } from '../../reading/hiding/list-reasons.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from './html.ts'
import { SHELVE_FORM } from './shelve-form.ts'

/** Leads to the page that asks what of the work shall be hidden. */
export function hideButton(t: Messages, { id, title }: { id: number; title: string }): Html {
  return html`<button
    class="link hide-button"
    form="${SHELVE_FORM}"
    formmethod="get"
    formaction="${paths.hideWork({ work: id })}"
    aria-label="${t('hiding.fromBlurbFull', { title })}"
  >
    ${t('hiding.fromBlurb')}
  </button>`
}

/** On the page of an author or a tag: a button by which all their works are hidden, or shown again. */
export function hideThing(
  t: Messages,
  { kind, id, name }: { kind: 'author' | 'tag'; id: number; name: string },
  isHidden: boolean,
): Html {
  const thing = `${kind} ${id}`
  if (isHidden) return html`<p class="hidden-mark">${t('hiding.thisHidden')} ${showButton(t, [thing], name)}</p>`
  return html`<p class="hide-thing">
    <button class="link" form="${SHELVE_FORM}" formaction="${paths.hidden({})}" name="hide" value="${thing}">
      ${t(kind === 'author' ? 'hiding.hideAuthor' : 'hiding.hideTag')}
    </button>
  </p>`
}

/** Why the viewer would not see the work in lists. */
export function hiddenMark(t: Messages, work: { id: number; title: string }, reasons: readonly Reason[]): Html {
  const words = html`${reasons.map((reason, index) => html`${index > 0 && ', '}${reasonWords(t, reason)}`)}`
  const things = reasons.flatMap((reason) => thingWords(reason, work.id))
  return html`<p class="hidden-mark">
    <span>${t.rich('hiding.because', { reasons: words })}</span>
    ${things.length > 0 && showButton(t, things, work.title)}
    <a href="${paths.hidden({})}">${t('hiding.change')}</a>
  </p>`
}

/** `name`: what the button is about, for those who do not see where it stands. */
export function showButton(t: Messages, things: readonly string[], name: string): Html {
  return html`<button
    class="link"
    form="${SHELVE_FORM}"
    formaction="${paths.hidden({})}"
    name="show"
    value="${things.join()}"
    aria-label="${t('hiding.showFull', { name })}"
  >
    ${t('hiding.show')}
  </button>`
}

function reasonWords(t: Messages, reason: Reason): Html | string {
  if (reason.kind === 'author') {
    const link = html`<a href="${paths.author({ slug: reason.slug })}" dir="auto">${reason.name}</a>`
    return t.rich('hiding.reason.author', { name: link })
  }
  if (reason.kind === 'tag') {
    const address = paths.tag({ vocabulary: reason.vocabularySlug, tag: reason.slug })
    return t.rich('hiding.reason.tag', { name: html`<a href="${address}" dir="auto">${reason.name}</a>` })
  }
  return t(`hiding.reason.${reason.kind}`)
}

/** What is to be shown again, as forms name it; a language is a wish of its own. */
function thingWords(reason: Reason, workId: number): string[] {
  if (reason.kind === 'language') return []
  return [reason.kind === 'work' ? `work ${workId}` : `${reason.kind} ${reason.id}`]
}
