/** Where one stands says whether it is one: quotes open before a word and close after it. */
type Place = 'opens' | 'closes' | 'anywhere'

/**
 * The old filter against scripts took `&#8217;` for a disguised letter and left `r17;`. `rare` ones count only in a
 * text that has a common one: `r2;` alone may be what the author wrote.
 */
const MEANT: Readonly<Record<string, { character: string; place: Place; rare?: true }>> = {
  'r0;': { character: '“', place: 'opens' },
  'r1;': { character: '”', place: 'closes' },
  'r6;': { character: '•', place: 'anywhere' },
  'r11;': { character: '–', place: 'anywhere' },
  'r12;': { character: '—', place: 'anywhere' },
  'r16;': { character: '‘', place: 'opens' },
  'r17;': { character: '’', place: 'closes' },
  'r30;': { character: '…', place: 'anywhere' },
  'r2;': { character: '„', place: 'opens', rare: true },
  'r4;': { character: '†', place: 'anywhere', rare: true },
  'r13;': { character: '―', place: 'anywhere', rare: true },
  'r18;': { character: '‚', place: 'opens', rare: true },
  'r42;': { character: '′', place: 'anywhere', rare: true },
  'r43;': { character: '″', place: 'anywhere', rare: true },
  'r49;': { character: '‹', place: 'opens', rare: true },
  'r50;': { character: '›', place: 'closes', rare: true },
}

const RUIN = /r\d\d?;/g

/** Words that authors put a number behind: `in chapter1; and` is no quote. */
const COUNTED = /(?:chapte|numbe|playe|lette|erro|orde|floo|doo|hou|laye|yea|membe)$/i

export function mendEntities(text: string): string {
  if (!text.includes(';') || !/r\d\d?;/.test(text) || !hasProof(text)) return text
  return text.replace(RUIN, (ruin, at: number) => {
    const meant = MEANT[ruin]
    return meant && (meant.rare || isInPlace(text, at, ruin, meant.place)) ? meant.character : ruin
  })
}

/** One that can be nothing else: of two digits and glued to a word, or a quote of one digit where quotes are. */
function hasProof(text: string): boolean {
  for (const { 0: ruin, index: at } of text.matchAll(RUIN)) {
    const meant = MEANT[ruin]
    if (!meant || meant.rare || !isInPlace(text, at, ruin, meant.place)) continue
    const [before, after] = around(text, at, ruin)
    if (ruin.length === 4 && !/\S/.test(before + after)) continue
    if (ruin.length === 4 || (meant.place === 'opens' && !isWord(before))) return true
    if (ruin === 'r1;' && /[.,!?…’'-]/.test(before) && !isWord(after)) return true
  }
  return false
}

function isInPlace(text: string, at: number, ruin: string, place: Place): boolean {
  const [before, after] = around(text, at, ruin)
  if (isWord(before) && COUNTED.test(text.slice(Math.max(0, at - 10), at))) return false
  const gluedBefore = /\S/.test(before)
  const gluedAfter = /\S/.test(after)
  if (place === 'opens')
    return gluedAfter || /^\s(?:r1[67];|r0;|[‘“'"])/.test(text.slice(at + ruin.length, at + ruin.length + 5))
  // An apostrophe may also begin a word: `r17;Tis`.
  if (place === 'closes')
    return (
      gluedBefore ||
      (ruin === 'r17;' && isWord(after)) ||
      /(?:r17;|r1;|[’”'"])\s$/.test(text.slice(Math.max(0, at - 5), at))
    )
  return true
}

/** '' at the ends of the text. */
function around(text: string, at: number, ruin: string): [before: string, after: string] {
  return [text.charAt(at - 1), text.charAt(at + ruin.length)]
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}
