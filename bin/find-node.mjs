import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const OLDEST_MAJOR = 24

/** The pinned Node where it starts, else the one that runs this when it is new enough; else ends with advice. */
export function findNode(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const name = packageFor(Object.keys(optionalDependencies))
  if (name && process.versions.node === optionalDependencies[name]) return process.execPath

  const pinned = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const trouble = pinned ? troubleWith(pinned) : `There is no bundled Node for ${process.platform} ${process.arch}.`
  if (trouble === null) return pinned

  // npm puts node_modules/.bin in front of the path: a Node there that does not start would answer the next call.
  rmSync(join(root, 'node_modules', '.bin', 'node'), { force: true })
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) return process.execPath
  console.error(`${trouble}\nOr install Node ${OLDEST_MAJOR} or newer; this is Node ${process.versions.node}.`)
  return process.exit(1)
}

function packageFor(names) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return names.find((name) => name.endsWith(`${platform}-${process.arch}`))
}

/** Null when it starts; else what is wrong and what to do. */
function troubleWith(node) {
  if (!existsSync(node)) return 'The bundled Node is not there. Run: npm ci --include=optional'
  const tried = spawnSync(node, ['-v'], { encoding: 'utf8' })
  if (tried.status === 0) return null
  const words = (tried.stderr || tried.error?.message || `it ended with ${tried.signal ?? tried.status}`).trim()
  return `The bundled Node does not start here: ${words}\n${adviceFor(words)}`
}

function adviceFor(words) {
  if (words.includes('libatomic'))
    return 'Install its library: apt-get install libatomic1 (Fedora: dnf install libatomic).'
  if (isMusl()) return 'It needs glibc, which Alpine and other musl systems do not have: apk add nodejs (24 or newer).'
  return 'Run npm ci to install it again.'
}

function isMusl() {
  return process.platform === 'linux' && !process.report?.getReport().header.glibcVersionRuntime
}
