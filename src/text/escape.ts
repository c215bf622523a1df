const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe in text and in quoted attributes of HTML and XML. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character]!) : text
}

/** For text between tags only: quotes stay as the author typed them. To look for one character at a time is quickest. */
export function escapeText(text: string): string {
  const isPlain = !text.includes('&') && !text.includes('<') && !text.includes('>')
  return isPlain ? text : text.replace(/[&<>]/g, (character) => ESCAPES[character]!)
}
