import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const STALE_MS = 15 * 60 * 1000
const LOOK_AGAIN_MS = 250

/** Runs `npm ci` unless node_modules holds what the lockfile names. Of several at once, one installs, the others wait. */
export async function install(root, { withTools }) {
  if (isInstalled(root, withTools)) return
  mkdirSync(join(root, '.cache'), { recursive: true })
  const lock = join(root, '.cache', 'installing')
  await takeLock(lock)
  try {
    if (!isInstalled(root, withTools)) runNpm(root, withTools)
  } finally {
    rmSync(lock, { force: true })
  }
}

/** npm writes down what it installed when it is done, so a broken-off install is never taken for a whole one. */
function isInstalled(root, withTools) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || ((entry.optional || entry.peer) && !found[path])) return true
    if ((entry.dev || entry.devOptional) && !withTools && !found[path]) return true
    return found[path]?.version === entry.version && found[path].integrity === entry.integrity
  })
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return {}
  }
}

function runNpm(root, withTools) {
  console.error('Installing what Fanfold needs (once; about a minute on a slow line) …')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=optional']
  const { command, before, shell } = npmCommand()
  const all = [...before, ...args, withTools ? '--include=dev' : '--omit=dev']
  const { status, error } = spawnSync(command, all, { cwd: root, stdio: ['ignore', 2, 2], shell })
  if (status === 0) return
  console.error(error ? `npm does not start: ${error.message}` : 'npm ci did not succeed. Is there a network?')
  rmSync(join(root, '.cache', 'installing'), { force: true })
  process.exit(status || 1)
}

/** The npm that called us, on its own Node: the one in node_modules is about to be replaced. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  if (npm?.endsWith('.js') && node) return { command: node, before: [npm], shell: false }
  return { command: 'npm', before: [], shell: process.platform === 'win32' }
}

async function takeLock(lock) {
  for (let waits = 0; ; waits++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isStale(lock)) rmSync(lock, { force: true })
    else if (waits === 0) console.error('Another start is installing; waiting for it …')
    await setTimeout(LOOK_AGAIN_MS)
  }
}

function isStale(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > STALE_MS) return true
    const owner = Number(readFileSync(lock, 'utf8'))
    return owner > 0 && !isAlive(owner)
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
