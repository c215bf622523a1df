import { fieldErrors, notFound } from '../../errors.ts'
import { inTransaction } from '../../store/database.ts'
import { listProfile, saveProfile } from '../../people/profile-fields.ts'
import { addPseud, changeBio, listPseuds, makePseudDefault } from '../../people/pseuds.ts'
import type { Member } from '../../people/viewer.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { readProfile } from './profile-parts.ts'
import { pseudForm, showPseuds } from './pseud-pages.ts'

export function pseudRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.accountPseuds.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const pseuds = await listPseuds(db, member)
    return page(c, showPseuds(c.get('chrome'), pseuds, { name: '', done: c.req.query('done') }))
  })

  app.post(paths.accountPseuds.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const name = (await readForm(c)).text('name')
    try {
      await addPseud(db, member, name, now())
    } catch (error) {
      const pseuds = await listPseuds(db, member)
      return page(c, showPseuds(c.get('chrome'), pseuds, { name, errors: fieldErrors(error) }), 422)
    }
    return seeOther(c, paths.accountPseuds({}, { done: 'added' }))
  })

  app.get(paths.accountPseud.pattern, async (c) => {
    const pseud = await ownPseud(requireMember(c.get('viewer')), idParam(c, 'pseud'))
    return page(c, pseudForm(c.get('chrome'), pseud, await listProfile(db, pseud.id)))
  })

  app.post(paths.accountPseud.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const pseud = await ownPseud(member, idParam(c, 'pseud'))
    const form = await readForm(c)
    const bioSource = form.text('bio')
    const profile = await listProfile(db, pseud.id)
    const values = readProfile(form, profile)
    try {
      await inTransaction(db, async (db) => {
        await changeBio(db, member, pseud.id, bioSource)
        await saveProfile(db, member, pseud.id, values)
      })
    } catch (error) {
      const typed = profile.map((field) => ({ ...field, value: values.get(field.id) ?? field.value }))
      return page(c, pseudForm(c.get('chrome'), { ...pseud, bioSource }, typed, fieldErrors(error)), 422)
    }
    if (form.has('default')) await makePseudDefault(db, member, pseud.id)
    return seeOther(c, paths.accountPseuds({}, { done: 'saved' }))
  })

  async function ownPseud(member: Member, id: number) {
    const found = (await listPseuds(db, member)).find((pseud) => pseud.id === id)
    if (!found) throw notFound('Pen name')
    return found
  }
}
