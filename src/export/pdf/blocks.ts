// Clean HTML as Typst code. Every element that text/sanitize/elements.ts lets through has its form here.
import type { Element, Node } from '../tree/clean-tree.ts'
import { isElement, attribute, classesOf, childElements, isBlank, wordsIn } from './tree-parts.ts'
import { inTongue, sideOf } from './element-attributes.ts'
import { listCode } from './lists.ts'
import { paragraphs } from './paragraphs.ts'
import { deeper, FLUSH, MOST_NESTED, type Setting } from './setting.ts'
import { tableCode } from './tables.ts'
import { block, type Code, call, literal } from './typst-code.ts'
import { Words } from './words.ts'

const INLINE = new Set(
  'a em i strong b u s sub sup small del ins code q cite abbr span ruby rt rp rb img br'.split(' '),
)

export function statements(nodes: readonly Node[], setting: Setting): Code[] {
  const out: Code[] = []
  let loose: Node[] = []
  const endLoose = () => {
    if (loose.length > 0) out.push(...looseWords(loose, setting))
    loose = []
  }
  for (const node of nodes) {
    if (!isElement(node)) {
      if (loose.length > 0 || !isBlank(node)) loose.push(node)
    } else if (INLINE.has(node.name)) loose.push(node)
    else {
      endLoose()
      out.push(...blockStatements(node, setting))
    }
  }
  endLoose()
  return out
}

function looseWords(nodes: readonly Node[], setting: Setting): Code[] {
  const words = new Words(setting.places)
  words.add(nodes)
  return paragraphs(words.finish(), setting.style)
}

function paragraphCode(element: Element, setting: Setting): Code[] {
  const words = new Words(setting.places)
  words.addAll(element)
  const side = sideOf(element)
  return paragraphs(words.finish(), side === null ? setting.style : { kind: 'aligned', side })
}

function blockStatements(element: Element, setting: Setting): Code[] {
  const id = attribute(element, 'id')
  const mark = id === null ? null : setting.places.markOf(id)
  const inner = inTongue(element, shifted(element, elementCode(element, setting)))
  return mark === null ? inner : [mark, ...inner]
}

function elementCode(element: Element, setting: Setting): Code[] {
  const name = element.name
  switch (name) {
    case 'hr':
      return ['ornament']
    case 'pre':
      return [call('code-block', literal(wordsIn(element).replace(/^\n/, '').trimEnd()))]
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return headingCode(element, Number(name[1]) - 2, setting)
    case 'ul':
    case 'ol':
      return listCode(element, deeper(setting), setting.depth < MOST_NESTED)
    case 'dl':
      return childElements(element).flatMap((part) => termCode(part, deeper(setting)))
    case 'table':
      return tableCode(element, { ...deeper(setting), style: FLUSH }, setting.depth < MOST_NESTED)
    case 'blockquote':
      return wrapped('quoted', element, setting)
    case 'figcaption':
    case 'caption':
      return [call('under', block(statements(element.children, { ...setting, style: FLUSH })))]
    case 'summary':
      return [call('term', call('joined', ...joinedLines(element, setting).words))]
    case 'div':
      return statements(element.children, alignedBy(element, setting))
    case 'p':
      return paragraphCode(element, setting)
    default:
      return statements(element.children, setting)
  }
}

/** What stands in a centred part is centred, too, where it does not say otherwise. */
function alignedBy(element: Element, setting: Setting): Setting {
  const side = sideOf(element)
  return side === null ? setting : { ...setting, style: { kind: 'aligned', side } }
}

function wrapped(name: string, element: Element, setting: Setting): Code[] {
  const inner = statements(element.children, deeper(setting))
  if (inner.length === 0) return []
  return setting.depth < MOST_NESTED ? [call(name, block(inner))] : inner
}

/** `level` counts from 1 within the text. */
function headingCode(element: Element, level: number, setting: Setting): Code[] {
  const { words, pictures } = joinedLines(element, setting)
  if (words.length === 0) return pictures
  const { headings } = setting
  const actual = Math.min(headings.base + level, headings.last + 1)
  headings.last = actual
  return [call('inner-heading', String(actual), String(headings.outlined), ...words), ...pictures]
}

function joinedLines(element: Element, setting: Setting): { words: Code[]; pictures: Code[] } {
  const all = new Words(setting.places)
  all.addAll(element)
  const lines = all.finish()
  const written = lines.filter((line) => !line.isBlock && line.parts.length > 0)
  return {
    words: written.flatMap((line, index) => (index > 0 ? ['linebreak()', ...line.parts] : line.parts)),
    pictures: lines.filter((line) => line.isBlock).flatMap((line) => line.parts),
  }
}

function termCode(part: Element, setting: Setting): Code[] {
  if (part.name === 'dt') {
    const { words, pictures } = joinedLines(part, setting)
    return inTongue(part, [...(words.length === 0 ? [] : [call('term', call('joined', ...words))]), ...pictures])
  }
  const inner = statements(part.children, { ...setting, style: FLUSH })
  return inner.length === 0 ? [] : inTongue(part, [call('meaning', block(inner))])
}

function shifted(element: Element, inner: Code[]): Code[] {
  return classesOf(element).includes('indent') && inner.length > 0 ? [call('shift', block(inner))] : inner
}
