import { listAppPasswords, makeAppPassword, revokeAppPassword } from '../../people/app-passwords.ts'
import type { Member } from '../../people/viewer.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { opds, paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { appPasswordsPage, type AppPasswordsProps } from './app-passwords-page.ts'

export function appPasswordRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.appPasswords.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    return page(c, appPasswordsPage(c.get('chrome'), await propsFor(c, member)))
  })

  app.post(paths.appPasswords.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const draft = { name: form.text('name'), acceptsWarnings: form.has('acceptsWarnings') }
    const tried = await attempt(() => makeAppPassword(db, member, draft, now()))
    if ('errors' in tried) {
      const props = { ...(await propsFor(c, member)), draft, errors: tried.errors }
      return page(c, appPasswordsPage(c.get('chrome'), props), tried.status)
    }
    const made = { name: draft.name.trim(), word: tried.done }
    const answer = page(c, appPasswordsPage(c.get('chrome'), { ...(await propsFor(c, member)), made }))
    answer.headers.set('cache-control', 'no-store')
    return answer
  })

  app.post(paths.revokeAppPassword.pattern, async (c) => {
    await revokeAppPassword(db, requireMember(c.get('viewer')), idParam(c, 'app'), now())
    return seeOther(c, paths.appPasswords({}, { done: 'revoked' }))
  })

  async function propsFor(c: C, member: Member): Promise<AppPasswordsProps> {
    return {
      passwords: await listAppPasswords(db, member),
      catalogue: c.get('origin') + opds.root({}),
      draft: { name: '', acceptsWarnings: false },
      isRevoked: c.req.query('done') === 'revoked',
    }
  }
}
