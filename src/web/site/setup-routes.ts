// The first run: until the archive has an owner, the link printed in the terminal opens its one page.
import { createHash, timingSafeEqual } from 'node:crypto'
import { fieldErrors, invalid, notFound } from '../../errors.ts'
import { setUpArchive } from '../../moderation/set-up-archive.ts'
import { hasOwner } from '../../people/create-owner.ts'
import { startSession } from '../../people/sessions.ts'
import { hasVocabularies } from '../../tags/has-vocabularies.ts'
import { type Preset, PRESETS } from '../../tags/presets.ts'
import { readForm } from '../forms.ts'
import { addressToKeep } from '../middleware/origin.ts'
import type { Messages } from '../messages/messages.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { giveSessionCookie } from '../people/session-cookie.ts'
import { page, seeOther } from '../respond.ts'
import { messagePage } from '../ui/message-page.ts'
import { setupForm } from './setup-form.ts'

const LONGEST_NAME = 200

/** Comes before every other route: the home page of an empty archive without an owner is a notice. */
export function setupRoutes(app: App, parts: Parts): void {
  const { db, now, setupToken } = parts

  app.get(paths.home.pattern, async (c, next) => {
    // A site that moved in is read at once; its owner's account can wait.
    if (!(await isWaiting(parts)) || (await hasVocabularies(db))) return next()
    return page(c, messagePage(c.get('chrome'), c.get('t')('setup.neededTitle'), c.get('t')('setup.needed')))
  })

  app.get(paths.setup.pattern, async (c) => {
    const token = await requireToken(c.req.param('token')!, parts)
    const preset = (await hasVocabularies(db)) ? null : PRESETS[0]!
    return page(
      c,
      setupForm(c.get('chrome'), { token, archiveName: c.get('settings').name, preset, name: '', email: '' }),
    )
  })

  app.post(paths.setup.pattern, async (c) => {
    const token = await requireToken(c.req.param('token')!, parts)
    const form = await readForm(c)
    const owner = { name: form.text('name'), email: form.text('email'), password: form.text('password') }
    const archiveName = form.text('archiveName').trim()
    const preset = form.has('preset') ? form.text('preset') : null
    // Taken before the first wait, so that a form sent twice makes one owner; given back when it was refused.
    setupToken.current = null
    try {
      const t = c.get('t')
      // The link is secret, so this is the owner's own browser, and its word for the address can be kept.
      const address = c.get('settings').address === '' ? addressToKeep(c) : ''
      const first = { archiveName: checkName(archiveName, t), address, preset: checkPreset(preset, t), owner }
      const { accountId } = await setUpArchive(db, first, now())
      giveSessionCookie(c, await startSession(db, accountId, c.req.header('user-agent') ?? '', now()))
    } catch (error) {
      setupToken.current = token
      const errors = fieldErrors(error)
      const { name, email } = owner
      return page(c, setupForm(c.get('chrome'), { token, archiveName, preset, name, email, errors }), 422)
    }
    return seeOther(c, paths.home({}))
  })
}

/** Also notices an owner who was made from the command line meanwhile. */
async function isWaiting({ db, setupToken }: Parts): Promise<boolean> {
  if (setupToken.current !== null && (await hasOwner(db))) setupToken.current = null
  return setupToken.current !== null
}

/** A wrong token and a used one look like any address that does not exist. */
async function requireToken(given: string, parts: Parts): Promise<string> {
  await isWaiting(parts)
  const { current } = parts.setupToken
  if (current === null || !timingSafeEqual(digest(given), digest(current))) throw notFound('Page')
  return current
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function checkName(name: string, t: Messages): string {
  if (name === '') throw invalid({ archiveName: t('setup.archiveNameMissing') })
  if (name.length > LONGEST_NAME) throw invalid({ archiveName: t('setup.archiveNameTooLong') })
  return name
}

function checkPreset(preset: string | null, t: Messages): Preset | null {
  if (preset === null) return null
  const known = PRESETS.find((name) => name === preset)
  if (!known) throw invalid({ preset: t('setup.presetUnknown') })
  return known
}
