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

/** Opens whichever was given. Refuses with `invalid` what cannot be read. */
export async function openDumpOrServer(
  { dump, from, acceptCut }: DumpOrServer,
  onBytes: (done: number, total: number) => void,
): Promise<DumpSource> {
  if (from !== undefined) {
    // Not before it is needed: the driver is large.
    const { openServer } = await import('./open-server.ts')
    return openServer(from, { wants: isWanted, onBytes })
  }
  if (dump === undefined || dump.length === 0) throw invalid({ dump: 'Name a dump, or a server to read from.' })
  return openDump(dump, { wants: isWanted, onBytes, acceptCut })
}
