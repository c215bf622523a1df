// The paragraphs of a text as text/paragraphs.ts finds them in its HTML: the same number means the same words.
import { hasLetter, PARAGRAPH_TAGS } from '../../text/paragraphs.ts'

const TAGS = new Set(PARAGRAPH_TAGS.map((name) => name.toUpperCase()))

/** Each with the node that it begins at or, for line breaks and rules, after. */
export function paragraphsIn(root) {
  const found = []
  let [node, text] = [root, '']
  const end = () => {
    if (hasLetter(text)) found.push({ node, text })
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: now } = walker
    if (now.nodeType === Node.TEXT_NODE) text += now.data
    if (!TAGS.has(now.nodeName)) continue
    end()
    ;[node, text] = [now, '']
  }
  end()
  return found
}

/** Where it begins, from the top of the window; null when it is not shown, as in a closed part. */
export function topOf({ node }) {
  if (node.getClientRects().length === 0) return null
  const { top, bottom } = node.getBoundingClientRect()
  return node.nodeName === 'BR' || node.nodeName === 'HR' ? bottom : top
}
