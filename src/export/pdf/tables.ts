import type { Element } from '../tree/clean-tree.ts'
import { attribute, childElements, isSpace, wordsIn } from './tree-parts.ts'
import { inTongue, sideOf } from './element-attributes.ts'
import type { Setting } from './setting.ts'
import { array, block, type Code, call } from './typst-code.ts'

interface Cell {
  element: Element
  x: number
  y: number
  across: number
  down: number
  isHead: boolean
}

/** Wider tables fit on no page: their cells follow each other. */
const MOST_COLUMNS = 30

export function tableCode(table: Element, setting: Setting, isNested: boolean): Code[] {
  const captions = childElements(table).filter((part) => part.name === 'caption')
  const above = captions.map((caption) => call('under', block(setting.set(caption.children, setting))))
  const { cells, columns, headRows } = placeCells(rowsOf(table))
  if (cells.length === 0) return above
  if (!isNested || columns > MOST_COLUMNS) {
    return [...above, ...cells.flatMap((cell) => setting.set(cell.element.children, setting))]
  }
  const codeOf = (cell: Cell) => cellCode(cell, setting)
  const heads = cells.filter((cell) => cell.y < headRows).map(codeOf)
  const others = cells.filter((cell) => cell.y >= headRows).map(codeOf)
  const isRuled = cells.some((cell) => cell.isHead)
  return [...above, call('grid-of', widths(cells, columns), array(heads), String(isRuled), ...others)]
}

interface Row {
  cells: Element[]
  isHead: boolean
}

function rowsOf(table: Element): Row[] {
  return childElements(table).flatMap((part): Row[] => {
    if (part.name === 'tr') return [{ cells: childElements(part), isHead: false }]
    const rows = childElements(part).filter((row) => row.name === 'tr')
    return rows.map((row) => ({ cells: childElements(row), isHead: part.name === 'thead' }))
  })
}

/** Where each cell comes to stand when those that span several rows or columns have taken their room. */
function placeCells(rows: readonly Row[]): { cells: Cell[]; columns: number; headRows: number } {
  const taken = new Set<string>()
  const cells: Cell[] = []
  const columns = Math.min(widest(rows), 1000)
  const headRows = headRowsOf(rows)
  rows.forEach((row, y) => {
    let x = 0
    const lastRow = y < headRows ? headRows : rows.length
    for (const element of row.cells) {
      while (taken.has(`${x},${y}`)) x += 1
      if (x >= columns) break
      const down = freeBelow(taken, x, y, Math.min(span(element, 'rowspan'), lastRow - y))
      let across = 0
      while (across < span(element, 'colspan') && x + across < columns && !taken.has(`${x + across},${y}`)) across += 1
      for (let dx = 0; dx < across; dx++) for (let dy = 0; dy < down; dy++) taken.add(`${x + dx},${y + dy}`)
      cells.push({ element, x, y, across, down, isHead: element.name === 'th' })
      x += across
    }
  })
  return { cells, columns, headRows }
}

/** Rows that only the head holds, at the top; a head further down is a row like others. */
function headRowsOf(rows: readonly Row[]): number {
  const first = rows.findIndex((row) => !row.isHead)
  return first === -1 ? 0 : first
}

function widest(rows: readonly Row[]): number {
  const open: number[] = []
  let most = 1
  for (const row of rows) {
    const carried = open.filter((left) => left > 0).length
    open.forEach((left, index) => (open[index] = left - 1))
    let width = carried
    for (const cell of row.cells) {
      const across = span(cell, 'colspan')
      width += across
      for (let count = 0; count < across; count++) open.push(span(cell, 'rowspan') - 1)
    }
    most = Math.max(most, width)
  }
  return most
}

function freeBelow(taken: ReadonlySet<string>, x: number, y: number, wanted: number): number {
  let down = 1
  while (down < wanted && !taken.has(`${x},${y + down}`)) down += 1
  return down
}

function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  return Math.max(1, Number(attribute(cell, name) ?? 1) || 1)
}

function cellCode({ element, x, y, across, down, isHead }: Cell, setting: Setting): Code {
  const side = sideOf(element)
  let content = element.children.every(isSpace) ? '[]' : block(setting.set(element.children, setting))
  if (isHead) content = call('bold', content)
  if (side) content = call('set-as', side, content)
  return call('cell', String(x), String(y), String(across), String(down), inTongue(element, [content])[0]!)
}

/** Columns of short words take what they need; long ones share the rest by what they hold. */
function widths(cells: readonly Cell[], columns: number): Code {
  const lengths = Array.from({ length: columns }, () => 0)
  for (const { element, x, across } of cells) {
    if (across === 1) lengths[x] = Math.max(lengths[x]!, wordsIn(element).length)
  }
  if (columns === 1) return '(1fr,)'
  const isLong = lengths.map((length) => length > LONG_CELL)
  if (!isLong.includes(true)) return array(lengths.map(() => 'auto'))
  return array(lengths.map((length, x) => (isLong[x] ? `${Math.min(10, Math.ceil(length / 40))}fr` : 'auto')))
}

const LONG_CELL = 40
