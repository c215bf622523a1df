import type { Element } from '../tree/clean-tree.ts'
import { attribute, classesOf, wordsIn } from './tree-parts.ts'
import { directionOfWords, type Tongue, tongueArguments, tongueOf } from './language.ts'
import { block, type Code, call } from './typst-code.ts'

/** The language and direction that an element says of its own; null: none. */
export function tongueIn(element: Element): Tongue | null {
  const lang = attribute(element, 'lang')
  const dir = attribute(element, 'dir')
  if (lang === null && dir === null) return null
  const tongue = tongueOf(lang ?? '')
  if (dir === 'ltr' || dir === 'rtl') tongue.dir = dir
  else if (dir === 'auto') tongue.dir = directionOfWords(wordsIn(element))
  return tongue
}

export function inTongue(element: Element, inner: Code[]): Code[] {
  const tongue = inner.length === 0 ? null : tongueIn(element)
  return tongue === null ? inner : [call('tongue', ...tongueArguments(tongue), block(inner))]
}

export function sideOf(element: Element): 'left' | 'right' | 'center' | null {
  const name = classesOf(element).find((each) => each.startsWith('align-'))
  if (name === 'align-center' || name === 'align-right' || name === 'align-left') {
    return name.slice(6) as 'left' | 'right' | 'center'
  }
  return null
}
