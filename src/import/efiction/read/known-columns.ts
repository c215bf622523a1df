// The order of the columns in tables whose dump names none, as eFiction's own backup leaves them: first the one of fresh
// installations of the last versions, then those of earlier ones and of sites that were updated.
const COLUMNS: Record<string, readonly string[]> = {
  authorfields: ['field_id field_type field_name field_title field_options field_code_in field_code_out field_on'],
  authorinfo: ['uid field info'],
  authorprefs: [
    'uid newreviews newrespond ageconsent alertson tinymce sortby storyindex validated userskin level categories contact stories',
    'uid newreviews newrespond ageconsent alertson tinymce sortby storyindex validated userskin level categories contact',
  ],
  authors: [
    'uid penname realname email website bio image date admincreated password',
    'uid penname realname email bio image date admincreated password',
    'uid penname realname email website bio image date newreviews admincreated password validated userskin level contact carry categories bob',
  ],
  blocks: ['block_id block_name block_title block_file block_status block_variables'],
  categories: ['catid parentcatid category description image locked leveldown displayorder numitems'],
  challenges: [
    'chalid challenger uid title catid characters summary responses',
    'chalid challenger uid title catid characters summary',
  ],
  chapters: [
    'chapid title inorder notes storytext endnotes validated wordcount rating reviews sid uid count',
    'chapid title inorder notes storytext validated wordcount rating reviews sid uid',
  ],
  characters: ['charid catid charname bio image', 'charid catid charname'],
  classes: ['class_id class_type class_name'],
  classtypes: ['classtype_id classtype_name classtype_title'],
  coauthors: ['sid uid'],
  codeblocks: ['code_id code_text code_type code_module'],
  comments: ['cid nid uid comment time', 'cid nid uname comment time'],
  favorites: ['uid item type comments', 'uid item type'],
  inseries: [
    'seriesid sid subseriesid confirmed inorder',
    'seriesid sid subseriesid confirmed inorder updated',
    'seriesid sid confirmed inorder',
  ],
  log: ['log_id log_action log_uid log_ip log_timestamp log_type'],
  messages: ['message_id message_name message_title message_text'],
  modules: ['id name version'],
  news: ['nid author title story time comments', 'nid author title story time'],
  online: ['online_uid online_ip online_timestamp'],
  pagelinks: [
    'link_id link_name link_text link_key link_url link_target link_access',
    'link_id link_name link_text link_url link_target link_access link_key',
    'link_id link_name link_text link_url link_target link_access',
  ],
  panels: ['panel_id panel_name panel_title panel_url panel_level panel_order panel_hidden panel_type'],
  poll: ['poll_id poll_question poll_opts poll_start poll_end poll_results'],
  poll_votes: ['vote_id vote_user vote_opt vote_poll'],
  ratings: ['rid rating ratingwarning warningtext'],
  reviews: [
    'reviewid item chapid reviewer uid review date rating respond type',
    'reviewid item chapid reviewer uid review date rating respond type source_review_id',
    'reviewid sid psid reviewer member review date rating',
  ],
  series: [
    'seriesid title summary uid isopen catid rating classes characters reviews numstories warnings challenges genres',
    'seriesid title summary uid isopen catid classes rating warnings genres characters reviews challenges numstories',
    'seriesid title summary uid isopen catid rating classes characters reviews numstories challenges',
    'seriesid title summary uid isopen catid rating classes characters reviews numstories',
  ],
  settings: [
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store autovalidate coauthallowed maxwords minwords imageupload imageheight imagewidth roundrobins allowseries tinymce allowed_tags favorites multiplecats newscomments logging maintenance debug captcha dateformat timeformat recentdays displaycolumns itemsperpage extendcats displayindex defaultsort displayprofile linkstyle linkrange reviewsallowed ratings anonreviews revdelete rateonly pwdsetting alertson disablepopups agestatement words version smtp_host smtp_username smtp_password anonchallenges notifications',
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store autovalidate coauthallowed maxwords minwords imageupload imageheight imagewidth roundrobins allowseries tinymce allowed_tags favorites multiplecats newscomments logging maintenance debug captcha dateformat timeformat recentdays displaycolumns itemsperpage extendcats displayindex defaultsort displayprofile linkstyle linkrange reviewsallowed ratings anonreviews revdelete rateonly pwdsetting alertson disablepopups agestatement words version smtp_host smtp_username smtp_password anonchallenges',
    'sitekey sitename slogan url siteemail tableprefix skin hiddenskins language submissionsoff storiespath store autovalidate coauthallowed maxwords minwords imageupload imageheight imagewidth roundrobins allowseries tinymce allowed_tags favorites multiplecats newscomments logging maintenance debug captcha dateformat timeformat recentdays displaycolumns itemsperpage extendcats displayindex defaultsort displayprofile linkstyle linkrange reviewsallowed ratings anonreviews revdelete rateonly pwdsetting alertson disablepopups agestatement words version smtp_host smtp_username smtp_password',
  ],
  shoutbox: ['shout_id shout_name shout_message shout_datestamp'],
  recommendations: [
    'recid title author summary comments uid recname url catid classes charid rid date featured validated completed rating reviews',
  ],
  stats: ['sitekey stories chapters series reviews wordcount authors members reviewers newestmember'],
  stories: [
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count challenges',
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count',
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount reviews count rating',
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount reviews count rating challenges',
    'sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr wordcount rating reviews count challenges banner',
    'sid psid title chapter summary catid gid charid wid rid date updated uid featured counter validated inorder storytext completed rr wordcount numreviews',
  ],
  favauth: ['uid favuid'],
  favseries: ['uid seriesid'],
  favstor: ['uid sid'],
  genres: ['gid genre'],
  tracker: ['sid uid last_read'],
  warnings: ['wid warning'],
}

/** Every order of columns known of a table, by its name without prefix, as `stories`; the likeliest first. */
export function ordersOf(table: string): string[][] {
  return (COLUMNS[table] ?? []).map((order) => order.split(' '))
}
