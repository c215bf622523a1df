// A cover of type alone, drawn here: title, byline, archive, upon a colour that books of one fandom share.
import type { Book } from '../book.ts'
import { type Content, type Markup, markup, printable } from '../markup.ts'
import { fitLines, type Lines, type Room } from './lines.ts'
import { type Palette, paletteOf } from './palette.ts'
import { canStand, standingTitle } from './standing-title.ts'

export const COVER_WIDTH = 1200
export const COVER_HEIGHT = 1800

const MIDDLE = COVER_WIDTH / 2
const FAMILY =
  "Literata, Charter, 'Iowan Old Style', Georgia, 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif Hebrew', serif"
const TITLE = { width: 940, height: 880, sizes: [150, 128, 110, 94, 80, 68, 58, 50, 42], lineHeight: 1.2 }
const BYLINE = { width: 940, height: 200, sizes: [58, 50, 42, 36], lineHeight: 1.25 }
const ARCHIVE = { width: 940, height: 50, sizes: [36, 30, 24], lineHeight: 1.2 }

export type CoverOf = Pick<Book, 'title' | 'byline' | 'publisher' | 'language' | 'colourOf'>

/** A whole SVG document. */
export function drawCover({ title, byline, publisher, language, colourOf }: CoverOf): string {
  const palette = paletteOf(colourOf)
  const words = tidy(title) || '…'
  const isStanding = /^ja(?:-|$)/i.test(language) && canStand(words)
  const level = (text: string, room: Room) => fitLines(tidy(text), language, room)
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 ${COVER_WIDTH} ${COVER_HEIGHT}" width="${COVER_WIDTH}" height="${COVER_HEIGHT}" xml:lang="${language}" font-family="${FAMILY}">
<title>${words}</title>
<rect width="${COVER_WIDTH}" height="${COVER_HEIGHT}" fill="${palette.ground}"/>
<rect x="56" y="56" width="${COVER_WIDTH - 112}" height="${COVER_HEIGHT - 112}" fill="none" stroke="${palette.accent}" stroke-width="3"/>
<rect x="72" y="72" width="${COVER_WIDTH - 144}" height="${COVER_HEIGHT - 144}" fill="none" stroke="${palette.accent}"/>
${isStanding ? standingTitle(words, palette) : lines(level(words, TITLE), { middle: 680, fill: palette.ink, lineHeight: TITLE.lineHeight })}
${ornament(palette)}
${lines(level(byline, BYLINE), { middle: 1400, fill: palette.ink, lineHeight: BYLINE.lineHeight })}
${lines(level(publisher, ARCHIVE), { middle: 1640, fill: palette.accent, lineHeight: ARCHIVE.lineHeight })}
</svg>
`.text
}

function tidy(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim()
}

interface Place {
  /** Of all lines together. */
  middle: number
  fill: string
  lineHeight: number
}

/** Centred, so that it does not matter which way the letters run. */
function lines({ size, lines }: Lines, { middle, fill, lineHeight }: Place): Content {
  const step = size * lineHeight
  const first = middle - ((lines.length - 1) * step) / 2 + size * 0.35
  return lines.map(
    (line, index) =>
      markup`<text x="${MIDDLE}" y="${Math.round(first + index * step)}" text-anchor="middle" font-size="${size}" fill="${fill}">${line}</text>\n`,
  )
}

function ornament({ accent }: Palette): Markup {
  const y = 1230
  return markup`<path d="M ${MIDDLE - 150} ${y} H ${MIDDLE - 26} M ${MIDDLE + 26} ${y} H ${MIDDLE + 150}" stroke="${accent}" stroke-width="3"/>
<path d="M ${MIDDLE} ${y - 14} L ${MIDDLE + 14} ${y} L ${MIDDLE} ${y + 14} L ${MIDDLE - 14} ${y} Z" fill="${accent}"/>`
}
