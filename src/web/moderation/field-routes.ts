import { refuseOtherThanAdmins } from '../../moderation/change-archive.ts'
import {
  deleteProfileField,
  type FieldInput,
  findProfileField,
  listProfileFields,
  saveProfileField,
} from '../../moderation/change-profile-fields.ts'
import { type Form, idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { confirmDelete } from '../ui/confirm-delete.ts'
import { attempt } from '../works/edit/attempt.ts'
import { fieldForm, fieldsPage, KINDS } from './field-pages.ts'

const NOTHING: FieldInput = { kind: 'text', title: '', options: '', addressPattern: '', isOn: true, position: 0 }

export function fieldRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.profileFields.pattern, async (c) => {
    const fields = await listProfileFields(db, requireMember(c.get('viewer')))
    return page(c, fieldsPage(c.get('chrome'), fields, c.req.query('done') === 'yes'))
  })

  app.get(paths.newProfileField.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    refuseOtherThanAdmins(admin)
    const position = (await listProfileFields(db, admin)).length + 1
    return page(c, fieldForm(c.get('chrome'), { fieldId: null, field: { ...NOTHING, position }, code: '' }))
  })

  app.get(paths.editProfileField.pattern, async (c) => {
    const found = await findProfileField(db, requireMember(c.get('viewer')), idParam(c, 'field'))
    const { id, kind, title, address_pattern, is_on, position, code } = found
    const options = (JSON.parse(found.options) as string[]).join('\n')
    const field = { kind, title, options, addressPattern: address_pattern, isOn: is_on === 1, position }
    return page(c, fieldForm(c.get('chrome'), { fieldId: id, field, code }))
  })

  app.post(paths.newProfileField.pattern, async (c) => save(c, null))
  app.post(paths.editProfileField.pattern, async (c) => save(c, idParam(c, 'field')))

  app.get(paths.deleteProfileField.pattern, async (c) => {
    const { id, title } = await findProfileField(db, requireMember(c.get('viewer')), idParam(c, 'field'))
    const t = c.get('t')
    const words = { title: t('rooms.deleteTitle', { title }), warning: t('fields.deleteWarning') }
    const ways = { action: paths.deleteProfileField({ field: id }), back: paths.profileFields({}) }
    return page(c, confirmDelete(c.get('chrome'), { ...words, ...ways }))
  })

  app.post(paths.deleteProfileField.pattern, async (c) => {
    await deleteProfileField(db, requireMember(c.get('viewer')), idParam(c, 'field'), now())
    return seeOther(c, paths.profileFields({}))
  })

  async function save(c: C, fieldId: number | null) {
    const admin = requireMember(c.get('viewer'))
    const field = parseField(await readForm(c))
    const tried = await attempt(() => saveProfileField(db, admin, { fieldId, ...field }, now()))
    if ('done' in tried) return seeOther(c, paths.profileFields({}, { done: 'yes' }))
    return page(c, fieldForm(c.get('chrome'), { fieldId, field, code: '', errors: tried.errors }), tried.status)
  }
}

function parseField(form: Form): FieldInput {
  const position = form.text('position').trim()
  return {
    kind: KINDS.find((kind) => kind === form.text('kind')) ?? 'text',
    title: form.text('title'),
    options: form.text('options'),
    addressPattern: form.text('addressPattern'),
    isOn: form.has('isOn'),
    position: /^-?\d{1,9}$/.test(position) ? Number(position) : 0,
  }
}
