import { createRequire } from 'node:module'
import type { TypstModule } from './typeset.ts'

const NAME = '@myriaddreamin/typst-ts-node-compiler'
const require = createRequire(import.meta.url)

/** Whether the optional package, and its part for this machine, is installed. Loads nothing of it. */
export function hasTypst(): boolean {
  try {
    const at = createRequire(require.resolve(NAME))
    return PARTS.some((part) => canResolve(at, `${NAME}-${part}/package.json`))
  } catch {
    return false
  }
}

const { platform, arch } = process
const PARTS = [`${platform}-${arch}`, `${platform}-${arch}-gnu`, `${platform}-${arch}-musl`, `${platform}-${arch}-msvc`]

function canResolve(at: NodeJS.Require, name: string): boolean {
  try {
    at.resolve(name)
    return true
  } catch {
    return false
  }
}

/** Fifty megabytes of foreign code: only for the process that typesets. */
export function loadTypst(): TypstModule {
  return require(NAME) as TypstModule
}
