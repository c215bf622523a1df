const MAX_LENGTH = 2000
const ID_PREFIX = 't-'

/** The address as it may be written into `href`, or null. Anything but http, https, mailto and relative is refused. */
export function safeAddress(value: string): string | null {
  // Browsers ignore tabs, line ends and leading controls, so a scheme may hide behind them.
  const address = value
    .replace(/[\0-\x1f\x7f\ufffe\uffff]/g, '')
    .trim()
    .replaceAll('\\', '/')
    .replaceAll(' ', '%20')
    .toWellFormed()
  if (address === '' || address.length > MAX_LENGTH) return null
  if (address.startsWith('#')) return safeFragment(address.slice(1))
  const scheme = /^([^/?#]*?):/.exec(address)?.[1]
  if (scheme === undefined) return address
  return /^(?:https?|mailto)$/i.test(scheme) ? address : null
}

export function isExternal(address: string): boolean {
  return /^(?:https?:|\/\/)/i.test(address)
}

/**
 * An id that cannot shadow anything of the page: prefixed, of plain characters. Prefixing twice equals once, and
 * `#fragment` addresses are changed in the same way, so notes still find their places.
 */
export function safeId(value: string): string | null {
  const plain = value.trim().replace(/[^\p{L}\p{M}\p{N}_.:-]/gu, '_')
  if (plain === '' || plain.length > 120) return null
  return plain.startsWith(ID_PREFIX) ? plain : ID_PREFIX + plain
}

function safeFragment(fragment: string): string | null {
  const id = safeId(decoded(fragment))
  return id === null ? null : `#${id}`
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
