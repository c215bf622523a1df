import type { App, Parts } from '../parts.ts'
import { archiveRoutes } from './archive-routes.ts'
import { importReportRoutes } from './import-report-routes.ts'
import { importRoutes } from './import-routes.ts'
import { claimsRoutes } from './claims-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { membersRoutes } from './members-routes.ts'
import { queueRoutes } from './queue-routes.ts'

/** For those who run the archive. Who may do what is asked in the commands. */
export function moderationRoutes(app: App, parts: Parts): void {
  queueRoutes(app, parts)
  decisionRoutes(app, parts)
  archiveRoutes(app, parts)
  importRoutes(app, parts)
  importReportRoutes(app, parts)
  claimsRoutes(app, parts)
  membersRoutes(app, parts)
}
