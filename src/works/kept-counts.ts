// Counts over many works, kept for a moment: a tag's page is asked for far more often than a work is posted.
import type { Db } from '../store/database.ts'
import { KeptWith } from '../store/kept-with.ts'

const KEPT_MS = 5000
const MOST_KEPT = 5000

interface Kept {
  counted: Promise<unknown>
  changes: number
  at: number
}

const kept = new KeptWith<object, Map<string, Kept>>()
let changes = 0

/** Whoever changes what lists hold says so; a change on another node is seen within five seconds. */
export function forgetCounts(): void {
  changes++
}

/** What `count` found a moment ago, unless a work has changed since. `key` names the question and all its values. */
export function keepCount<T>(db: Db, key: string, count: () => Promise<T>): Promise<T> {
  if (db.isTransaction) return count()
  let counts = kept.get(db)
  if (!counts || counts.size >= MOST_KEPT) kept.set(db, (counts = new Map()))
  const found = counts.get(key)
  if (found && found.changes === changes && Date.now() - found.at < KEPT_MS) return found.counted as Promise<T>
  const counted = count()
  counts.set(key, { counted, changes, at: Date.now() })
  counted.catch(() => counts.delete(key))
  return counted
}
