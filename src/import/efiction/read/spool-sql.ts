/** 0 for NULL, words, and numbers too large to be one, as `Row.integer` has it. */
export function number(column: string): string {
  const value = `cast(${quote(column)} as integer)`
  return `iif(coalesce(${value}, 0) between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}, coalesce(${value}, 0), 0)`
}

export function numbers(columns: readonly string[]): string {
  return columns.map(number).join(', ')
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Far below what SQLite takes as arguments of one function. */
const PIECES = 50

/**
 * All values of a row as one blob, then the length of each: to fetch every value by itself costs several times as much.
 */
export function inOnePiece(columns: readonly string[]): string {
  const lengths = columns.map((column) => `length(${quote(column)})`)
  return [`cast(${joined(columns.map(quote))} as blob)`, ...lengths].join(', ')
}

function joined(values: readonly string[]): string {
  if (values.length <= PIECES) return `concat(${values.join(', ')})`
  return `concat(concat(${values.slice(0, PIECES).join(', ')}), ${joined(values.slice(PIECES))})`
}
