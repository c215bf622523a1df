import { invalid } from '../errors.ts'
import { foldName } from '../text/slug.ts'
import { cleanText } from '../text/well-formed.ts'
import { findListed } from '../text/word-list.ts'
import { isEmail } from './email.ts'

const LONGEST = 60
// Directions, invisible signs and blanks without ink: a name shows all that it is made of.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
const EMOJI_STYLE = /[\ufe0e\ufe0f]/g
const MARKS_IN_A_PILE = /\p{M}{4}/u

/** One space between words and none around them, composed; names are compared by `foldName`. */
export function tidyPenName(name: string): string {
  return cleanText(name).replace(EMOJI_STYLE, '').normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Refuses with `invalid`, under the field's name. Old names of a site that moved in may be anything; new ones not. */
export function checkPenName(name: string, field = 'name'): void {
  const mistake = mistakeIn(name)
  if (mistake) throw invalid({ [field]: mistake })
}

/** Refuses with `invalid` a name that holds a word the archive will not have. */
export function refuseListed(name: string, wordList: string): void {
  if (findListed(name, wordList) !== null) throw invalid({ name: 'Please choose another pen name.' })
}

function mistakeIn(name: string): string | null {
  if (name === '') return 'Please choose a pen name.'
  if ([...name].length > LONGEST) return `A pen name has at most ${LONGEST} characters.`
  if (HIDDEN.test(name)) return 'A pen name cannot hold invisible characters.'
  if (MARKS_IN_A_PILE.test(name)) return 'A pen name cannot pile accents on one letter.'
  if (!/[\p{L}\p{N}]/u.test(name) || foldName(name) === '') return 'A pen name needs at least one letter or digit.'
  if (isEmail(name)) return 'A pen name is shown to everybody, so it cannot be an e-mail address.'
  return null
}
