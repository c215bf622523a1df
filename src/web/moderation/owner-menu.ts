import { canImport } from '../../import/runs/permissions.ts'
import { isAdmin, isModerator } from '../../people/viewer.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

/** The ways between the pages of those who run the archive. Moderators have those that are for them. */
export function ownerMenu({ t, viewer, here }: Chrome): Html | false {
  if (!isModerator(viewer)) return false
  const everyModerators = [
    [paths.queue({}), t('owners.queue')],
    [paths.tagDesk({}), t('wrangling.title')],
    [paths.vocabularies({}), t('vocabularies.title')],
  ] as const
  const admins = [
    [paths.archiveSettings({}), t('owners.settings')],
    [paths.sitePages({}), t('owners.pages')],
    [paths.siteMenu({}), t('owners.links')],
    [paths.polls({}), t('polls.title')],
    [paths.profileFields({}), t('owners.fields')],
    [paths.claims({}), t('members.title')],
    ...(canImport(viewer) ? [[paths.imports({}), t('imports.title')] as const] : []),
    [paths.oldAddresses({}), t('oldAddresses.title')],
    [paths.keptAside({}), t('owners.keptAside')],
    [paths.actLog({}), t('owners.log')],
  ] as const
  const ways = isAdmin(viewer) ? [...everyModerators, ...admins] : everyModerators
  const path = here.split('?')[0]
  return html`<nav class="owner-menu" aria-label="${t('owners.menu')}">
    <ul>
      ${ways.map(([href, label]) => html`<li><a href="${href}"${path === href && html` aria-current="page"`}>${label}</a></li>`)}
    </ul>
  </nav>`
}
