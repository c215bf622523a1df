// Reads PDFs with poppler's programs, where they are installed.
import { spawnSync } from 'node:child_process'

export const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined

export const WITHOUT_POPPLER = hasPoppler ? false : 'pdftotext (poppler-utils) is not installed'

/** The words of all pages, in the order of reading; pages are parted by form feeds. */
export function pdfText(pdf: Uint8Array): string {
  return poppler('pdftotext', ['-', '-'], pdf)
}

export function pdfFacts(pdf: Uint8Array): Record<string, string> {
  const lines = poppler('pdfinfo', ['-'], pdf).split('\n')
  return Object.fromEntries(lines.map((line) => line.split(/:\s+(.*)/s).slice(0, 2)))
}

function poppler(program: string, args: readonly string[], input: Uint8Array): string {
  const { stdout, status, stderr } = spawnSync(program, args, { input, maxBuffer: 64 * 1024 * 1024 })
  if (status !== 0) throw new Error(`${program}: ${stderr.toString()}`)
  return stdout.toString('utf8')
}
