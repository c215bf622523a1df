export const bundles = {
  'bundles.link': 'Take all of it along',
  'bundles.title': 'Take along: {name}',
  'bundles.ofAuthor': 'Works by {name}',
  'bundles.ofShelf': '{shelf}, a shelf of {name}',
  'bundles.variousAuthors': 'by various authors',
  'bundles.count':
    '{count, plural, =0 {There is nothing to take along.} one {# work, {words}, in the order of the list.} other {# works, {words}, in the order of the list.}}',
  'bundles.waiting':
    '{count, plural, one {# work waits behind a gate and is left out. Open it once to be asked what it asks.} other {# works wait behind a gate and are left out. Open one of them to be asked what it asks.}}',
  'bundles.withheld':
    '{count, plural, one {# work is left out, because its authors want it read here alone.} other {# works are left out, because their authors want them read here alone.}}',
  'bundles.asOne': 'As one book',
  'bundles.asZip': 'A book for each work, in a ZIP file',
  'bundles.zipOf': 'ZIP of {format}',
  'bundles.begun': 'It is being made …',
  'bundles.worksMade': '{done, number} of {total, number} works are made.',
  'bundles.chaptersMade': '{done, number} of {total, number} chapters are made.',
  'bundles.sent': 'All of it is made and on its way to you.',
  'bundles.broken': 'It broke off before its end. Please try again.',
  'bundles.volumes': 'That is more than one book holds. Volume {volume} of {count}:',
  'bundles.volume': 'Volume {volume}',
  'bundles.mostListed': 'Only the first {count, number} works of a list can be taken along.',
  'bundles.tooLong': 'All together this is too long for one book. Take the ZIP file, which has a book for each work.',
  'bundles.sinceTitle': 'Only what changed',
  'bundles.sinceLast':
    'You took this along on {date}. {count, plural, =0 {Nothing has changed since.} one {# work has changed since.} other {# works have changed since.}}',
  'bundles.onlySinceLast': 'Only what changed since then',
  'bundles.since': 'Changed since',
  'bundles.showSince': 'Show',
  'bundles.sinceDate': 'since {date}',
  'bundles.isSince': 'Only what changed since {date}.',
  'bundles.everything': 'Everything',
} as const
