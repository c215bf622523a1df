import { notAllowed } from '../errors.ts'
import { canTakeAlong } from './permissions.ts'

/** Refuses with not_allowed what its authors do not give away. */
export function refuseUnlessGiven(work: Parameters<typeof canTakeAlong>[0]): void {
  if (!canTakeAlong(work)) throw notAllowed('The authors of this work let it be read here, and not be taken along.')
}
