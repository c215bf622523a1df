import type { Tables } from '../store/tables.ts'

interface Belonging {
  table: keyof Tables
  column: 'account_id' | 'pseud_id'
}

/** What a person has left in the archive. An account with any of it is not empty. */
export const TRACES: readonly Belonging[] = [
  { table: 'creator', column: 'pseud_id' },
  { table: 'chapter', column: 'pseud_id' },
  { table: 'chapter_revision', column: 'account_id' },
  { table: 'series', column: 'pseud_id' },
  { table: 'review', column: 'pseud_id' },
  { table: 'stray_review', column: 'pseud_id' },
  { table: 'kudos', column: 'account_id' },
  { table: 'subscription', column: 'account_id' },
  { table: 'reading_place', column: 'account_id' },
  { table: 'read_mark', column: 'account_id' },
  { table: 'hiding', column: 'account_id' },
  { table: 'saved_search', column: 'account_id' },
  { table: 'challenge', column: 'pseud_id' },
  { table: 'recommendation', column: 'pseud_id' },
  { table: 'news', column: 'pseud_id' },
  { table: 'news_comment', column: 'pseud_id' },
  { table: 'poll_vote', column: 'account_id' },
  { table: 'shout', column: 'pseud_id' },
  { table: 'decision', column: 'account_id' },
  { table: 'wrangling_act', column: 'account_id' },
  { table: 'tag_difference', column: 'account_id' },
  { table: 'import_run', column: 'account_id' },
  { table: 'claim', column: 'account_id' },
]

/**
 * What says nothing of whether anybody uses the account: it goes with the account, or others have made it. A spammer's
 * profile is the reason to delete, so it does not keep the account either.
 */
export const NO_TRACES: readonly string[] = [
  // What stands on a shelf is one; the shelf alone is not.
  'shelf.account_id',
  'bookmark.status_account_id',
  'pseud.account_id',
  'session.account_id',
  'account_token.account_id',
  'app_password.account_id',
  'bundle_taken.account_id',
  'moderator_scope.account_id',
  'sent_form.account_id',
  'audit_entry.account_id',
  'profile_value.pseud_id',
  'bookmark.pseud_id',
  'subscription.pseud_id',
  'hiding.pseud_id',
  'claim.pseud_id',
  'claim.decided_by',
  'wrangling_act.undone_by',
]
