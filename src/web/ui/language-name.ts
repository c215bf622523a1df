const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** What the interface calls a language. */
export function languageName(language: string): string {
  try {
    return names.of(language) ?? language
  } catch {
    // Not a language tag, as an import may bring one along.
    return language
  }
}
