import { WINDOWS_1252 } from './charset.ts'
import type { Reading } from './reading.ts'
import type { StoryFiles } from './story-files.ts'
import { counted } from '../report/counted.ts'

/** What sites in these languages wrote in before UTF-8, by the code of the language or its English name. */
const USUAL: readonly [RegExp, string][] = [
  [/^(?:ru|uk|bg|be|mk|sr|russian|ukrainian|bulgarian|serbian)/, 'windows-1251'],
  [/^(?:pl|cs|cz|sk|hu|hr|sl|ro|polish|czech|slovak|hungarian|croatian|slovenian|romanian)/, 'windows-1250'],
  [/^(?:tr|turkish)/, 'windows-1254'],
  [/^(?:el|gr|greek)/, 'windows-1253'],
  [/^(?:he|iw|hebrew)/, 'windows-1255'],
  [/^(?:ar|fa|arabic|persian)/, 'windows-1256'],
  [/^(?:lt|lv|et|lithuanian|latvian|estonian)/, 'windows-1257'],
  [/^(?:vi|vietnamese)/, 'windows-1258'],
  [/^(?:th|thai)/, 'windows-874'],
  [/^(?:ja|jp|japanese)/, 'shift_jis'],
  [/^(?:ko|kr|korean)/, 'euc-kr'],
  [/^(?:zh[-_]?(?:tw|hk|hant)|big5)/, 'big5'],
  [/^(?:zh|cn|chinese)/, 'gb18030'],
]

/** Sentences for the report about how the texts were read, and what may be missing of them. */
export function notesOnTexts(reading: Reading, language: string): string[] {
  const { swallowed, lostCapitals, lostEmoji, lostLetters, missingPictures } = reading.suspects
  const notes = charsetNotes(reading, language)
  if (swallowed > 0)
    notes.push(
      `${counted(swallowed, 'text ends', 'texts end')} within a sentence: the old site threw away all after a "<3".`,
    )
  if (lostCapitals > 0)
    notes.push(`${counted(lostCapitals, 'text has', 'texts have')} lost a capital letter with an accent; see the list.`)
  if (lostEmoji > 0) {
    notes.push(
      `${counted(lostEmoji, 'text holds', 'texts hold')} "????" where the old database has probably lost an emoji; see the list.`,
    )
  }
  if (lostLetters > 0) {
    notes.push(
      `${counted(lostLetters, 'text has', 'texts have')} question marks where letters were. If the old site shows them right, they were lost by the export: export once more, in utf8mb4.`,
    )
  }
  if (missingPictures > 0) {
    notes.push(
      `${missing(missingPictures)}: the list names them. If they are in the folder of the old site, import once more, with --files.`,
    )
  }
  const hosts = [...reading.pictureHosts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (hosts.length === 0) return notes
  const list = hosts.slice(0, MOST_HOSTS).map(([host, count]) => `${host} (${count})`)
  const more = hosts.length > MOST_HOSTS ? ` and ${hosts.length - MOST_HOSTS} more hosts` : ''
  return [...notes, `Pictures of other hosts are links in the texts now: ${list.join(', ')}${more}.`]
}

const MOST_HOSTS = 40

/** In words that follow a "but". Of letters: hardly any is left that some export could not carry. */
export function doubtsAboutTexts({ suspects, counts }: Reading): string[] {
  const others = counts.utf8 + counts.charset + counts.mixed
  return [
    suspects.lostLetters > others ? 'more texts have question marks where letters were than have such letters' : '',
    suspects.missingPictures > 0 ? missing(suspects.missingPictures) : '',
  ].filter(Boolean)
}

function missing(count: number): string {
  return counted(count, 'picture that a text shows is missing', 'pictures that texts show are missing')
}

function charsetNotes(reading: Reading, language: string): string[] {
  const { charset, counts } = reading
  const count = counts.charset + counts.mixed
  if (charset !== WINDOWS_1252) return []
  const usual = USUAL.find(([pattern]) => pattern.test(language.trim().toLowerCase()))?.[1]
  if (reading.looksTakenForWestern(usual !== undefined)) {
    const likely = usual ?? 'windows-1251'
    return [
      `Many texts have Western letters with marks, as if a tool had taken another character set for them. If they look wrong, try that one: --charset ${likely} --preview.`,
    ]
  }
  const likely = usual ?? (reading.looksLikeAnotherScript() ? 'windows-1251' : null)
  if (!likely || count === 0) return []
  return [
    `${counted(count, 'value is', 'values are')} not in UTF-8, and read as Windows-1252. If that looks wrong, try another character set: --charset ${likely} --preview.`,
  ]
}

/** What lay in the place of story files, and is none. */
export function notesOnFiles({ oddities }: StoryFiles): string[] {
  const more = oddities.length > 20 ? ` And ${oddities.length - 20} more.` : ''
  return oddities.length === 0 ? [] : [`Not read among the story files: ${oddities.slice(0, 20).join('; ')}.${more}`]
}
