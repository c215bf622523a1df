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
