// The order of the columns in tables whose dump names none, as eFiction's own backup leaves them; told apart by their number.
const COLUMNS: Record<string, readonly string[]> = {
  authorfields: ['field_id field_type field_name field_title field_options field_code_in field_code_out field_on'],
  authorinfo: ['uid field info'],
  authorprefs: [
    'uid newreviews newrespond ageconsent alertson tinymce sortby storyindex validated userskin level categories contact stories',
  ],
  authors: ['uid penname realname email bio image date admincreated password'],
  blocks: ['block_id block_name block_title block_file block_status block_variables'],
  categories: ['catid parentcatid category description image locked leveldown displayorder numitems'],
  challenges: ['chalid challenger uid title catid characters summary responses'],
  chapters: ['chapid title inorder notes storytext endnotes validated wordcount rating reviews sid uid count'],
  characters: ['charid catid charname bio image'],
  classes: ['class_id class_type class_name'],
  classtypes: ['classtype_id classtype_name classtype_title'],
  coauthors: ['sid uid'],
  codeblocks: ['code_id code_text code_type code_module'],
  comments: ['cid nid uid comment time'],
  favorites: ['uid item type comments'],
  inseries: ['seriesid sid subseriesid confirmed inorder'],
  log: ['log_id log_action log_uid log_ip log_timestamp log_type'],
  messages: ['message_id message_name message_title message_text'],
  modules: ['id name version'],
  news: ['nid author title story time comments'],
  online: ['online_uid online_ip online_timestamp'],
  pagelinks: ['link_id link_name link_text link_key link_url link_target link_access'],
  panels: ['panel_id panel_name panel_title panel_url panel_level panel_order panel_hidden panel_type'],
  poll: ['poll_id poll_question poll_opts poll_start poll_end poll_results'],
  poll_votes: ['vote_id vote_user vote_opt vote_poll'],
  ratings: ['rid rating ratingwarning warningtext'],
  reviews: ['reviewid item chapid reviewer uid review date rating respond type'],
  series: [
    'seriesid title summary uid isopen catid rating classes characters reviews numstories challenges',
    'seriesid title summary uid isopen catid rating classes characters reviews numstories',
  ],
  settings: [
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store autovalidate coauthallowed maxwords minwords imageupload imageheight imagewidth roundrobins allowseries tinymce allowed_tags favorites multiplecats newscomments logging maintenance debug captcha dateformat timeformat recentdays displaycolumns itemsperpage extendcats displayindex defaultsort displayprofile linkstyle linkrange reviewsallowed ratings anonreviews revdelete rateonly pwdsetting alertson disablepopups agestatement words version smtp_host smtp_username smtp_password anonchallenges notifications',
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store autovalidate coauthallowed maxwords minwords imageupload imageheight imagewidth roundrobins allowseries tinymce allowed_tags favorites multiplecats newscomments logging maintenance debug captcha dateformat timeformat recentdays displaycolumns itemsperpage extendcats displayindex defaultsort displayprofile linkstyle linkrange reviewsallowed ratings anonreviews revdelete rateonly pwdsetting alertson disablepopups agestatement words version smtp_host smtp_username smtp_password anonchallenges',
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store autovalidate coauthallowed maxwords minwords imageupload imageheight imagewidth roundrobins allowseries tinymce allowed_tags favorites multiplecats newscomments logging maintenance debug captcha dateformat timeformat recentdays displaycolumns itemsperpage extendcats displayindex defaultsort displayprofile linkstyle linkrange reviewsallowed ratings anonreviews revdelete rateonly pwdsetting alertson disablepopups agestatement words version smtp_host smtp_username smtp_password',
  ],
  shoutbox: ['shout_id shout_name shout_message shout_datestamp'],
  stats: ['sitekey stories chapters series reviews wordcount authors members reviewers newestmember'],
  stories: [
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count challenges',
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count',
  ],
}

/** `table` without its prefix, as `stories`; null where no version known has so many columns. */
export function columnsOf(table: string, count: number): readonly string[] | null {
  const orders = (COLUMNS[table] ?? []).map((order) => order.split(' '))
  return orders.find((order) => order.length === count) ?? null
}
