// Tags typed into one field: names parted by commas (of any script) or line ends; a name that holds a comma is quoted.

const PARTED = /[,，、،\n]/
const QUOTED = /^\s*["“”]((?:[^"“”]|"")*)["“”]\s*(?=[,，、،\n]|$)/
const PLAIN = /^[^,，、،\n]*/

/** The names in the order they were typed, each once, as `foldTag` would have it only if spelt the same. */
export function splitNames(text: string): string[] {
  const names = new Set<string>()
  let rest = text
  while (rest !== '') {
    const quoted = QUOTED.exec(rest)
    const found = quoted ?? PLAIN.exec(rest)!
    const name = oneLine(quoted ? quoted[1]!.replaceAll('""', '"') : found[0])
    if (name !== '') names.add(name)
    rest = rest.slice(found[0].length + 1)
  }
  return [...names]
}

/** What `splitNames` reads back. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => (needsQuotes(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(', ')
}

function needsQuotes(name: string): boolean {
  return PARTED.test(name) || /^["“”]/.test(name)
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
