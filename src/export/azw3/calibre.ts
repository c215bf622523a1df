import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type TurnLimits, Turns } from '../turns.ts'

export class NoConversion extends Error {
  readonly why: 'busy' | 'too_long'

  constructor(why: 'busy' | 'too_long') {
    super(`No conversion: ${why}`)
    this.name = 'NoConversion'
    this.why = why
  }
}

export interface CalibreLimits extends Omit<TurnLimits, 'atOnce'> {
  seconds: number
  /** Of what it makes. */
  maxBytes: number
  /** Where the folders are made. */
  below: string
}

const USUAL: CalibreLimits = {
  waiting: 6,
  waitSeconds: 25,
  each: 2,
  seconds: 60,
  maxBytes: 128 * 1024 * 1024,
  below: tmpdir(),
}
const MOST_SAID = 2000

/**
 * Turns EPUBs into AZW3 with Calibre, one at a time. It works on files only, so for that long a book lies in a folder of
 * its own below the machine's temporary ones, which is taken away in any case.
 */
export class Calibre {
  private readonly program: string
  private readonly limits: CalibreLimits
  private readonly turns: Turns
  private readonly running = new Set<ChildProcess>()

  constructor(program: string, limits: Partial<CalibreLimits> = {}) {
    this.program = program
    this.limits = { ...USUAL, ...limits }
    this.turns = new Turns({ ...this.limits, atOnce: 1 })
  }

  /** Refuses with `NoConversion`; when the signal says that nobody waits any more, with its reason. */
  async toAzw3(
    epub: () => AsyncIterable<Uint8Array | string>,
    asker: string,
    signal: AbortSignal,
  ): Promise<Buffer<ArrayBuffer>> {
    const endTurn = await this.turns.begin(asker, signal)
    if (!endTurn) throw new NoConversion('busy')
    let folder: string | null = null
    try {
      folder = await mkdtemp(join(this.limits.below, 'fanfold-azw3-'))
      return await this.convert(epub, folder, signal)
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
      endTurn()
    }
  }

  close(): void {
    for (const child of this.running) kill(child)
  }

  private async convert(epub: () => AsyncIterable<Uint8Array | string>, folder: string, signal: AbortSignal) {
    const [from, to] = [join(folder, 'book.epub'), join(folder, 'book.azw3')]
    await pipeline(Readable.from(epub()), createWriteStream(from), { signal })
    await this.run([from, to], folder, signal)
    const { size } = await stat(to)
    if (size > this.limits.maxBytes) throw new NoConversion('too_long')
    return await readFile(to)
  }

  private async run(args: readonly string[], folder: string, signal: AbortSignal): Promise<void> {
    // In a group of its own, so that what it starts ends with it.
    const isGroup = process.platform !== 'win32'
    const child = spawn(this.program, args, {
      cwd: folder,
      env: environment(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: isGroup,
    })
    this.running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-MOST_SAID)))
    }
    if (child.pid !== undefined) stepBehind(child.pid)
    const cut = { why: null as Error | null }
    const end = (why: Error) => {
      cut.why ??= why
      kill(child)
    }
    const timer = setTimeout(() => end(new NoConversion('too_long')), this.limits.seconds * 1000)
    const leave = () => end(signal.reason as Error)
    signal.addEventListener('abort', leave, { once: true })
    try {
      const code = await new Promise<number | null>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', resolve)
      })
      if (cut.why) throw cut.why
      if (code !== 0) throw new Error(`Calibre made no book (${code}): ${said}`)
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      this.running.delete(child)
    }
  }
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}

function stepBehind(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It has ended already.
  }
}

/** Nothing of the archive's secrets; its settings and caches go into the folder that is taken away. */
function environment(folder: string): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'LD_LIBRARY_PATH', 'LANG'].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as const],
  )
  return {
    ...Object.fromEntries(kept),
    HOME: folder,
    TMPDIR: folder,
    TEMP: folder,
    XDG_RUNTIME_DIR: folder,
    CALIBRE_CONFIG_DIRECTORY: folder,
    CALIBRE_TEMP_DIR: folder,
    CALIBRE_CACHE_DIRECTORY: folder,
    QT_QPA_PLATFORM: 'offscreen',
  }
}
