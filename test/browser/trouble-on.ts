// What Deque's axe finds on the page as it stands, and whether it is wider than the screen.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Visitor } from './visitor.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: Array<{ html: string; failureSummary: string }>
}

/** A line for each trouble, beginning with `place`. The visitor needs `bypassCSP`. */
export async function troubleOn({ page }: Visitor, place: string): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE)
  const violations = await page.evaluate<Violation[]>(
    "axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)",
  )
  const wider = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [
    ...violations.map(({ id, nodes }) => `${place}: ${id}: ${nodes[0]!.html} ${nodes[0]!.failureSummary}`),
    ...(wider > 0 ? [`${place}: ${wider} pixels wider than the screen`] : []),
  ]
}
