// How far a long task is: one line that is drawn again on a terminal, a plain line now and then elsewhere.

interface Output {
  isTTY?: boolean
  columns?: number
  write: (text: string) => unknown
}

const REDRAW_MS = 100
const PLAIN_LINE_MS = 5000
const BAR_WIDTH = 24

export interface Step {
  label: string
  done: number
  /** Null while nobody knows. */
  total: number | null
  /** What is counted: things, or bytes. */
  unit?: 'things' | 'bytes'
  /** About the whole that this is a step of. */
  whole?: string
}

export class Progress {
  readonly #output: Output
  readonly #clock: () => number
  #step: Step | null = null
  #startedAt = 0
  #shownAt = 0

  constructor(output: Output = process.stderr, clock: () => number = Date.now) {
    this.#output = output
    this.#clock = clock
  }

  /** Call it as often as you like; a new label begins a new line. */
  show(step: Step): void {
    const now = this.#clock()
    if (this.#step?.label !== step.label) {
      this.#finishLine()
      this.#startedAt = now
      this.#shownAt = this.#output.isTTY ? 0 : now
    }
    this.#step = step
    const every = this.#output.isTTY ? REDRAW_MS : PLAIN_LINE_MS
    if (now - this.#shownAt < every) return
    this.#shownAt = now
    this.#draw(now)
  }

  end(): void {
    this.#finishLine()
    this.#step = null
  }

  #finishLine(): void {
    if (!this.#step) return
    this.#draw(this.#clock())
    if (this.#output.isTTY) this.#output.write('\n')
  }

  #draw(now: number): void {
    const line = describe(this.#step!, (now - this.#startedAt) / 1000, this.#output.isTTY ?? false)
    this.#output.write(this.#output.isTTY ? `\r\x1b[K${line.slice(0, (this.#output.columns || 80) - 1)}` : `${line}\n`)
  }
}

export function describe(
  { label, done, total, unit = 'things', whole = '' }: Step,
  seconds: number,
  withBar: boolean,
): string {
  const say = unit === 'bytes' ? megabytes : (count: number) => Math.round(count).toLocaleString('en')
  const rate = seconds > 0 ? done / seconds : 0
  const counts = total === null ? say(done) : `${say(done)} of ${say(total)}`
  const left = total !== null && rate > 0 && done < total ? `${timeLeft((total - done) / rate)} left` : ''
  const parts = [counts, rate > 0 ? `${say(rate)}/s` : '', left, whole].filter((part) => part !== '')
  return `${label.padEnd(10)} ${withBar && total ? `${bar(done / total)} ` : ''}${parts.join(', ')}`
}

function bar(share: number): string {
  const filled = Math.round(BAR_WIDTH * Math.min(1, share))
  return `[${'='.repeat(filled)}${' '.repeat(BAR_WIDTH - filled)}]`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${Math.ceil((seconds % 3600) / 60)} min`
}
