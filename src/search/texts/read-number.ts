import type { Range } from '../question.ts'

const LARGEST = 2 ** 31 - 1
const SUFFIX: Readonly<Record<string, number>> = { k: 1000, m: 1_000_000 }

/** `5000`, `>5000`, `<=5k`, `1000-5000`, `1000..5000`; dots and commas between digits do not count. Null: none of these. */
export function readRange(text: string): Range | null {
  const value = text.replace(/\s+/g, '')
  const between = /^(\d[\d.,']*[km]?)(?:-|–|\.\.\.?|…)(\d[\d.,']*[km]?)$/i.exec(value)
  if (between) {
    const [from, to] = [numberOf(between[1]!), numberOf(between[2]!)]
    return from === null || to === null ? null : { from: Math.min(from, to), to: Math.max(from, to) }
  }
  const compared = /^(>=|<=|=>|=<|≥|≤|>|<|=)?(\d[\d.,']*[km]?)(\+|-)?$/i.exec(value)
  const number = compared && numberOf(compared[2]!)
  if (!compared || number === null) return null
  const sign = compared[1] ?? (compared[3] === '+' ? '>=' : compared[3] === '-' ? '<=' : '=')
  if (sign === '>') return { from: number + 1, to: null }
  if (sign === '<') return { from: null, to: number - 1 }
  if (['>=', '=>', '≥'].includes(sign)) return { from: number, to: null }
  if (['<=', '=<', '≤'].includes(sign)) return { from: null, to: number }
  return { from: number, to: number }
}

/** `1.5k` has a point; `1.500` has not. */
function numberOf(text: string): number | null {
  const [, digits = '', suffix = ''] = /^([\d.,']+)([km]?)$/i.exec(text) ?? []
  const value = suffix === '' ? Number(digits.replace(/[.,']/g, '')) : Number(digits.replace(',', '.'))
  if (!Number.isFinite(value)) return null
  return Math.min(LARGEST, Math.round(value * (SUFFIX[suffix.toLowerCase()] ?? 1)))
}
