import type { Reviewed } from '../../reviews/find-reviewed.ts'
import type { C } from '../respond.ts'
import { closedGate } from '../works/gate-page.ts'

/** The gate's page in place of any page about reviews, or null; series have none. */
export function gateOf(c: C, reviewed: Reviewed): Response | null {
  return reviewed.kind === 'work' ? closedGate(c, reviewed.work) : null
}
