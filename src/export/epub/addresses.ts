const LABEL = '[a-z0-9_]+(?:-+[a-z0-9_]+)*'
const SIGNS = "(?:[\\w\\-.~:/?@!$&'()*+,;=]|%[\\da-f]{2})*"
const PLAIN = new RegExp(`^https?://${LABEL}(?:\\.${LABEL})*(?::\\d{1,5})?(?:[/?]${SIGNS})?(?:#${SIGNS})?$`, 'i')
const MAIL = /^mailto:[\w.+%-]+@[a-z0-9.-]+(?:\?[\w\-.~!$&'()*+,;=:@/?%]*)?$/i

/** An address as RFC 3986 wants it, which browsers do not mind and checkers of books do; null: nothing leads there. */
export function strictAddress(address: string): string | null {
  if (/^mailto:/i.test(address)) return MAIL.test(address) ? address : null
  if (!URL.canParse(address)) return null
  if (PLAIN.test(address)) return address
  const url = new URL(address)
  url.username = ''
  url.password = ''
  const [before, ...fragment] = url.href
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/g, (sign) => encodeURIComponent(sign))
    .split('#')
  const strict = fragment.length === 0 ? before! : `${before}#${fragment.join('%23')}`
  return PLAIN.test(strict) ? strict : null
}
