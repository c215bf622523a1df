import type { Element } from '../tree/clean-tree.ts'
import { attribute, childElements } from './tree-parts.ts'
import { inTongue } from './element-attributes.ts'
import { FLUSH, type Setting } from './setting.ts'
import { array, block, type Code, call, literal } from './typst-code.ts'

/** `isNested`: set as a list; too deep in others only its items are left. */
export function listCode(list: Element, setting: Setting, isNested: boolean): Code[] {
  const inner = { ...setting, style: FLUSH }
  const items = childElements(list).filter((item) => item.children.length > 0)
  if (items.length === 0) return []
  if (!isNested) return items.flatMap((item) => setting.set(item.children, inner))
  const contents = items.map((item) => itemCode(item, inner))
  if (list.name === 'ul') return [call('dotted', ...contents)]
  return [call('numbered', array(labelsOf(list, items).map(literal)), ...contents)]
}

function itemCode(item: Element, setting: Setting): Code {
  const id = attribute(item, 'id')
  const mark = id === null ? null : setting.places.markOf(id)
  const content = inTongue(item, [block(setting.set(item.children, setting))])
  return block(mark === null ? content : [mark, ...content])
}

/** Numbers as HTML counts them, so that they may begin anywhere, below nought too. */
function labelsOf(list: Element, items: readonly Element[]): string[] {
  const type = attribute(list, 'type') ?? '1'
  let number = Number(attribute(list, 'start') ?? 1) - 1
  return items.map((item) => {
    const value = attribute(item, 'value')
    number = value === null ? number + 1 : Number(value)
    return `${numeral(number, type)}.`
  })
}

function numeral(number: number, type: string): string {
  if (number >= 1 && (type === 'a' || type === 'A')) return cased(letters(number), type)
  if (number >= 1 && number < 4000 && (type === 'i' || type === 'I')) return cased(roman(number), type)
  return String(number).replace('-', '−')
}

function cased(text: string, type: string): string {
  return type === type.toUpperCase() ? text.toUpperCase() : text
}

function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCodePoint(97 + ((number - 1) % 26))
}

const ROMAN: ReadonlyArray<readonly [number, string]> = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(number: number): string {
  const step = ROMAN.find(([value]) => value <= number)
  return step ? step[1] + roman(number - step[0]) : ''
}
