import type { Db } from '../../../store/database.ts'
import type { OldNumbers } from './old-numbers.ts'
import type { OldQuery } from './old-query.ts'
import type { NewPlace } from './places.ts'

/** One old address, as the finders of new places see it. */
export interface Ask {
  db: Db
  query: OldQuery
  numbers: OldNumbers
  /** The path below the host, in lower case, without the slash it begins with. */
  path: string
}

/** Null: what the address names is not here. */
export type Finder = (ask: Ask) => Promise<NewPlace | null> | NewPlace | null
