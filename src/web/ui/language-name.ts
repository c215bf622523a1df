const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** What was looked up already: in a panel the same few stand on every page. */
const kept = new Map<string, string>()
const NAMES_KEPT = 1000

/** What the interface calls a language. */
export function languageName(language: string): string {
  let name = kept.get(language)
  if (name === undefined) {
    if (kept.size >= NAMES_KEPT) kept.clear()
    kept.set(language, (name = lookUp(language)))
  }
  return name
}

function lookUp(language: string): string {
  try {
    return names.of(language) ?? language
  } catch {
    // Not a language tag, as an import may bring one along.
    return language
  }
}
