/** What some members put into their texts to play something there; no page here runs or loads it. */
const SIGN = /<(?:iframe|embed|object|video|audio|script)/i
const TAG = /<(iframe|embed|object|video|audio|script)(?=[\s/>])([^>]*)/gi
const ADDRESS = /\b(?:src|data|value)\s*=\s*["']?\s*((?:https?:)?\/\/[^\s"'>]{3,300})/i
const MOST_NAMED = 5

/** Each once, with the address that it showed: `iframe //tube.example/embed/1`. Almost every text has none. */
export function embeddedIn(text: string): string[] {
  if (!SIGN.test(text)) return []
  const found = [...text.matchAll(TAG)].map(([, kind, attributes]) => {
    const address = ADDRESS.exec(attributes!)?.[1]
    return address === undefined ? kind!.toLowerCase() : `${kind!.toLowerCase()} ${address}`
  })
  return [...new Set(found)].slice(0, MOST_NAMED)
}
