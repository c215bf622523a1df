// Packing for ZIP archives. What is long is packed in a thread of its own: that takes half the time of a book, and pages
// do not wait for it.
import { Worker } from 'node:worker_threads'
import { type Deflated, deflateNow } from './deflate-now.ts'

const THREAD = new URL('deflate-thread.ts', import.meta.url)
/** The way to the thread and back costs as much as packing so few. */
const FEW_BYTES = 4 * 1024
/** It makes nothing that lasts; a larger nursery would only fill. */
const YOUNG_MB = 2

/** One content behind the other. */
export interface Parcel {
  bytes: Uint8Array<ArrayBuffer>
  sizes: readonly number[]
}

/** The same contents, packed. */
export interface PackedParcel extends Parcel {
  crcs: readonly number[]
}

interface Waiting {
  sizes: readonly number[]
  resolve: (all: Deflated[]) => void
  reject: (error: unknown) => void
}

let thread: Worker | null = null
/** The thread answers in the order in which it was asked. */
let waiting: Waiting[] = []

export async function deflate(content: string | Uint8Array): Promise<Deflated> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  if (bytes.length < FEW_BYTES) return deflateNow(bytes)
  return (await deflateAll([bytes]))[0]!
}

/** Several go to the thread and back at once. Should it end by itself, they are lost, and the next begin another. */
export function deflateAll(contents: ReadonlyArray<string | Uint8Array>): Promise<Deflated[]> {
  const parcel = parcelOf(contents)
  const { promise, resolve, reject } = Promise.withResolvers<Deflated[]>()
  thread ??= start()
  thread.ref()
  thread.postMessage(parcel, [parcel.bytes.buffer])
  waiting.push({ sizes: parcel.sizes, resolve, reject })
  return promise
}

function parcelOf(contents: ReadonlyArray<string | Uint8Array>): Parcel {
  const sizes = contents.map((content) => Buffer.byteLength(content))
  // Memory of its own, as it is handed over.
  const bytes = Buffer.allocUnsafeSlow(sizes.reduce((sum, size) => sum + size, 0))
  let at = 0
  for (const [index, content] of contents.entries()) {
    if (typeof content === 'string') bytes.write(content, at)
    else bytes.set(content, at)
    at += sizes[index]!
  }
  return { bytes, sizes }
}

function start(): Worker {
  // Flags of this process, such as those of a test runner, are not for its threads.
  const worker = new Worker(THREAD, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  worker.on('message', (packed: PackedParcel) => {
    const { sizes, resolve } = waiting.shift()!
    resolve(taken(packed, sizes))
    // An archive that stops need not wait for a thread at rest.
    if (waiting.length === 0) worker.unref()
  })
  worker.on('error', (error) => giveUp(worker, error))
  worker.on('exit', () => giveUp(worker, new Error('The thread that packs books has ended.')))
  return worker
}

/** A copy of each: one that is kept must not keep the others. */
function taken({ bytes, sizes, crcs }: PackedParcel, unpacked: readonly number[]): Deflated[] {
  let at = 0
  return sizes.map((size, index) => {
    const own = bytes.slice(at, (at += size))
    return { bytes: own, crc: crcs[index]!, size: unpacked[index]! }
  })
}

function giveUp(worker: Worker, error: unknown): void {
  // Another may have taken its place since it failed.
  if (worker !== thread) return
  const lost = waiting
  thread = null
  waiting = []
  for (const { reject } of lost) reject(error)
}
