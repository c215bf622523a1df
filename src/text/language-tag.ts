const kept = new Map<string, string>()
const MOST_KEPT = 200

/** A well-formed BCP 47 tag for whatever stands for a language here; `und` where it says nothing. */
export function languageTag(language: string): string {
  let tag = kept.get(language)
  if (tag === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(language, (tag = findTag(language)))
  }
  return tag
}

function findTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0] ?? 'und'
  } catch {
    return 'und'
  }
}
