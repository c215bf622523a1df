import { xmlCharacters } from '../text/escape-xml.ts'

/** Halves of letters and control characters stand in no JSON that strict readers take. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? xmlCharacters(part) : part))
}
