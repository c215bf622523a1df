import { languageTag } from '../../text/language-tag.ts'

/** Ready to stand in a tag of XHTML; nothing for a language that nobody knows. */
export function languageOf(value: string): string {
  const tag = languageTag(value)
  return tag === 'und' ? '' : ` lang="${tag}" xml:lang="${tag}"`
}
