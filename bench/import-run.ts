// `npm run bench:import`: how fast an old site moves in, and whether the cost of a row stays the same as sites grow.
//   npm run bench:import -- --size 10 --size 100 --size 1000 --json figures.json --postgres
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Step } from './import-step.ts'
import { pathOfDump } from './make-dump.ts'

const ROOT = join(import.meta.dirname, '..')

const { values: flags } = parseArgs({
  options: {
    /** MB, several times. */
    size: { type: 'string', multiple: true, default: ['10', '100'] },
    json: { type: 'string' },
    postgres: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

interface Measured extends Step {
  kind: string
  size: number
  megabytes: number
}

const kinds = ['parse', 'spool', 'sqlite', ...(flags.postgres ? ['postgres'] : [])].filter(
  (kind) => !flags.only || kind === flags.only,
)
const measured: Measured[] = []
for (const size of flags.size.map(Number)) {
  const dump = pathOfDump(size)
  if (!existsSync(dump)) await runNode(['bench/make-dump.ts', '--size', String(size)])
  for (const kind of kinds) {
    const step = JSON.parse(await runNode(['bench/import-step.ts', kind, dump])) as Step
    measured.push({ kind, size, megabytes: statSync(dump).size / 1e6, ...step })
    console.log(lineOf(measured.at(-1)!))
  }
}
printRows()
if (flags.json) {
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg() }
  writeFileSync(flags.json, `${JSON.stringify({ at: new Date().toISOString(), ...machine, measured }, null, 2)}\n`)
}

async function runNode(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with exit code ${code}.`)
  return output
}

/** Passwords are slow on purpose and so many as there are members: they are told apart from the rest. */
function lineOf(step: Measured): string {
  const passwords = step.phases.passwords ?? 0
  const seconds = step.seconds - passwords
  const parts = [
    `${step.kind.padEnd(8)} ${step.size} MB`,
    `${(step.megabytes / seconds).toFixed(1)} MB/s`,
    `${seconds.toFixed(1)} s`,
    `${step.cpuSeconds.toFixed(1)} s of processor time`,
    `peak ${step.peakMib.toFixed(0)} MiB`,
  ]
  if (passwords > 0) parts.push(`and ${passwords.toFixed(1)} s for passwords`)
  return parts.join(', ')
}

function printRows(): void {
  for (const step of measured) {
    for (const [table, rows] of Object.entries(step.rows)) {
      const seconds = step.phases[table] ?? 0
      console.log(
        `${step.kind.padEnd(8)} ${step.size} MB: ${rows} ${table}, ${((seconds / rows) * 1e6).toFixed(0)} µs each, ${(rows / seconds).toFixed(0)} a second`,
      )
    }
  }
}
