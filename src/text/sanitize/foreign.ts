import { foreignContent, type Token } from 'parse5'

const INTEGRATION = new Set('foreignobject desc title mi mo mn ms mtext annotation-html'.split(' '))
const HIDDEN = new Set(['script', 'style'])
const MAX_DEPTH = 500

/**
 * Where SVG or MathML is open, as a browser sees it: there `<style>` and `<title>` do not swallow what follows, and
 * `<![CDATA[` holds words. Nothing foreign is ever written.
 */
export class Foreign {
  private readonly open: string[] = []

  /** Whether the next tag is read by the rules for foreign content. */
  get isInside(): boolean {
    const top = this.open.at(-1)
    return top !== undefined && !INTEGRATION.has(top)
  }

  get hidesText(): boolean {
    return HIDDEN.has(this.open.at(-1) ?? '')
  }

  copy(): Foreign {
    const copy = new Foreign()
    copy.open.push(...this.open)
    return copy
  }

  /** Whether the tag is foreign; false leaves it to HTML. */
  start(token: Token.TagToken): boolean {
    if (this.isInside && foreignContent.causesExit(token)) this.leave()
    if (!this.isInside && token.tagName !== 'svg' && token.tagName !== 'math') return false
    if (!token.selfClosing && this.open.length < MAX_DEPTH) this.open.push(nameOf(token))
    return true
  }

  /** Whether the end tag closed something foreign. */
  end(name: string): boolean {
    if (this.open.length === 0) return false
    if (this.isInside && (name === 'p' || name === 'br')) {
      this.leave()
      return false
    }
    const index = this.open.lastIndexOf(
      name === 'annotation-xml' && !this.open.includes(name) ? 'annotation-html' : name,
    )
    if (index === -1) return false
    this.open.length = index
    return true
  }

  private leave(): void {
    while (this.isInside) this.open.pop()
  }
}

function nameOf(token: Token.TagToken): string {
  if (token.tagName !== 'annotation-xml') return token.tagName
  const encoding = token.attrs.find(({ name }) => name === 'encoding')?.value.toLowerCase()
  return encoding === 'text/html' || encoding === 'application/xhtml+xml' ? 'annotation-html' : token.tagName
}
