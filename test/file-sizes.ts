import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './list-files.ts'

export interface FileSize {
  file: string
  lines: number
}

/** The program's own files, largest first. Tests and facts for tests are not among them. */
export function listSizes(): FileSize[] {
  return globSync('src/**/*.{ts,js,css}', { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines)
}

export function describeSizes(): string {
  const sizes = listSizes()
  const median = sizes[Math.floor(sizes.length / 2)]!
  const largest = sizes.slice(0, 10).map(({ file, lines }) => `  ${String(lines).padStart(4)}  ${file}`)
  const head = `${sizes.length} files in src, the median has ${median.lines} lines (${median.file}); the ten largest:`
  return [head, ...largest].join('\n')
}
