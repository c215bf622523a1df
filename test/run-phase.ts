import { spawn } from 'node:child_process'

export interface Outcome {
  passed: number
  failed: number
  skipped: number
}

/** Runs programs to their end, one after the other, and adds up. A tool without tests of its own counts as one. */
export async function runPhase(
  name: string,
  calls: ReadonlyArray<readonly string[]>,
  environment: Record<string, string>,
): Promise<Outcome> {
  const started = performance.now()
  const sum: Outcome = { passed: 0, failed: 0, skipped: 0 }
  let hasTests = false
  const skips = new Map<string, number>()
  for (const call of calls) {
    const { output, exitCode } = await runQuietly(call, environment)
    const outcome = readOutcome(output, exitCode)
    if (outcome.failed > 0) console.log(isTap(output) ? failuresIn(output) : output.trimEnd())
    for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += outcome[key]
    hasTests ||= isTap(output)
    for (const reason of skipsIn(output)) skips.set(reason, (skips.get(reason) ?? 0) + 1)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const counts = hasTests ? `, ${sum.passed} passed` : ''
  console.log(`${name}: ${sum.failed === 0 ? 'good' : 'FAILED'}${counts} (${seconds} s)`)
  for (const [reason, count] of skips) console.log(`${name}: ${count} left out: ${reason}`)
  return sum
}

async function runQuietly([program, ...args]: readonly string[], environment: Record<string, string>) {
  const child = spawn(program!, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk))
  const exitCode = await new Promise<number>((resolve) => {
    child.on('close', (code) => resolve(code ?? 1))
    child.on('error', (error) => {
      output += error.message
      resolve(1)
    })
  })
  return { output, exitCode }
}

function isTap(output: string): boolean {
  return /^# tests \d+$/m.test(output)
}

function readOutcome(output: string, exitCode: number): Outcome {
  if (!isTap(output)) return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 }
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  const failed = count('fail') + count('cancelled')
  return {
    passed: count('pass'),
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: count('skipped') + count('todo'),
  }
}

/** Of each test that was left out, why; where it does not say, its name. */
function skipsIn(output: string): string[] {
  const found = output.matchAll(/^\s*ok \d+ - (.*?) # (?:SKIP|TODO) ?(.*)$/gm)
  return [...found].map(([, name, reason]) => reason!.trim() || name!)
}

const PASSED_LINES = 30

/** Of TAP: each "not ok" with its details; and where nothing is "not ok", the end, where a crash is told. */
function failuresIn(output: string): string {
  const blocks = output.split(/^(?=\s*(?:not ok|ok) \d+ )/m).filter((block) => /^\s*not ok/.test(block))
  if (blocks.length > 0) return blocks.map((block) => block.split(/^\s*# Subtest/m)[0]!.trimEnd()).join('\n')
  return output.split('\n').slice(-PASSED_LINES).join('\n')
}
