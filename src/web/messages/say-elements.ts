// Says a parsed message: what IntlMessageFormat would say, for the few forms that our texts use, in a twentieth of the time.
import type { IntlMessageFormat } from 'intl-messageformat'
import { numberFormat, pluralRule } from './whole-numbers.ts'

type Elements = ReturnType<IntlMessageFormat['getAst']>
type Element = Elements[number]

/** As the parser numbers its kinds of elements. */
const LITERAL = 0
const ARGUMENT = 1
const NUMBER = 2
const SELECT = 5
const PLURAL = 6
const POUND = 7

export type Values = Record<string, string | number>
export type Say = (values: Values) => string

/** Null: it has a form that this does not know. Without a value that it needs, it throws, as the formatter does. */
export function sayElements(elements: Elements, locale: string): Say | null {
  const [categoryOf, inDigits] = [pluralRule(locale), numberFormat(locale)]
  if (!elements.every(isKnown)) return null
  const sayAll = (all: Elements, values: Values, counted: number): string => {
    let text = ''
    for (const element of all) text += sayOne(element, values, counted)
    return text
  }
  const sayOne = (element: Element, values: Values, counted: number): string => {
    if (element.type === LITERAL) return element.value
    if (element.type === POUND) return inDigits(counted)
    const { value: name } = element as { value: string }
    const value = values[name]
    if (value === undefined) throw new Error(`No value for {${name}}`)
    if (element.type === PLURAL) {
      const number = Number(value)
      const option =
        element.options[`=${number}`] ?? element.options[categoryOf(number - element.offset)] ?? element.options.other!
      return sayAll(option.value, values, number - element.offset)
    }
    if (element.type === SELECT)
      return sayAll((element.options[value] ?? element.options.other!).value, values, counted)
    return element.type === NUMBER ? inDigits(Number(value)) : String(value)
  }
  return (values) => sayAll(elements, values, 0)
}

function isKnown(element: Element): boolean {
  if (element.type === NUMBER) return !element.style
  if (element.type === PLURAL && element.pluralType !== 'cardinal') return false
  if (element.type === PLURAL || element.type === SELECT)
    return Object.values(element.options).every((option) => option.value.every(isKnown))
  return element.type === LITERAL || element.type === ARGUMENT || element.type === POUND
}
