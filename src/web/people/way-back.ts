import { paths, sameSitePath } from '../paths.ts'
import type { C } from '../respond.ts'

const ENTRANCES: readonly string[] = [paths.login({}), paths.register({}), paths.logout({}), paths.lostPassword({})]

/** Where to go after logging in: a page of this archive, written as a header may hold it; else null. */
export function wayBack(c: C, value: string | undefined): string | null {
  const path = sameSitePath(value)
  const base = c.get('origin')
  if (path === null || !URL.canParse(path, base)) return null
  const url = new URL(path, base)
  if (url.origin !== new URL(base).origin || ENTRANCES.includes(url.pathname)) return null
  return sameSitePath(url.pathname + url.search + url.hash)
}
