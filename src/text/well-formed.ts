/** Well-formed Unicode without NUL and other control characters (tab and line feed stay); every line ends in LF. */
export function cleanText(value: string): string {
  const lines = value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value
  const plain = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/.test(lines)
    ? lines.replace(/[\x0b\x0c]/g, ' ').replace(/[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]/g, '')
    : lines
  return plain.toWellFormed()
}
