import type { Generated } from 'kysely'

export interface NameChangeTable {
  id: Generated<number>
  kind: 'tag' | 'pseud'
  subject_id: number
}
