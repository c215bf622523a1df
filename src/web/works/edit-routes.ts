import type { App, Parts } from '../parts.ts'
import { editChapterRoutes } from './edit/chapter-routes.ts'
import { editWorkRoutes } from './edit/work-routes.ts'
import { myWorksRoutes } from './edit/mine-routes.ts'
import { newChapterRoutes } from './edit/new-chapter-routes.ts'
import { newWorkRoutes } from './edit/new-work-routes.ts'

/** Writing. Who may do what is asked in the commands. */
export function editRoutes(app: App, parts: Parts): void {
  newWorkRoutes(app, parts)
  editWorkRoutes(app, parts)
  newChapterRoutes(app, parts)
  editChapterRoutes(app, parts)
  myWorksRoutes(app, parts)
}
