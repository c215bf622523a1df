import { fieldErrors } from '../../errors.ts'
import { sendLetterLater } from '../../notices/send-letter.ts'
import { askForClaimLater } from '../../people/claim-by-mail.ts'
import { askToClaim, findUnclaimedPseud } from '../../people/claim-by-owner.ts'
import { claimAccount, findClaimLinkIfAny } from '../../people/claim-link.ts'
import { readForm } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { html } from '../ui/html.ts'
import { messagePage } from '../ui/message-page.ts'
import { attempt } from '../works/edit/attempt.ts'
import { claimAuthorPage, claimForm, claimLinkOver, claimPasswordForm } from './claim-pages.ts'
import { letterLinks } from './letter-links.ts'
import { takeSessionCookie } from './session-cookie.ts'

export function claimRoutes(app: App, parts: Parts): void {
  byMailRoutes(app, parts)
  byOwnerRoutes(app, parts)
  linkRoutes(app, parts)
}

function byMailRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.claim.pattern, (c) =>
    page(c, claimForm(c.get('chrome'), { name: c.req.query('name') ?? '', email: '', errors: {} })),
  )

  // No nudge: the search for the account must not run beside the answer, where its time could be measured.
  app.post(paths.claim.pattern, async (c) => {
    const [chrome, t, form] = [c.get('chrome'), c.get('t'), await readForm(c)]
    const asked = { name: form.text('name'), email: form.text('email') }
    try {
      await askForClaimLater(db, { ...asked, links: letterLinks(c) }, c.get('address'), now())
    } catch (error) {
      return page(c, claimForm(chrome, { ...asked, errors: fieldErrors(error) }), 422)
    }
    const text = t('claims.sent', { name: asked.name.trim(), email: asked.email.trim() })
    return page(c, messagePage(chrome, t('people.lostSentTitle'), html`<p>${text}</p>`))
  })
}

function byOwnerRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.claimAuthor.pattern, async (c) => {
    const author = await findUnclaimedPseud(db, c.req.param('slug')!)
    return page(c, claimAuthorPage(c.get('chrome'), { author, email: '', reason: '', errors: {} }))
  })

  app.post(paths.claimAuthor.pattern, async (c) => {
    const [chrome, t, form] = [c.get('chrome'), c.get('t'), await readForm(c)]
    const author = await findUnclaimedPseud(db, c.req.param('slug')!)
    const asked = { slug: author.slug, email: form.text('email'), reason: form.text('reason') }
    const tried = await attempt(() => askToClaim(db, c.get('viewer'), asked, c.get('address'), now()))
    if ('errors' in tried)
      return page(c, claimAuthorPage(chrome, { author, ...asked, errors: tried.errors }), tried.status)
    return page(
      c,
      messagePage(chrome, t('claims.askedTitle'), html`<p>${t('claims.asked', { name: author.name })}</p>`),
    )
  })
}

function linkRoutes(app: App, { db, now, nudgeJobs }: Parts): void {
  app.get(paths.claimLink.pattern, async (c) => {
    const token = c.req.param('token')!
    const found = await findClaimLinkIfAny(db, token, now())
    if (!found) return page(c, claimLinkOver(c.get('chrome')), 404)
    return page(c, claimPasswordForm(c.get('chrome'), { token, name: found.name, errors: {} }))
  })

  app.post(paths.claimLink.pattern, async (c) => {
    const token = c.req.param('token')!
    const found = await findClaimLinkIfAny(db, token, now())
    if (!found) return page(c, claimLinkOver(c.get('chrome')), 404)
    const password = (await readForm(c)).text('password')
    const tried = await attempt(() => claimAccount(db, token, password, now()))
    if ('errors' in tried) {
      const props = { token, name: found.name, errors: tried.errors }
      return page(c, claimPasswordForm(c.get('chrome'), props), tried.status)
    }
    if (tried.done) await sendLetterLater(db, tried.done, letterLinks(c), now())
    nudgeJobs()
    takeSessionCookie(c)
    return seeOther(c, paths.login({}, { done: 'claimed' }))
  })
}
