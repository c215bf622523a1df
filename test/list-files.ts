import { globSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

/**
 * Test files; with words, those whose path holds one of them. `plain` ones run on every database, `program` ones
 * start the program itself, once, `browser` ones need a browser.
 */
export function listTestFiles(wanted: readonly string[]) {
  const all = globSync(['{src,test,bench}/**/*.test.ts'], { cwd: ROOT }).toSorted()
  const files = all.filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  return {
    plain: files.filter((file) => !/\.(browser|program)\.test\.ts$/.test(file)),
    program: files.filter((file) => file.endsWith('.program.test.ts')),
    browser: files.filter((file) => file.endsWith('.browser.test.ts')),
  }
}
