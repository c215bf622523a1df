import { invalid } from '../../../errors.ts'

/** One file of a dump, or several that one file was cut into. */
export interface DumpPart {
  /** For sentences. */
  name: string
  /** Packed. */
  size: number
  /** Found in a folder or an archive, among files that need not belong to the dump. */
  isLoose: boolean
  open: (onRead: (bytes: number) => void) => AsyncIterable<Buffer>
}

export function refuseDump(name: string, message: string) {
  return invalid({ dump: `${name}: ${message}` })
}
