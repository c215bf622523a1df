// The thread that reads what waits for the index, and cuts it into words, ahead of the one that takes it in.
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../store/database.ts'
import { openTexts } from '../../store/texts-file.ts'
import { parcelsOfWaiting, type SliceSize } from './parcel.ts'

export interface AheadPlace {
  dataDir: string
  size: SliceSize
}

const port = parentPort!
const { dataDir, size } = workerData as AheadPlace
const db = openTexts(openDatabase({ url: null, dataDir }))
const parcels = parcelsOfWaiting(db, size)

port.on('message', () => void giveNext())

async function giveNext(): Promise<void> {
  const next = await parcels.next()
  if (next.done) port.postMessage(null)
  else
    port.postMessage(
      next.value,
      next.value.passages.fresh.map(({ words }) => words.buffer),
    )
}
