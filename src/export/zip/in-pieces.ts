const PIECE = 64 * 1024

/** The same bytes in fewer pieces, as each costs the way to the socket some time. The first goes out as it is. */
export async function* inPieces(
  source: AsyncIterable<readonly Uint8Array<ArrayBuffer>[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let isFirst = true
  for await (const some of source) {
    waiting.push(...some)
    for (const { length } of some) size += length
    if (size < PIECE && !isFirst) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
    isFirst = false
  }
  if (size > 0) yield Buffer.concat(waiting)
}
