import { Readable } from 'node:stream'
import { extract } from 'tar-stream'
import { isStock, isNamedLikeDump } from './dump-names.ts'
import { CutOff, Damaged } from './packed-trouble.ts'

export interface TarEntry {
  name: string
  bytes: AsyncIterable<Buffer>
}

/** The dumps in a .tar, as the backups of whole servers hold them. Each must be read before the next is asked for. */
export async function* tarEntries(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const tar = extract()
  const source = Readable.from(bytes, { objectMode: false })
  source.on('error', (error) => tar.destroy(error))
  source.pipe(tar)
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header
      const isWanted = type === 'file' && isNamedLikeDump(name) && !isStock(name)
      if (isWanted) yield { name, bytes: entry as unknown as AsyncIterable<Buffer> }
      else entry.resume()
    }
  } catch (error) {
    const { message } = error as Error
    if (/unexpected end/i.test(message)) throw new CutOff()
    if (/tar header|checksum/i.test(message)) throw new Damaged()
    throw error
  } finally {
    source.destroy()
  }
}
