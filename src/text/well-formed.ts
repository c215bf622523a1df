const ODD = /[\0-\x08\x0b-\x1f\x7f\ufffe\uffff]/

/** Well-formed Unicode without NUL and other control characters (tab and line feed stay); every line ends in LF. */
export function cleanText(value: string): string {
  return (ODD.test(value) ? withoutControls(value.replace(/\r\n?/g, '\n')) : value).toWellFormed()
}

function withoutControls(lines: string): string {
  return ODD.test(lines) ? lines.replace(/[\x0b\x0c]/g, ' ').replace(/[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]/g, '') : lines
}
