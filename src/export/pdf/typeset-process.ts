// The process that makes one PDF. It steps behind everything else on the machine, and its memory goes with it.
import { constants, setPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { BookText } from '../book.ts'
import type { Outcome, Sent, Start } from './job.ts'
import { MissingSigns } from './missing-signs.ts'
import { loadTypst } from './load-typst.ts'
import { typeset } from './typeset.ts'

// Before any thread is there, since each takes its priority from the one that starts it.
setPriority(constants.priority.PRIORITY_LOW)

const texts: BookText[] = []
const pictures = new Map<string, Buffer>()
let start: Start | null = null

process.on('message', (sent: Sent) => {
  if (sent.kind === 'start') begin(sent.start)
  else if (sent.kind === 'text') texts.push(sent.text)
  else if (sent.kind === 'picture') pictures.set(sent.address, Buffer.from(sent.bytes))
  else finish()
})
// The archive is gone, or wants nothing more.
process.on('disconnect', () => process.exit())

function begin(given: Start): void {
  start = given
  const watch = new Worker(new URL('memory-watch.ts', import.meta.url), { workerData: given, execArgv: [] })
  watch.on('error', (error) => console.error(error))
}

function finish(): void {
  const { outcome, pdf } = make()
  process.send!(outcome, () => {
    if (pdf) process.stdout.end(pdf, () => process.exit())
    else process.exit()
  })
}

function make(): { outcome: Outcome; pdf: Buffer | null } {
  try {
    return { outcome: { kind: 'done' }, pdf: typeset({ ...start!, texts, pictures }, loadTypst()) }
  } catch (error) {
    if (error instanceof MissingSigns) return { outcome: { kind: 'no_typeface', scripts: error.scripts }, pdf: null }
    return { outcome: { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }, pdf: null }
  }
}
