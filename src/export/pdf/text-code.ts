import { cleanTree, elementsIn, type Node } from '../tree/clean-tree.ts'
import { attribute } from './tree-parts.ts'
import { type Footnotes, takeFootnotes } from './footnotes.ts'
import { statements } from './blocks.ts'
import { TextPlaces } from './places.ts'
import { FLUSH, type Headings, type Setting } from './setting.ts'
import { block, type Code } from './typst-code.ts'

export interface TextOptions {
  pictureAt: (address: string) => string | null
  headings: Headings
  style: 'prose' | 'flush'
}

/** Clean HTML as Typst statements; its notes stand at the feet of the pages. */
export function textCode(cleanHtml: string, options: TextOptions): Code[] {
  const nodes = cleanTree(cleanHtml)
  const footnotes = takeFootnotes(nodes)
  const ids = new Set([...elementsIn(nodes)].map(([element]) => attribute(element, 'id')).filter((id) => id !== null))
  const first = convert(nodes, { options, footnotes, ends: (id) => ids.has(id) })
  const lost = [...first.places.linked].some((id) => ids.has(id) && !first.places.marked.has(id))
  if (!lost) return first.code
  return convert(nodes, { options, footnotes, ends: (id) => first.places.marked.has(id) }).code
}

interface Conversion {
  options: TextOptions
  footnotes: Footnotes
  ends: (id: string) => boolean
}

function convert(nodes: Node[], { options, footnotes, ends }: Conversion) {
  const headings = { ...options.headings }
  const setting = (places: TextPlaces): Omit<Setting, 'style'> => ({ places, headings, depth: 0, set: statements })
  const places = new TextPlaces({
    pictureAt: options.pictureAt,
    footnotes,
    ends,
    setNote: (content) => noteCode(statements(content, { ...setting(places), depth: 1, style: FLUSH })),
  })
  return { code: statements(nodes, { ...setting(places), style: { kind: options.style } }), places }
}

/** A note's first paragraph begins beside its number, so it may be no paragraph of its own. */
function noteCode([first = '[]', ...others]: Code[]): Code {
  const beside = first.startsWith('flush(') ? first.replace('flush(', 'joined(') : first
  return block([beside, ...others.flatMap((each) => ['parbreak()', each])])
}
