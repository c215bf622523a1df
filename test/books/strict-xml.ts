// XML as a parser without mercy reads it: throws at the first thing that is not well-formed.

export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: Array<XmlElement | string>
}

const TOKEN =
  /<!--[^]*?-->|<\?[^]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>|[^<]+|</g
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)="([^"<]*)"/g
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function parseXml(text: string): XmlElement {
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text) || !text.isWellFormed())
    throw new Error('A sign that XML may not hold.')
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  for (const [token, slash, name, attributes = '', empty] of text.matchAll(TOKEN)) {
    const top = open.at(-1)!
    if (token === '<') throw new Error(`Broken markup in <${top.name}>: ${text.slice(text.indexOf(token), 80)}`)
    if (name === undefined) {
      if (!token.startsWith('<')) addText(top, token)
    } else if (slash === '/') {
      if (open.length === 1 || top.name !== name) throw new Error(`</${name}> ends <${top.name}>.`)
      open.pop()
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [] }
      top.children.push(element)
      if (empty !== '/') open.push(element)
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.name}> has no end.`)
  const [element, ...more] = root.children.filter((child) => typeof child !== 'string')
  if (!element || more.length > 0) throw new Error('A document has one root.')
  return element
}

function addText(parent: XmlElement, text: string): void {
  if (parent.name === '' && text.trim() !== '') throw new Error(`Words outside of the root: ${text.slice(0, 40)}`)
  parent.children.push(decoded(text))
}

function attributesOf(written: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name, value] of written.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(found, name!)) throw new Error(`Two attributes ${name}.`)
    found[name!] = decoded(value!)
  }
  return found
}

function decoded(text: string): string {
  return text.replace(/&(#x?[\da-fA-F]+|\w*)(;?)/g, (whole, name: string, end: string) => {
    const meaning = name.startsWith('#') ? String.fromCodePoint(Number(`0${name.slice(1)}`)) : ENTITIES[name]
    if (end !== ';' || meaning === undefined) throw new Error(`An entity that XML does not know: ${whole}`)
    return meaning
  })
}

/** All elements of a name, in order. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  return root.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elements(child, name)],
  )
}

/** All words, as they stand. */
export function xmlText(node: XmlElement | string): string {
  return typeof node === 'string' ? node : node.children.map(xmlText).join('')
}
