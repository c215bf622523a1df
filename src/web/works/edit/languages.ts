// The languages that forms offer; every other one is written as a code.
const CODES =
  'en es fr de pt pt-BR it nl ru uk pl cs sk hu ro bg el tr sr hr sl sv da nb fi et lv lt is ga cy ca eu gl eo la ' +
  'zh-Hans zh-Hant ja ko vi th id ms fil hi bn ta te ur fa ar he yi sw af grc'

const inEnglish = new Intl.DisplayNames('en', { type: 'language' })

export interface LanguageChoice {
  value: string
  label: string
}

/** With their own names, as `German (Deutsch)`. */
export const LANGUAGES: readonly LanguageChoice[] = CODES.split(' ')
  .map((code) => ({ value: code, label: labelOf(code) }))
  .toSorted((one, other) => englishOf(one.value).localeCompare(englishOf(other.value), 'en'))

function labelOf(code: string): string {
  const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'code' }).of(code)
  const english = englishOf(code)
  return !own || own === code || own.toLowerCase() === english.toLowerCase() ? english : `${english} (${own})`
}

function englishOf(code: string): string {
  return inEnglish.of(code) ?? code
}
