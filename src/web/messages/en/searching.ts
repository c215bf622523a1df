export const searching = {
  'searching.excerptFrom': 'In chapter {position}: {title}',
  'searching.excerptUntitled': 'In chapter {position}',
  'searching.cutOff':
    'That search took longer than a second and was ended. Fewer words, or rarer ones, or a fandom or an author beside them will find something.',
  'searching.waiting':
    '{count, plural, one {The words of # work are} other {The words of # works are}} still being taken in, so this list may lack some.',
  'searching.waitingMany':
    'The words of more than a thousand works are still being taken in, so this list may lack some.',
  'searching.help': 'What can be typed here',

  'searching.mistake.nothing_to_find': 'There is no word in it to look for. Please type some, or choose a filter.',
  'searching.mistake.too_long': 'The search is longer than {most} characters; what stands behind them is left aside.',
  'searching.mistake.too_many': 'A search has at most {most} words, phrases and fields; the others are left aside.',
  'searching.mistake.too_deep': 'There are brackets within brackets within brackets. Please use fewer.',
  'searching.mistake.open_quote': 'The quotation mark {word} is never closed, so the words are looked for one by one.',
  'searching.mistake.open_bracket': 'A bracket is never closed; it is taken to end with the search.',
  'searching.mistake.lonely_bracket': 'A bracket is closed that was never opened; it is left aside.',
  'searching.mistake.lonely_operator': '“{word}” needs words beside it; it is left aside.',
  'searching.mistake.unknown_field':
    '“{word}:” is no field of a search here, so it is looked for as a word. “What can be typed here” lists them.',
  'searching.mistake.no_value': 'There is nothing behind “{word}:”. Please say what it should be.',
  'searching.mistake.no_words': 'There is no word in “{word}”; it is left aside.',
  'searching.mistake.not_a_number':
    '“{value}” is no number for “{word}”. It may be written as 5000, >5000, <1k or 1000-5000.',
  'searching.mistake.not_a_date':
    '“{value}” is no time for “{word}”. It may be written as <30d, >1y, 2020, >2020-05 or 2020-01-31.',
  'searching.mistake.not_one_of': '“{value}” is nothing that “{word}” can be. It may be: {choices}.',
  'searching.mistake.not_in_group':
    '“{word}” cannot stand in brackets or beside OR: it narrows the whole list, as it does now.',
  'searching.mistake.cannot_exclude': '“{word}” cannot be left out with a minus; it is left aside.',
  'searching.mistake.short_prefix': '“{word}” is too short: before a star there must be at least {least} letters.',
  'searching.mistake.long_phrase': 'A phrase has at most {most} words; the others are left aside.',
  'searching.mistake.only_excluded':
    'There are only words to leave out, so everything that lacks them is shown. A word to look for would narrow it down.',
  'searching.mistake.unknown_language':
    'No language is called “{value}”. Write its name or its code, as in language:German or language:de.',
  'searching.mistake.unknown_name':
    'There is no tag called exactly “{value}” for “{word}:”. Works with these words in their tags are shown.',
  'searching.mistake.unknown_rating': 'There is no rating called “{value}”; it is left aside.',

  'searchHelp.title': 'What can be typed into a search',
  'searchHelp.intro':
    'Type words, and you find the works that have all of them, in titles, summaries, notes, tags, authors or the text of their chapters. Case, accents and vowel points do not count: {example} finds {found} as well.',
  'searchHelp.words': 'Words',
  'searchHelp.fields': 'Fields',
  'searchHelp.numbers': 'Numbers and times',
  'searchHelp.order': 'Order',
  'searchHelp.typed': 'Typed',
  'searchHelp.finds': 'Finds',
  'searchHelp.all': 'works that have both words, wherever each stands',
  'searchHelp.phrase': 'these words one after the other',
  'searchHelp.not': 'works with the first word, and without the second anywhere',
  'searchHelp.or': 'works that have one of them or both',
  'searchHelp.group': 'the first word, and one of those in brackets',
  'searchHelp.prefix': 'every word that begins so; at least three letters before the star',
  'searchHelp.signs': 'these signs side by side: Chinese, Japanese, Korean and Thai need no spaces',
  'searchHelp.place': 'words in the title, the summary, the notes or the chapters alone',
  'searchHelp.author': 'works by this author',
  'searchHelp.fandom': 'works of a fandom, a character, a relationship; what stands for it or below it counts as well',
  'searchHelp.tag': 'a tag of whichever kind',
  'searchHelp.own': 'a tag of the kind that this archive calls “{name}”',
  'searchHelp.several': 'one of several',
  'searchHelp.without': 'none that have it',
  'searchHelp.rating': 'by rating or warning',
  'searchHelp.status': 'finished works, or those still being written',
  'searchHelp.language': 'in this language; a name or a code',
  'searchHelp.crossover': 'fandoms that have nothing in common: only such works, or none',
  'searchHelp.length': 'by the number of words or chapters',
  'searchHelp.counts': 'by kudos, reviews or reads',
  'searchHelp.ago': 'updated in the last thirty days; longer ago than a year',
  'searchHelp.days': 'first posted after 2020; in May 2020; on that day',
  'searchHelp.sort': 'the longest first; the shortest first; the best match first',
  'searchHelp.relevance':
    'The best match is decided word by word: what stands in a title counts most, then tags and authors, then the summary, then the text, and there a little more where it stands often. Works that are equal follow one another by their last update.',
  'searchHelp.gates':
    'What stands behind a warning or is for members only is found by those who may read it, and told to nobody else.',
} as const
