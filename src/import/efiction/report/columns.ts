// What becomes of each column of an old table. A column that is not named here is kept aside, with its row's bytes, unless
// its name says that it holds addresses of visitors.
import type { LeftOut } from '../read/packed-rows.ts'

export type ColumnFate = 'imported' | 'counted anew' | 'left out' | 'kept aside'

interface Columns {
  imported?: string
  /** Counters, which drift: the archive counts by itself. */
  'counted anew'?: string
  /** Not for an archive to have: addresses of visitors, secrets. */
  'left out'?: string
}

const COLUMNS: Readonly<Record<string, Columns>> = {
  authorfields: {
    imported: 'field_id field_type field_name field_title field_options field_code_in field_code_out field_on',
  },
  authorinfo: { imported: 'uid field info' },
  authorprefs: {
    imported: 'uid newreviews newrespond ageconsent alertson sortby storyindex validated level categories contact',
    'counted anew': 'stories',
  },
  authors: {
    imported: `uid penname realname email website bio image date date_backup admincreated password
      newreviews newrespond validated level contact categories ageconsent alertson`,
  },
  categories: {
    imported: 'catid parentcatid category description image locked displayorder',
    'counted anew': 'leveldown numitems',
  },
  challenges: { imported: 'chalid challenger uid title catid characters summary', 'counted anew': 'responses' },
  chapters: {
    imported: 'chapid title inorder notes storytext endnotes validated sid uid count',
    'counted anew': 'wordcount rating reviews',
  },
  characters: { imported: 'charid catid charname bio image' },
  classes: { imported: 'class_id class_type class_name' },
  classtypes: { imported: 'classtype_id classtype_name classtype_title' },
  coauthors: { imported: 'sid uid' },
  comments: {
    imported: `cid nid uid uname comment time time_backup comment_id comment_pid comment_item_id comment_author_id
      comment_author_name comment_datestamp comment_comment comment_blocked comment_type`,
  },
  favauth: { imported: 'uid favuid' },
  favorites: { imported: 'uid item type comments' },
  favseries: { imported: 'uid seriesid' },
  favstor: { imported: 'uid sid' },
  inseries: { imported: 'seriesid sid subseriesid confirmed inorder' },
  log: { imported: 'log_id log_action log_uid log_timestamp log_type', 'left out': 'log_ip' },
  messages: { imported: 'message_id message_name message_title message_text' },
  news: { imported: 'nid author title story time time_backup', 'counted anew': 'comments' },
  online: { 'left out': 'online_uid online_ip online_timestamp' },
  pagelinks: { imported: 'link_id link_name link_text link_url link_target link_access' },
  poll: {
    imported: 'poll_id poll_question poll_opts poll_start poll_end poll_start_backup poll_end_backup poll_results',
  },
  poll_votes: { imported: 'vote_id vote_user vote_opt vote_poll' },
  ratings: { imported: 'rid rating ratingwarning ageconsent rusersonly warningtext' },
  recommendations: {
    imported: `recid title author summary comments uid recname url catid classes charid rid date featured validated
      completed`,
    'counted anew': 'rating reviews',
  },
  reviews: {
    imported: `reviewid item chapid reviewer uid review date date_backup rating respond type source_review_id
      sid psid seriesid member`,
  },
  series: {
    imported: 'seriesid title summary uid owner isopen catid classes characters challenges banner genres warnings',
    'counted anew': 'rating reviews numstories',
  },
  settings: {
    imported: `sitekey sitename slogan url siteemail tableprefix language submissionsoff storiespath autovalidate
      itemsperpage reviewsallowed ratings anonreviews version newscomments minwords maxwords roundrobins rateonly
      revdelete words dateformat timeformat`,
    'left out': 'smtp_host smtp_username smtp_password',
  },
  shoutbox: { imported: 'shout_id shout_name shout_message shout_datestamp' },
  stats: { 'counted anew': 'sitekey stories chapters series reviews wordcount authors members reviewers newestmember' },
  stories: {
    imported: `sid title summary storynotes catid classes charid gid wid rid date updated date_backup updated_backup
      uid coauthors featured validated completed rr count challenges banner`,
    'counted anew': 'wordcount rating reviews',
  },
  tracker: { imported: 'sid uid last_read' },
}

const FATES: ReadonlyMap<string, ReadonlyMap<string, ColumnFate>> = new Map(
  Object.entries(COLUMNS).map(([table, columns]) => [
    table,
    new Map(
      Object.entries(columns).flatMap(([fate, names]) =>
        names.split(/\s+/).map((name: string) => [name, fate as ColumnFate] as const),
      ),
    ),
  ]),
)

export function fateOf(table: string, column: string): ColumnFate {
  const name = column.toLowerCase()
  return FATES.get(table)?.get(name) ?? (isOfVisitors(name) ? 'left out' : 'kept aside')
}

const SECRETS: Readonly<Record<string, ReadonlySet<string>>> = {
  authors: new Set(['password']),
  settings: new Set(['smtp_host', 'smtp_username', 'smtp_password']),
}

/** Forks and modules wrote down from where somebody came, each by a name of its own. */
function isOfVisitors(column: string): boolean {
  return /(?:^|_)ip$|^ip_?addr|^remote_addr$/.test(column)
}

/** Columns whose bytes are kept nowhere. */
export function secretColumns(table: string): LeftOut {
  return { has: (column) => SECRETS[table]?.has(column) === true || isOfVisitors(column) }
}
