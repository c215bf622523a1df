import { Refusal } from '../../../errors.ts'
import type { Form } from '../../forms.ts'
import { paths } from '../../paths.ts'
import { LogInFirst, textOf } from '../../refusals.ts'
import { type C, page } from '../../respond.ts'
import { html, type Html } from '../../ui/html.ts'
import { layout } from '../../ui/layout.ts'

/**
 * Runs what a form asks for; where it is refused because the writer is logged out or too quick, or the work is gone,
 * the answer gives back every word that was sent.
 */
export async function keepingWords(c: C, form: Form, handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle()
  } catch (error) {
    if (error instanceof LogInFirst) return page(c, keptPage(c, form, null), 403)
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'not_found') return page(c, keptPage(c, form, { said: textOf(error, c), isOver: true }), 404)
    if (error.code === 'too_many') return page(c, keptPage(c, form, { said: textOf(error, c), isOver: false }), 429)
    throw error
  }
}

/** Null: logged out. Sending again helps unless it `isOver`. */
type Reason = { said: string; isOver: boolean } | null

function keptPage(c: C, form: Form, reason: Reason): Html {
  const chrome = c.get('chrome')
  const { t } = chrome
  const link = html`<a href="${paths.login({})}" target="_blank">${t('posting.keptLoginLink')}</a>`
  const said = reason ? t('posting.keptRefused', { reason: reason.said }) : t.rich('posting.keptLogin', { login: link })
  return layout(
    chrome,
    { title: t('posting.keptTitle'), unlisted: true },
    html`<h1>${t('posting.keptTitle')}</h1>
      <p class="notice danger" role="alert">${said}</p>
      <form method="post" action="${c.req.path}">
        ${hiddenFields(form)} ${!reason?.isOver && html`<button>${t('posting.sendAgain')}</button>`}
      </form>
      <h2>${t('posting.keptWords')}</h2>
      ${typedTexts(form).map(
        (text) => html`<div class="field"><textarea readonly rows="6" aria-label="${t('posting.keptWords')}">
${text}</textarea></div>`,
      )}`,
  )
}

function hiddenFields(form: Form): Html[] {
  return form
    .names()
    .flatMap((name) => form.all(name).map((value) => html`<input type="hidden" name="${name}" value="${value}" />`))
}

const MACHINE_MADE = new Set(['token', 'version', 'then', 'language', 'format', 'pseud', 'pseuds'])

function typedTexts(form: Form): string[] {
  return form
    .names()
    .filter((name) => !MACHINE_MADE.has(name))
    .map((name) => form.text(name))
    .filter((text) => text.trim() !== '' && !/^(?:yes|\d+)$/.test(text))
}
