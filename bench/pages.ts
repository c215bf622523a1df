// Which addresses are asked for each kind of page: always the same ones, spread over common and rare.
import type { Size } from './fill.ts'
import { Random } from './random.ts'

export interface Ask {
  name: string
  paths: string[]
  member?: boolean
}

const SPREAD = 200

export function pagesToAsk(size: Size): Ask[] {
  const random = new Random(7)
  const spread = (one: () => string) => [...new Set(Array.from({ length: SPREAD }, one))]
  const work = () => 1 + random.below(size.works)
  const chapters = spread(() => {
    const id = work()
    return `/works/${id}/chapters/${(id - 1) * size.chaptersPerWork + 1 + random.below(size.chaptersPerWork)}`
  })
  return [
    { name: 'chapter page, guest', paths: chapters },
    { name: 'chapter page, member', paths: chapters, member: true },
    { name: 'home', paths: ['/'] },
    { name: 'browse by fandom', paths: spread(() => `/browse/fandoms/${1 + random.skewed(200)}`) },
    { name: 'author page', paths: spread(() => `/authors/author-${1 + random.skewed(3000)}`) },
    { name: 'reviews page', paths: spread(() => `/works/${1 + random.skewed(size.works)}/reviews`) },
    { name: 'work page', paths: spread(() => `/works/${work()}`) },
    { name: 'recent works', paths: ['/works'] },
  ]
}
