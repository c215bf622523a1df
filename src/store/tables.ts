import type * as people from './tables/people.ts'
import type * as reading from './tables/reading.ts'
import type * as reviews from './tables/reviews.ts'
import type * as site from './tables/site.ts'
import type * as tags from './tables/tags.ts'
import type * as works from './tables/works.ts'

/** Every table, for both databases. Booleans are 0 or 1, times are milliseconds since 1970 (UTC). */
export interface Tables {
  setting: site.SettingTable
  event: site.EventTable
  job: site.JobTable
  attempt: site.AttemptTable
  legacy_id: site.LegacyIdTable
  legacy_row: site.LegacyRowTable
  import_run: site.ImportRunTable
  news: site.NewsTable
  news_comment: site.NewsCommentTable
  page: site.PageTable

  account: people.AccountTable
  pseud: people.PseudTable
  registration: people.RegistrationTable
  session: people.SessionTable
  account_token: people.AccountTokenTable
  audit_entry: people.AuditEntryTable
  moderator_scope: people.ModeratorScopeTable

  vocabulary: tags.VocabularyTable
  tag: tags.TagTable
  tag_parent: tags.TagParentTable
  tag_scope: tags.TagScopeTable

  work: works.WorkTable
  creator: works.CreatorTable
  chapter: works.ChapterTable
  chapter_text: works.ChapterTextTable
  chapter_revision: works.ChapterRevisionTable
  work_tag: works.WorkTagTable
  work_tag_expansion: works.WorkTagExpansionTable
  series: works.SeriesTable
  series_entry: works.SeriesEntryTable
  series_tag: works.SeriesTagTable
  decision: works.DecisionTable
  sent_form: works.SentFormTable

  review: reviews.ReviewTable
  kudos: reviews.KudosTable

  shelf: reading.ShelfTable
  bookmark: reading.BookmarkTable
  subscription: reading.SubscriptionTable
}
