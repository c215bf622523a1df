const STYLE_RULE = /\s*[\s\w.,:@#*>/-]{1,300}\{(?:[^{}<>:]{0,100}:[^{}<>]{0,3000})?\s*\}/y

/** Of a text pasted from Word the filter removed the tags around its style sheet, but not the rules inside. */
export function endOfLeakedStyle(text: string): number {
  // Almost no text has one so near its beginning.
  if (!text.slice(0, 301).includes('{') || !/^[^{}<>]{1,300}\{/.test(text)) return 0
  STYLE_RULE.lastIndex = 0
  let end = 0
  while (STYLE_RULE.test(text)) end = STYLE_RULE.lastIndex
  return /Mso|mso-|@font-face|@page/.test(text.slice(0, end)) ? end : 0
}
