/**
 * Whether a text is another one in which an export has put question marks in place of letters that it could not carry:
 * one for each character, or four where it wrote the bytes of an emoji.
 */
export function hasLostLettersOf(whole: string, text: string): boolean {
  return text !== whole && text.includes('?') && (isWithMarks(whole, text, 1) || isWithMarks(whole, text, 4))
}

/** `forAstral`: how many marks stand for a character beyond the first 65,536. */
function isWithMarks(whole: string, text: string, forAstral: 1 | 4): boolean {
  let at = 0
  for (const character of whole) {
    const marks = '?'.repeat(character.length === 2 ? forAstral : 1)
    if (text.startsWith(character, at)) at += character.length
    else if (character > '\x7f' && text.startsWith(marks, at)) at += marks.length
    else return false
  }
  return at === text.length
}
