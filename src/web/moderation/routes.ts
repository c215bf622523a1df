import type { App, Parts } from '../parts.ts'
import { archiveRoutes } from './archive-routes.ts'
import { importReportRoutes } from './import-report-routes.ts'
import { importRoutes } from './import-routes.ts'
import { claimsRoutes } from './claims-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { fieldRoutes } from './field-routes.ts'
import { keptAsideRoutes } from './kept-aside-routes.ts'
import { logRoutes } from './log-routes.ts'
import { membersRoutes } from './members-routes.ts'
import { menuRoutes } from './menu-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { tagRoutes } from './tags/routes.ts'
import { sitePageRoutes } from './site-page-routes.ts'
import { keptTagsRoutes } from './vocabularies/tags-routes.ts'
import { vocabulariesRoutes } from './vocabularies/routes.ts'

/** For those who run the archive. Who may do what is asked in the commands. */
export function moderationRoutes(app: App, parts: Parts): void {
  queueRoutes(app, parts)
  tagRoutes(app, parts)
  sitePageRoutes(app, parts)
  menuRoutes(app, parts)
  fieldRoutes(app, parts)
  vocabulariesRoutes(app, parts)
  keptTagsRoutes(app, parts)
  logRoutes(app, parts)
  keptAsideRoutes(app, parts)
  decisionRoutes(app, parts)
  archiveRoutes(app, parts)
  importRoutes(app, parts)
  importReportRoutes(app, parts)
  claimsRoutes(app, parts)
  membersRoutes(app, parts)
}
