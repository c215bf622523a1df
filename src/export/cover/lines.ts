// Breaking a title into lines without a font: widths are guessed by kind of letter, generously.

export interface Lines {
  /** Of the letters, in the units of the drawing. */
  size: number
  lines: string[]
}

export interface Room {
  width: number
  height: number
  /** From the largest. */
  sizes: readonly number[]
  lineHeight: number
}

/** The largest size at which the words fit the room; at the smallest, what does not fit is cut with an ellipsis. */
export function fitLines(text: string, language: string, room: Room): Lines {
  const pieces = piecesOf(text, language)
  const widest = Math.max(0, ...pieces.map((piece) => widthOf(piece.trim())))
  for (const size of room.sizes) {
    const lines = brokenInto(pieces, room.width / size)
    if (widest * size <= room.width && lines.length * size * room.lineHeight <= room.height) return { size, lines }
  }
  const size = room.sizes.at(-1)!
  const width = room.width / size
  const chopped = pieces.flatMap((piece) => choppedInto(piece, width))
  return { size, lines: cutTo(brokenInto(chopped, width), Math.floor(room.height / (size * room.lineHeight))) }
}

function cutTo(lines: string[], most: number): string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]!}…`]
}

/** Where a line may break: between words, and in scripts without spaces between what the language calls words. */
function piecesOf(text: string, language: string): string[] {
  if (!UNSPACED.test(text)) return text.match(/\S+\s*/g) ?? []
  const pieces: string[] = []
  // Making one costs milliseconds.
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1)
    const isSign = isWordLike !== true && !UNSPACED.test(segment)
    const isJoined = last !== undefined && !/\s$/.test(last) && !UNSPACED.test(last) && !UNSPACED.test(segment)
    if (last !== undefined && (isSign || isJoined)) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}

const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}\p{Extended_Pictographic}]/u

function brokenInto(pieces: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && widthOf((line + piece).trim()) > width) {
      lines.push(line.trim())
      line = ''
    }
    line += piece
  }
  return line.trim() === '' ? lines : [...lines, line.trim()]
}

function choppedInto(piece: string, width: number): string[] {
  const parts = ['']
  for (const { segment } of new Intl.Segmenter().segment(piece)) {
    if (widthOf(parts.at(-1)! + segment) > width) parts.push('')
    parts[parts.length - 1] += segment
  }
  return parts
}

const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{Extended_Pictographic}\u3000-\u303f\uff00-\uff60]/u

/** In heights of a letter. */
function widthOf(text: string): number {
  let width = 0
  for (const sign of text) {
    if (/[\p{Mn}\p{Cf}\ufe0f]/u.test(sign)) continue
    if (WIDE.test(sign)) width += 1.02
    else if (/[WMmw@%—…]/.test(sign)) width += 0.95
    else if (/[\p{Lu}\p{Nd}]/u.test(sign)) width += 0.72
    else if (/[\s.,:;'’iljtfr|!()]/.test(sign)) width += 0.33
    else width += 0.56
  }
  return width
}
