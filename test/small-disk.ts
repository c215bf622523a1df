// A disk that fills up soon, for tests of what is said then.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const NO_DISK = 'only the system’s administrator can make a small disk to try this on'

/** It goes when the tests end; null where this user may not make one. */
export function smallDisk(megabytes: number): string | null {
  const place = mkdtempSync(join(tmpdir(), 'fanfold-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { stdio: 'ignore' })
  } catch {
    rmSync(place, { recursive: true })
    return null
  }
  process.once('exit', () => {
    execFileSync('umount', [place])
    rmSync(place, { recursive: true })
  })
  return place
}

export function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
