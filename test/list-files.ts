import { globSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

/** Test files; with words, those whose path holds one of them. */
export function listTestFiles(wanted: readonly string[]) {
  const all = globSync(['{src,test,bench}/**/*.test.ts'], { cwd: ROOT }).toSorted()
  const files = all.filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  return {
    plain: files.filter((file) => !file.endsWith('.browser.test.ts')),
    browser: files.filter((file) => file.endsWith('.browser.test.ts')),
  }
}
