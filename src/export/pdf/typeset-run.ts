import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Outcome, Sent, Start } from './job.ts'
import { NoPdf } from './refusals.ts'

const PROCESS = fileURLToPath(new URL('typeset-process.ts', import.meta.url))
/** For trees and code of a long book; Typst's own memory is counted by memory-watch.ts. */
const HEAP_FLAGS = ['--max-old-space-size=600']
const MOST_SAID = 2000

/** One process that makes one PDF. Must be stopped in any case. */
export class TypesetRun {
  /** Refuses with `NoPdf` where the book is at fault. */
  readonly pdf: Promise<Buffer<ArrayBuffer>>
  private readonly child: ChildProcess
  private readonly timer: NodeJS.Timeout
  private readonly signal: AbortSignal
  private outcome: Outcome | null = null
  private cut: Error | null = null
  private said = ''

  constructor(start: Start, { seconds, signal }: { seconds: number; signal: AbortSignal }) {
    this.child = fork(PROCESS, [], {
      execArgv: HEAP_FLAGS,
      env: cleanEnvironment(),
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.child.stderr!.on('data', (bytes: Buffer) => (this.said = (this.said + bytes.toString()).slice(-MOST_SAID)))
    this.child.on('message', (outcome) => (this.outcome = outcome as Outcome))
    this.timer = setTimeout(() => this.cutShort(new NoPdf({ kind: 'too_long' })), seconds * 1000)
    this.signal = signal
    signal.addEventListener('abort', this.leave, { once: true })
    this.pdf = this.collect()
    this.pdf.catch(() => {})
    void this.send({ kind: 'start', start })
  }

  /** Resolves when the process has taken it; false: it is gone, and `pdf` tells why. */
  send(sent: Sent): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.child.connected) return resolve(false)
      this.child.send(sent, (error) => resolve(error === null))
    })
  }

  /** Ends it for this reason, unless it has ended. */
  cutShort(why: Error): void {
    this.cut ??= why
    this.stop()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.signal.removeEventListener('abort', this.leave)
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL')
  }

  private readonly leave = () => this.cutShort(this.signal.reason as Error)

  private async collect(): Promise<Buffer<ArrayBuffer>> {
    const chunks: Buffer[] = []
    this.child.stdout!.on('data', (chunk: Buffer) => chunks.push(chunk))
    const [code, killedBy] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      this.child.on('error', reject)
      this.child.on('close', (code, signal) => resolve([code, signal]))
    })
    if (this.cut) throw this.cut
    // Its own watch on memory ends it in this way, and so does a machine that has none left.
    if (killedBy === 'SIGKILL') throw new NoPdf({ kind: 'too_long' })
    if (this.outcome?.kind === 'no_typeface') throw new NoPdf(this.outcome)
    if (this.outcome?.kind === 'done' && code === 0) return Buffer.concat(chunks)
    const reason = this.outcome?.kind === 'failed' ? this.outcome.reason : this.said
    throw new Error(`A PDF was not made (${killedBy ?? code}): ${reason}`)
  }
}

/** Nothing of the archive's secrets, no flags of a test runner, and one thread for each book (Typst uses Rayon's). */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'NODE_COMPILE_CACHE', 'SystemRoot', 'LD_LIBRARY_PATH']
  const ours = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(ours), RAYON_NUM_THREADS: '1' }
}
