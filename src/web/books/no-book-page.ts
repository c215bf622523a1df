import type { Unprintable } from '../../export/pdf/refusals.ts'
import type { MissingScript } from '../../export/pdf/missing-signs.ts'
import type { MessageKey, Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { html } from '../ui/html.ts'
import { messagePage } from '../ui/message-page.ts'

/** `failed`: a mistake of ours. */
export type WhyNoBook = Unprintable | { kind: 'failed' }

const RETRY_SECONDS = 60
const STATUS = { failed: 500, busy: 503, too_long: 422, no_typeface: 422 } as const

/** Where it is to be had all the same. */
export interface Instead {
  path: string
  label: MessageKey
}

export function epubOf(workId: number): Instead {
  return { path: paths.bookEpub({ work: workId }), label: 'pdf.toEpub' }
}

/** Why the book cannot be had in this format, and the way to the one in which it can. */
export function answerNoBook(c: C, why: WhyNoBook, instead: Instead): Response {
  const chrome = c.get('chrome')
  const { t } = chrome
  if (why.kind === 'busy') c.header('retry-after', String(RETRY_SECONDS))
  const content = html`<p>${sentence(t, why)}</p>
    <p><a href="${instead.path}" rel="nofollow">${t(instead.label)}</a></p>`
  return page(c, messagePage(chrome, t('pdf.noneTitle'), content), STATUS[why.kind])
}

function sentence(t: Messages, why: WhyNoBook): string {
  if (why.kind === 'failed') return t('pdf.failed')
  if (why.kind === 'busy') return t('pdf.busy')
  if (why.kind === 'too_long') return t('pdf.tooLong')
  const names = [...new Set(why.scripts.map((script) => t(`script.${script}`)))]
  const scripts = new Intl.ListFormat(t.language).format(names)
  return t('pdf.noTypeface', { scripts, advice: t(isEastAsian(why.scripts) ? 'pdf.adviceCjk' : 'pdf.adviceOther') })
}

function isEastAsian(scripts: readonly MissingScript[]): boolean {
  return scripts.some((script) => ['Han', 'Hiragana', 'Katakana', 'Hangul'].includes(script))
}
