// Runs a script of this checkout on the Node that the lockfile pins; installs first what is missing.
// Plain JavaScript for any Node from 18 on: this file runs before anything is installed.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { install } from './install.mjs'
import { findNode } from './find-node.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const COMPILED = join(ROOT, '.cache', 'compile')
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** `script` is a path inside the checkout; the working folder stays the caller's. `flags` are Node's. */
export async function run(script, args, flags = []) {
  await install(ROOT, { withTools: !script.startsWith('src/') })
  const node = findNode(ROOT)
  if (node === process.execPath && flags.length === 0) await runHere(join(ROOT, script), args)
  else runThere(node, [...process.execArgv, ...flags, join(ROOT, script), ...args])
}

/** Already on the right Node: one process less. */
async function runHere(path, args) {
  process.argv.splice(1, process.argv.length, path, ...args)
  module.enableCompileCache?.(COMPILED)
  process.env.NODE_COMPILE_CACHE ??= COMPILED
  await import(pathToFileURL(path).href)
}

function runThere(node, args) {
  mkdirSync(COMPILED, { recursive: true })
  const env = { NODE_COMPILE_CACHE: COMPILED, ...process.env }
  const child = spawn(node, args, { stdio: 'inherit', env })
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`${node} does not start: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    for (const passed of PASSED_ON) process.removeAllListeners(passed)
    process.kill(process.pid, signal)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2)
  await run(script, args)
}
