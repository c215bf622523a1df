import type { Measured } from '../load.ts'
import type { Timed } from './merging.ts'
import type { Saved } from './saves.ts'

export interface Row extends Measured {
  name: string
  /** Of the 99th of a hundred answers, in milliseconds. */
  mark: number
}

interface Result {
  built: { works: number; ms: number }
  named: { names: number; ms: number }
  memory: { startMib: number; endMib: number }
  rows: readonly Row[]
  saved: Saved | null
  merged: { works: number; rows: readonly Timed[] } | null
}

export function printFind({ built, named, memory, rows, saved, merged }: Result): void {
  console.log('\n| what is asked | req/s | p50 ms | p99 ms | mark ms | bytes | errors |')
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const { name, requestsPerSecond, p50Ms, p99Ms, mark, bytes, errors } of rows) {
    const numbers = [requestsPerSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1), mark, bytes.toFixed(0), errors]
    console.log(`| ${name} | ${numbers.join(' | ')} |`)
  }
  if (saved) {
    console.log('\n| one after another | p50 ms | p99 ms |')
    console.log('|---|---:|---:|')
    for (const { name, ms } of saved.times) console.log(`| ${name} | ${half(ms)} | ${most(ms)} |`)
    console.log(`\nsaved works missing in the next answer: ${saved.missing}`)
  }
  if (merged) {
    console.log(
      `\n| the desk, a tag of ${merged.works} works | seconds | chapter pages meanwhile | p50 ms | p99 ms | most ms |`,
    )
    console.log('|---|---:|---:|---:|---:|---:|')
    for (const { name, seconds, pagesMs } of merged.rows) {
      const waits = `${half(pagesMs)} | ${most(pagesMs)} | ${pagesMs.at(-1)?.toFixed(1)}`
      console.log(`| ${name} | ${seconds.toFixed(2)} | ${pagesMs.length} | ${waits} |`)
    }
  }
  console.log(`\nindex of ${built.works} works built in ${(built.ms / 1000).toFixed(1)} s`)
  console.log(`${named.names} names for suggestions read in ${(named.ms / 1000).toFixed(1)} s`)
  console.log(
    `memory: ${memory.startMib.toFixed(0)} MiB with the index and the names, ${memory.endMib.toFixed(0)} MiB after the run`,
  )
}

function half(values: readonly number[]): string {
  return at(values, 0.5)
}

function most(values: readonly number[]): string {
  return at(values, 0.99)
}

function at(values: readonly number[], part: number): string {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * part)]?.toFixed(1) ?? '-'
}
