import { directionOf } from '../../text/direction.ts'
import { languageTag } from '../../text/language-tag.ts'

/**
 * Ready to stand in a tag of XHTML; nothing for a language that nobody knows. Books must not set a direction by their
 * styles, so a passage says which way it runs, unless its author has.
 */
export function languageOf(value: string, isDirected = false): string {
  const tag = languageTag(value)
  if (tag === 'und') return ''
  return ` lang="${tag}" xml:lang="${tag}"${isDirected ? '' : ` dir="${directionOf(tag)}"`}`
}
