import type * as collections from './tables/collections.ts'
import type * as finding from './tables/finding.ts'
import type * as mine from './tables/mine.ts'
import type * as oldAddresses from './tables/old-addresses.ts'
import type * as people from './tables/people.ts'
import type * as reading from './tables/reading.ts'
import type * as reviews from './tables/reviews.ts'
import type * as rooms from './tables/rooms.ts'
import type * as site from './tables/site.ts'
import type * as tags from './tables/tags.ts'
import type * as uploads from './tables/uploads.ts'
import type * as ways from './tables/ways.ts'
import type * as works from './tables/works.ts'
import type * as wrangling from './tables/wrangling.ts'

/** Every table, for both databases. Booleans are 0 or 1, times are milliseconds since 1970 (UTC). */
export interface Tables {
  setting: site.SettingTable
  event: site.EventTable
  job: site.JobTable
  attempt: site.AttemptTable
  legacy_id: site.LegacyIdTable
  legacy_block: site.LegacyBlockTable
  legacy_row: site.LegacyRowTable
  import_run: site.ImportRunTable
  import_exception: site.ImportExceptionTable
  old_site: oldAddresses.OldSiteTable
  missed_address: oldAddresses.MissedAddressTable
  news: site.NewsTable
  news_comment: site.NewsCommentTable
  page: site.PageTable
  menu_link: rooms.MenuLinkTable
  poll: rooms.PollTable
  poll_option: rooms.PollOptionTable
  poll_vote: rooms.PollVoteTable
  shout: rooms.ShoutTable
  profile_field: rooms.ProfileFieldTable
  profile_value: rooms.ProfileValueTable
  upload: uploads.UploadTable

  account: people.AccountTable
  pseud: people.PseudTable
  registration: people.RegistrationTable
  session: people.SessionTable
  account_token: people.AccountTokenTable
  app_password: people.AppPasswordTable
  feed_address: people.FeedAddressTable
  audit_entry: people.AuditEntryTable
  moderator_scope: people.ModeratorScopeTable
  claim: people.ClaimTable

  vocabulary: tags.VocabularyTable
  vocabulary_address: tags.VocabularyAddressTable
  tag: tags.TagTable
  tag_parent: tags.TagParentTable
  tag_scope: tags.TagScopeTable
  tag_meaning: wrangling.TagMeaningTable
  tag_address: wrangling.TagAddressTable
  tag_difference: wrangling.TagDifferenceTable
  wrangling_act: wrangling.WranglingActTable
  wrangling_subject: wrangling.WranglingSubjectTable
  wrangling_change: wrangling.WranglingChangeTable
  wrangling_move: wrangling.WranglingMoveTable

  name_change: ways.NameChangeTable

  work: works.WorkTable
  creator: works.CreatorTable
  chapter: works.ChapterTable
  chapter_text: works.ChapterTextTable
  chapter_revision: works.ChapterRevisionTable
  work_tag: works.WorkTagTable
  work_tag_expansion: works.WorkTagExpansionTable
  work_change: finding.WorkChangeTable
  text_waiting: finding.TextWaitingTable
  indexed_work: finding.IndexedWorkTable
  passage: finding.PassageTable

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
  reading_place: reading.ReadingPlaceTable
  read_mark: reading.ReadMarkTable
  bundle_taken: reading.BundleTakenTable
  hiding: mine.HidingTable
  saved_search: mine.SavedSearchTable

  challenge: collections.ChallengeTable
  challenge_tag: collections.ChallengeTagTable
  challenge_answer: collections.ChallengeAnswerTable
  recommendation: collections.RecommendationTable
  recommendation_tag: collections.RecommendationTagTable
  stray_review: collections.StrayReviewTable
}
