// Names of parameters of the old lists.
import type { OldQuery } from './old-query.ts'

/** Those that the old lists gave a meaning of their own; others may be names of class types. */
const NO_CLASS_TYPES = new Set(
  `type catid id charid charlist1 charlist2 rid rating classin classex class classid type_id complete completed wordlow
  wordhigh sort sortorder let offset searchtype searchterm authors uid go submit skin list action sid seriesid parentcatid
  textsize viewlist summary sortby page add remove`.split(/\s+/),
)

/** `class_3=12`, and `genres=12` by the name that a class type had. */
export function classTypeNames(query: OldQuery): string[] {
  return query.names().filter((name) => /^class_[0-9]+$/.test(name) || (!name.startsWith('exclass_') && isFree(name)))
}

function isFree(name: string): boolean {
  return /^[a-z][a-z_0-9]*$/.test(name) && !NO_CLASS_TYPES.has(name)
}

export function isOfType(query: OldQuery, type: string): boolean {
  return query.word('type') === type
}
