import { listVocabularyNames } from '../../tags/list-vocabulary-names.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { searchHelpPage } from './search-help-page.ts'

export function searchHelpRoute(app: App, { db }: Parts): void {
  app.get(paths.searchHelp.pattern, async (c) =>
    page(c, searchHelpPage(c.get('chrome'), await listVocabularyNames(db))),
  )
}
