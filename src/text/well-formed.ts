/** To run along signs that stay is twice as quick as to look for one that does not. */
const PLAIN = /^[\t\n -~\x80-\ufffd]*$/

/** Well-formed Unicode without NUL and other control characters (tab and line feed stay); every line ends in LF. */
export function cleanText(value: string): string {
  return (PLAIN.test(value) ? value : withoutControls(withLineFeeds(value))).toWellFormed()
}

/** Fixed strings: a pattern with a choice in it takes five times as long. */
function withLineFeeds(text: string): string {
  const lines = text.includes('\r\n') ? text.replace(/\r\n/g, '\n') : text
  return lines.includes('\r') ? lines.replace(/\r/g, '\n') : lines
}

function withoutControls(lines: string): string {
  if (PLAIN.test(lines)) return lines
  return lines.replace(/[\x0b\x0c]/g, ' ').replace(/[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]/g, '')
}
