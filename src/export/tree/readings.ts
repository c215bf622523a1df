import type { Element, Node } from './clean-tree.ts'

/** Words with their reading behind them in parentheses, for formats that cannot write it above: 漢字（かんじ）. */
export function readingBehind(ruby: Element): Node[] {
  const { children } = ruby
  const hasOwn = children.some((child) => typeof child !== 'string' && child.name === 'rp')
  return children.flatMap((child): Node[] => {
    if (typeof child === 'string' || !/^r[tpb]$/.test(child.name)) return [child]
    const words = child.children
    return child.name !== 'rt' || hasOwn || words.length === 0 ? words : ['（', ...words, '）']
  })
}
