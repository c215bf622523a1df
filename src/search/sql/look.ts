import type { Db } from '../../store/database.ts'
import type { Answer, HiddenCounts, Question } from '../question.ts'
import { askSql } from './ask-sql.ts'
import { countEachSql } from './count-each.ts'
import { countHiddenSql } from './count-hidden.ts'
import { countTagsInSql, type TagsIn } from './count-tags-in.ts'

/** What the database can be asked of lists, by name, so that another process can be told. */
export interface Looks {
  list: { asked: Question; found: Answer }
  hidden: { asked: Question; found: HiddenCounts }
  each: { asked: readonly Question[]; found: number[] }
  tags: { asked: TagsIn; found: number[] }
}

export type LookName = keyof Looks

const LOOKS: { [Name in LookName]: (db: Db, asked: Looks[Name]['asked']) => Promise<Looks[Name]['found']> } = {
  list: askSql,
  hidden: countHiddenSql,
  each: countEachSql,
  tags: countTagsInSql,
}

export function look<Name extends LookName>(db: Db, name: Name, asked: Looks[Name]['asked']) {
  return LOOKS[name](db, asked)
}
