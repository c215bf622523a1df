import { parentPort } from 'node:worker_threads'
import type { PackedParcel, Parcel } from './deflate.ts'
import { deflateNow } from './deflate-now.ts'

parentPort?.on('message', ({ bytes, sizes }: Parcel) => {
  let at = 0
  const all = sizes.map((size) => deflateNow(bytes.subarray(at, (at += size))))
  const packed: PackedParcel = {
    // Memory of its own, as it is handed over.
    bytes: new Uint8Array(Buffer.concat(all.map((one) => one.bytes))),
    sizes: all.map((one) => one.bytes.length),
    crcs: all.map((one) => one.crc),
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort?.postMessage(packed, [packed.bytes.buffer])
})
