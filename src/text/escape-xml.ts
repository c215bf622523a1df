const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const SPECIAL = /[&<>"'\r]/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
}

/** What XML 1.0 can hold of a text: no control characters, no halves of letters. */
export function xmlCharacters(text: string): string {
  return text.replace(FORBIDDEN, '').toWellFormed()
}

/** Safe between tags (`]]>` too) and in quoted attributes of XML 1.0, whatever the text is. */
export function escapeXml(text: string): string {
  return xmlCharacters(text).replace(SPECIAL, (sign) => ENTITIES[sign]!)
}
