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
const { IMPORT_FLAGS, IMPORT_ENVIRONMENT } = (await import(join(ROOT, 'bin/import-flags.mjs'))) as {
  IMPORT_FLAGS: string[]
  IMPORT_ENVIRONMENT: Record<string, string>
}

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
console.log(
  '| step | size | MB/s | seconds | of them for the rest of the text index | processor seconds | peak MiB |\n|---|---:|---:|---:|---:|---:|---:|',
)
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

/** As `fanfold import` does. */
async function runNode(args: readonly string[]): Promise<string> {
  const env = { ...IMPORT_ENVIRONMENT, ...process.env }
  const child = spawn(process.execPath, [...IMPORT_FLAGS, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with exit code ${code}.`)
  return output
}

/** The index of texts is filled beside the import; what is left of it then is told apart. */
function lineOf({ kind, size, megabytes, seconds, cpuSeconds, peakMib, phases }: Measured): string {
  const cells = [
    kind,
    `${size} MB`,
    (megabytes / seconds).toFixed(1),
    seconds.toFixed(1),
    (phases['text index'] ?? 0).toFixed(1),
  ]
  return `| ${[...cells, cpuSeconds.toFixed(1), peakMib.toFixed(0)].join(' | ')} |`
}

function printRows(): void {
  console.log('\n| into | table | size | rows | µs each | rows a second |\n|---|---|---:|---:|---:|---:|')
  for (const { kind, size, rows, phases } of measured) {
    for (const [table, count] of Object.entries(rows)) {
      const seconds = phases[table] ?? 0
      const cells = [
        kind,
        table,
        `${size} MB`,
        count,
        ((seconds / count) * 1e6).toFixed(0),
        (count / seconds).toFixed(0),
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
  }
}
