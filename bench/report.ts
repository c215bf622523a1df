import type { Measured } from './load.ts'

export interface Row extends Measured {
  name: string
  bareRequestsPerSecond: number
  /** Of the bare server's requests a second. */
  ratio: number
}

export interface ImportMeasured {
  siteASeconds: number
  peakMibSmall: number
  peakMibLarge: number
  dumpMibSmall: number
  dumpMibLarge: number
}

interface Result {
  tool: string
  connections: number
  startMs: number
  memoryMib: number
  import: ImportMeasured | null
  pages: readonly Row[]
}

export function printTable(result: Result): void {
  console.log(`\n${result.tool}, ${result.connections} connections\n`)
  console.log('| page | req/s | p50 ms | p99 ms | bytes | bare node:http req/s | ratio | errors |')
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|')
  for (const row of result.pages) {
    const cells = [
      row.name,
      row.requestsPerSecond.toFixed(0),
      row.p50Ms.toFixed(1),
      row.p99Ms.toFixed(1),
      row.bytes.toFixed(0),
      row.bareRequestsPerSecond.toFixed(0),
      row.ratio.toFixed(3),
      row.errors,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  console.log(
    `\nstart to first answer: ${result.startMs.toFixed(0)} ms; memory after the run: ${result.memoryMib.toFixed(0)} MiB`,
  )
  if (!result.import) return
  const { siteASeconds, dumpMibSmall, dumpMibLarge, peakMibSmall, peakMibLarge } = result.import
  console.log(`import of site A: ${siteASeconds.toFixed(1)} s`)
  console.log(
    `import of a dump of ${dumpMibSmall.toFixed(0)} MiB: peak memory ${peakMibSmall.toFixed(0)} MiB; of ${dumpMibLarge.toFixed(0)} MiB: ${peakMibLarge.toFixed(0)} MiB`,
  )
}
