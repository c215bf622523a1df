// The program as a stranger runs it: its own process, its own data folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './list-files.ts'

export interface Ended {
  exitCode: number | null
  output: string
  errors: string
}

export interface Running {
  address: string
  /** The one-time link of the first run; null where the archive has an owner. */
  setupLink: string | null
  /** What the program printed until it was open. */
  said: string
  stop: () => Promise<Ended>
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fanfold-program-'))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Runs one command to its end; `input` is typed into it. */
export async function runFanfold(
  args: readonly string[],
  input = '',
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const child = start(args, environment)
  child.stdin!.on('error', () => {}) // the program may end without reading it
  child.stdin!.end(input)
  return ending(child)
}

/** Asks one command to stop as soon as `isTime` says so, and waits for its end. */
export async function stopFanfold(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  isTime: () => boolean,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<Ended> {
  const child = start(args, environment)
  const asking = setInterval(() => {
    if (isTime()) child.kill(signal)
  }, 5)
  return ending(child).finally(() => clearInterval(asking))
}

/** `serve` on a free port; fulfilled when it says that it is open. */
export async function startFanfold(dataDir: string, flags: readonly string[] = []): Promise<Running> {
  const child = start(['serve', '--port', '0', '--data', dataDir, ...flags], {})
  const ended = ending(child)
  const said = await untilOpen(child, ended)
  return {
    address: /open at (\S+)/.exec(said)![1]!,
    setupLink: /(http\S+\/setup\/\S+)/.exec(said)?.[1] ?? null,
    said,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

function start(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const { DATABASE_URL: _, ...inherited } = process.env
  const env = { ...inherited, NODE_COMPILE_CACHE: join(ROOT, '.cache/compile'), LOG_LEVEL: 'warn', ...environment }
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], { env, stdio: 'pipe' })
  children.add(child)
  child.on('close', () => children.delete(child))
  return child
}

function ending(child: ChildProcess): Promise<Ended> {
  let [output, errors] = ['', '']
  child.stdout!.on('data', (chunk: Buffer) => (output += chunk))
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk))
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, output, errors })))
}

async function untilOpen(child: ChildProcess, ended: Promise<Ended>): Promise<string> {
  let said = ''
  const open = new Promise<string>((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk
      if (/open at \S+\n/.test(said)) resolve(said)
    })
  })
  const failed = ended.then(({ errors }) => {
    throw new Error(`the archive did not open: ${errors}`)
  })
  return Promise.race([open, failed])
}
