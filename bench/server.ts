// Starts a real process and waits until it answers.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..')

export interface Running {
  origin: string
  /** From the start of the process to the first answer. */
  startMs: number
  memoryMib: () => number
  stop: () => Promise<void>
}

interface Surroundings {
  environment: Record<string, string>
  /** Told what the archive writes, line by line. */
  onLine?: (line: string) => void
}

export async function startArchive(
  dataDir: string,
  environment: Record<string, string> = {},
  onLine?: (line: string) => void,
): Promise<Running> {
  const port = await freePort()
  const args = ['--max-semi-space-size=8', 'src/main.ts', 'serve', '--data', dataDir, '--port', String(port)]
  return start(args, port, '/health', { environment, onLine })
}

export async function startBare(answersFile: string): Promise<Running> {
  const started = Date.now()
  const child = spawn(process.execPath, ['bench/bare.ts', answersFile], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(/listening (\d+)/.exec(chunk.toString())![1]!))
  })
  return running(child, `http://127.0.0.1:${port}`, Date.now() - started)
}

async function start(
  args: string[],
  port: number,
  path: string,
  { environment, onLine }: Surroundings,
): Promise<Running> {
  const started = performance.now()
  const env = { ...process.env, NODE_COMPILE_CACHE: join(ROOT, '.cache/compile'), LOG_LEVEL: 'warn', ...environment }
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', onLine ? 'pipe' : 'ignore', 'inherit'],
  })
  if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine)
  const origin = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The archive stopped with exit code ${child.exitCode}.`)
    const answer = await fetch(origin + path).catch(() => null)
    if (answer?.ok) break
    await wait(5)
  }
  return running(child, origin, performance.now() - started)
}

function running(child: ChildProcess, origin: string, startMs: number): Running {
  const memoryMib = () => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024
  }
  process.once('exit', () => child.kill('SIGKILL'))
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  return { origin, startMs, memoryMib, stop }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
