import { columnsOf } from './blocks.ts'

/** Lines of at most so many columns, broken between words; a line keeps its indent and a word is never cut. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

const LEAD = /^ *(?:- |\d{1,9}\. )?/

function wrapLine(line: string, width: number): string {
  if (line.length <= width / 2 || line.includes('\t') || columnsOf(line) <= width) return line
  const lead = LEAD.exec(line)![0]
  const room = Math.max(20, width - lead.length)
  const found: string[] = []
  let current = ''
  let columns = 0
  for (const piece of piecesOf(line.slice(lead.length))) {
    const size = columnsOf(piece)
    if (current !== '' && columns + columnsOf(piece.trimEnd()) > room) {
      found.push(current.trimEnd())
      current = ''
      columns = 0
    }
    current += piece
    columns += size
  }
  if (current !== '') found.push(current.trimEnd())
  return lead + found.join(`\n${' '.repeat(lead.length)}`)
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u

/** What stays together: a word with the space behind it; where nobody writes spaces, what dictionaries call a word. */
function piecesOf(text: string): string[] {
  if (!UNSPACED.test(text)) return text.match(/[^ ]+ *| +/g) ?? []
  const pieces: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1)
    const isTied = last !== undefined && (isWordLike !== true || /[（「『《〈【(“]$/.test(last))
    if (isTied && !/^[（「『《〈【]/.test(segment)) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}
