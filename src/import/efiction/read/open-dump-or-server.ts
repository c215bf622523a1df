import { invalid } from '../../../errors.ts'
import type { DumpSource } from './dump-event.ts'
import { openDump } from './open-dump.ts'
import { isWanted } from './table-names.ts'

export interface DumpOrServer {
  /** Path of a dump, or of each of its parts. */
  dump?: string | readonly string[]
  /** Address of a live server, in place of a dump: `mysql://user:password@host/database`. */
  from?: string
  /** Reads what is there of a dump that was cut off. */
  acceptCut?: boolean
}

const MOST_FOREIGN = 20

/** Opens whichever was given. Refuses with `invalid` what cannot be read. */
export async function openDumpOrServer(
  { dump, from, acceptCut }: DumpOrServer,
  onBytes: (done: number, total: number) => void,
): Promise<DumpSource> {
  const foreign = new Set<string>()
  const wants = (table: string) => {
    const wanted = isWanted(table)
    if (!wanted && foreign.size < MOST_FOREIGN) foreign.add(table)
    return wanted
  }
  if (from !== undefined) {
    // Not before it is needed: the driver is large.
    const { openServer } = await import('./open-server.ts')
    return Object.assign(await openServer(from, { wants, onBytes }), { foreign })
  }
  if (dump === undefined || dump.length === 0) throw invalid({ dump: 'Name a dump, or a server to read from.' })
  return Object.assign(await openDump(dump, { wants, onBytes, acceptCut }), { foreign })
}
