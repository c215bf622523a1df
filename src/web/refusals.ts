// The one place where refusals and mistakes become a status and a page.
import { Refusal, type RefusalCode, type TooMuch } from '../errors.ts'
import { UnreadableRequest } from './forms.ts'
import type { MessageKey } from './messages/messages.ts'
import type { Parts } from './parts.ts'
import { type C, page } from './respond.ts'
import { paths } from './paths.ts'
import { html } from './ui/html.ts'
import { messagePage } from './ui/message-page.ts'

export class ForeignForm extends Error {}
export class TooLarge extends Error {}

/** Thrown where only members may go; a guest is sent to log in and back, see `requireMember`. */
export class LogInFirst extends Error {}

interface Answer {
  status: 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500
  title: MessageKey
  text: string
}

export function answerTo(error: unknown, c: C, parts: Parts): Response {
  if (error instanceof LogInFirst) return c.redirect(paths.login({}, { to: c.get('chrome').here }), 303)
  const { status, title, text } = answerFor(error, c)
  if (status === 500) parts.log.error({ requestId: c.get('requestId'), err: error }, 'request failed')
  if (error instanceof Refusal && error.retryAfterSeconds) c.header('retry-after', String(error.retryAfterSeconds))
  const chrome = c.get('chrome') as typeof c.var.chrome | undefined
  if (!chrome) return c.text('This archive cannot answer at the moment. Please try again soon.', 503)
  return page(c, messagePage(chrome, chrome.t(title), html`<p>${text}</p>`), status)
}

const STATUS = { not_found: 404, not_allowed: 403, invalid: 422, conflict: 409, too_many: 429 } as const
const TITLES: Record<RefusalCode, MessageKey> = {
  not_found: 'site.notFoundTitle',
  not_allowed: 'site.notAllowedTitle',
  invalid: 'site.refusedTitle',
  conflict: 'site.refusedTitle',
  too_many: 'site.tooManyTitle',
}

function answerFor(error: unknown, c: C): Answer {
  const t = c.get('t')
  const mistake: Answer = { status: 500, title: 'site.errorTitle', text: '' }
  if (!t) return mistake
  if (error instanceof Refusal) return { status: STATUS[error.code], title: titleOf(error), text: textOf(error, c) }
  if (error instanceof ForeignForm) return { status: 403, title: 'site.crossSiteTitle', text: t('site.crossSite') }
  if (error instanceof TooLarge) return { status: 413, title: 'site.tooLargeTitle', text: t('site.tooLarge') }
  if (error instanceof UnreadableRequest)
    return { status: 400, title: 'site.badRequestTitle', text: t('site.badRequest') }
  return { ...mistake, text: t('site.error', { id: c.get('requestId') }) }
}

function titleOf({ code, tooMuch }: Refusal): MessageKey {
  return code === 'too_many' && tooMuch !== 'tries' ? 'site.busyTitle' : TITLES[code]
}

const TOO_MUCH: Record<TooMuch, MessageKey> = {
  tries: 'site.tooMany',
  searches: 'find.tooManySearches',
  works: 'find.listTooLong',
}

/** What the page says of it, in the archive's language where it knows the words. */
export function textOf(refusal: Refusal, c: C): string {
  const t = c.get('t')
  if (refusal.code === 'not_found') return t('site.notFound')
  if (refusal.code === 'too_many')
    return t(TOO_MUCH[refusal.tooMuch], { minutes: Math.ceil((refusal.retryAfterSeconds ?? 60) / 60) })
  return refusal.message
}
