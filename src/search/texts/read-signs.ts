// Cuts what somebody typed into words, phrases, fields and signs; what they mean together is read in parse-query.ts.
import type { Mistake } from './mistakes.ts'

export type QuerySign =
  | { kind: 'open' | 'close' | 'or' | 'not' }
  | { kind: 'words'; text: string; isQuoted: boolean }
  /** `compare` stands between them and belongs to the value where it is no colon; values are parted by commas. */
  | { kind: 'field'; name: string; compare: string; values: string[] }

export type FieldForm = 'number' | 'date' | 'names' | null

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '＂': '＂"',
}
const FIELD = /([\p{L}_][\p{L}\p{M}\p{N}_-]*)(\s*)(>=|<=|=>|=<|[≥≤:：=<>])(?=\s*(\S?))/uy
const COMPARE = String.raw`(?:(?:>=|<=|=>|=<|[≥≤<>=])\s*)?`
const NUMBER = String.raw`\d[\d.,']*[km]?`
const BETWEEN = String.raw`\s*(?:-|–|…|\.\.\.?)\s*`
const NUMBERS = new RegExp(String.raw`${COMPARE}${NUMBER}(?:${BETWEEN}${NUMBER}|\+)?(?![\p{L}\p{N}])`, 'iuy')
const DAY = String.raw`\d{4}(?:-\d{1,2}(?!\d)(?:-\d{1,2})?)?`
const UNIT = String.raw`\s*(?:hours?|days?|weeks?|months?|years?|[hdwmy])(?:\s+ago)?`
const AGES = String.raw`\d{1,6}(?:(?:${UNIT})?${BETWEEN}\d{1,6})?${UNIT}`
const DATES = new RegExp(
  String.raw`${COMPARE}(?:${AGES}|${DAY}(?:(?:\s*(?:\.\.\.?|–)\s*|\s+(?:-|to)\s+|-(?=\d{4}))${DAY})?)(?![\p{L}\p{N}])`,
  'iuy',
)
const BARE = /[^\s()（）,，、]+/uy
const CHUNK = /[^\s()（）"“”„«»「」『』＂]+/uy

/** `formOf` says what a field's value looks like, and null for what is no field. */
export function readSigns(text: string, formOf: (name: string) => FieldForm, mistakes: Mistake[]): QuerySign[] {
  const signs: QuerySign[] = []
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  const quoted = (): string | null => {
    const closing = CLOSING[text[at]!]
    if (closing === undefined) return null
    let end = at + 1
    while (end < text.length && !closing.includes(text[end]!)) end += 1
    if (end === text.length) return null
    const inside = text.slice(at + 1, end)
    at = end + 1
    return inside
  }
  const readNames = (): string[] => {
    const names: string[] = []
    for (;;) {
      const name = quoted() ?? takeMatch(BARE)
      if (name !== null) names.push(name)
      if (!/[,，、]/.test(text[at] ?? '')) return names
      at += 1
    }
  }
  const takeMatch = (pattern: RegExp): string | null => {
    const found = match(pattern)
    if (found) at += found[0].length
    return found?.[0] ?? null
  }
  const readField = (): QuerySign | null => {
    const found = match(FIELD)
    const name = found?.[1]!.toLowerCase() ?? ''
    const form = found ? formOf(name) : null
    if (!found || form === null) {
      if (found && /[:：]/.test(found[3]!) && found[2] === '' && /[^\s/\d]/.test(text[at + found[0].length] ?? ' ')) {
        mistakes.push({ kind: 'unknown_field', word: found[1]! })
      }
      return null
    }
    const compare = found[3]!.replace('：', ':')
    if (form === 'names' && ((compare !== ':' && compare !== '=') || found[2] !== '')) return null
    at += found[0].length
    while (/\s/.test(text[at] ?? '') && text[at + 1] !== undefined) at += 1
    if (form === 'names') return { kind: 'field', name, compare, values: readNames() }
    const value = takeMatch(form === 'number' ? NUMBERS : DATES) ?? quoted() ?? takeMatch(BARE)
    return { kind: 'field', name, compare, values: value === null ? [] : [value] }
  }
  while (at < text.length) {
    const sign = text[at]!
    const next = text[at + 1] ?? ' '
    if (/\s/.test(sign)) at += 1
    else if ('(（'.includes(sign)) at += signs.push({ kind: 'open' }) && 1
    else if (')）'.includes(sign)) at += signs.push({ kind: 'close' }) && 1
    else if (sign === '|') {
      signs.push({ kind: 'or' })
      at += next === '|' ? 2 : 1
    } else if (sign === '&' && next === '&') at += 2
    else if (/[-!−]/.test(sign) && !/[\s\-!−]/.test(next)) at += signs.push({ kind: 'not' }) && 1
    else if (CLOSING[sign] !== undefined) {
      const inside = quoted()
      if (inside !== null) signs.push({ kind: 'words', text: inside, isQuoted: true })
      else {
        mistakes.push({ kind: 'open_quote', word: sign })
        at += 1
      }
    } else {
      const field = readField()
      if (field) signs.push(field)
      else readChunk(takeMatch(CHUNK) ?? text[at++]!, signs, mistakes)
    }
  }
  return signs
}

function readChunk(chunk: string, signs: QuerySign[], mistakes: Mistake[]): void {
  if (chunk === 'OR') signs.push({ kind: 'or' })
  else if (chunk === 'NOT') signs.push({ kind: 'not' })
  else if (chunk === 'AND') return
  else if (/^[-+!−&*:<>=]+$/.test(chunk)) mistakes.push({ kind: 'lonely_operator', word: chunk })
  else signs.push({ kind: 'words', text: chunk, isQuoted: false })
}
