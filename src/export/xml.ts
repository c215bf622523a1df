// The tagged template that feeds and catalogues are written in. Values are escaped unless they are Xml already.
import { escapeXml } from '../text/escape-xml.ts'

export class Xml {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** False, null and undefined write nothing. */
export type XmlContent = Xml | string | number | false | null | undefined | readonly XmlContent[]

export function xml(strings: TemplateStringsArray, ...values: XmlContent[]): Xml {
  let text = strings[0]!
  for (let index = 0; index < values.length; index++) text += render(values[index]) + strings[index + 1]!
  return new Xml(text)
}

function render(value: XmlContent): string {
  if (value instanceof Xml) return value.text
  if (typeof value === 'string') return escapeXml(value)
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? value.map(render).join('') : ''
}
