import { requestHeader } from '../request-header.ts'
import type { C } from '../respond.ts'

/** Creators who look after their work, and browsers that fetch ahead, are no readers. */
export function isReader(c: C, work: { isCreator: boolean }): boolean {
  return c.req.method === 'GET' && !work.isCreator && !/prefetch/i.test(requestHeader(c, 'sec-purpose') ?? '')
}
