// A Japanese title stands, its columns read from the right. Each sign is placed by itself, as few programs that draw
// covers know how to write downwards.
import { type Content, markup } from '../markup.ts'
import type { Palette } from './palette.ts'

const TOP = 200
const HEIGHT = 940
const MIDDLE = 600
const SIZES = [160, 124, 96, 80]
const MOST_COLUMNS = 4
const COLUMN = 1.45
const CLOSEST = 1.08
const WIDEST = 1.35

/** Signs that lie down when words stand. */
const LYING = /[ー〜～—―–…‥\-()（）「」『』【】〈〉《》〔〕[\]＝=:：]/
/** Signs that keep to the upper right of their square. */
const HANGING = /[、。，．]/

export function canStand(title: string): boolean {
  return /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(title) && !/\p{sc=Latin}{2}/u.test(title) && sizeFor(title) !== null
}

function signsOf(title: string): string[] {
  return [...new Intl.Segmenter('ja').segment(title)].map(({ segment }) => segment)
}

/** Short titles are large and stand in one column. */
function sizeFor(title: string): { size: number; columns: number } | null {
  const { length } = signsOf(title)
  for (const [index, size] of SIZES.entries()) {
    const columns = Math.ceil(length / Math.floor(HEIGHT / (size * CLOSEST)))
    if (columns <= Math.min(index + 1, MOST_COLUMNS)) return { size, columns }
  }
  return null
}

export function standingTitle(title: string, { ink }: Palette): Content {
  const signs = signsOf(title)
  const { size, columns } = sizeFor(title)!
  const rows = Math.ceil(signs.length / columns)
  const step = Math.min((HEIGHT - size) / Math.max(rows - 1, 1), size * WIDEST)
  const top = TOP + (HEIGHT - (rows - 1) * step) / 2
  const right = MIDDLE + ((columns - 1) * size * COLUMN) / 2
  return signs.map((sign, index) => {
    const x = Math.round(right - Math.floor(index / rows) * size * COLUMN)
    const y = Math.round(top + (index % rows) * step)
    const shift = HANGING.test(sign) ? size * 0.6 : 0
    return markup`<text x="${Math.round(x + shift)}" y="${Math.round(y + size * 0.35 - shift)}" text-anchor="middle" font-size="${size}" fill="${ink}"${LYING.test(sign) && markup` transform="rotate(90 ${x} ${y})"`}>${sign}</text>\n`
  })
}
