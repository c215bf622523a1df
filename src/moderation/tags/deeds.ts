import type { Db } from '../../store/database.ts'
import { type Plan } from '../../tags/wrangling/plan.ts'
import { planFree, planParents, planScopes } from '../../tags/wrangling/plan-places.ts'
import { planSynonyms } from '../../tags/wrangling/plan-synonyms.ts'
import { type Marks, planDescription, planMarks, planMeanings, planRename } from '../../tags/wrangling/plan-words.ts'
import { cleanText } from '../../text/well-formed.ts'
import { briefHtml } from '../../works/source-to-html.ts'
import { planSplit } from './plan-split.ts'

/** What can be done to tags. The same is previewed, carried out, and undone. */
export type Deed =
  | { kind: 'synonym' | 'merge'; tagIds: readonly number[]; intoId: number }
  | { kind: 'free'; tagIds: readonly number[] }
  | { kind: 'parents' | 'scope'; tagIds: readonly number[]; addIds: readonly number[]; removeIds: readonly number[] }
  | { kind: 'rename'; tagId: number; name: string }
  | { kind: 'description'; tagId: number; description: string }
  | { kind: 'meanings'; tagId: number; meaningIds: readonly number[] }
  | { kind: 'split'; tagId: number }
  | { kind: 'marks'; tagIds: readonly number[]; marks: Marks }

/** Refuses what cannot be done, per field. */
export async function planOf(db: Db, deed: Deed, now: number): Promise<Plan> {
  switch (deed.kind) {
    case 'synonym':
    case 'merge':
      return planSynonyms(db, { ...deed, withWorks: deed.kind === 'merge' }, now)
    case 'free':
      return planFree(db, deed.tagIds)
    case 'parents':
      return planParents(db, deed, now)
    case 'scope':
      return planScopes(db, deed, now)
    case 'rename':
      return planRename(db, deed, now)
    case 'description': {
      const source = cleanText(deed.description).trim()
      return planDescription(db, { tagId: deed.tagId, source, html: source === '' ? '' : briefHtml(source) })
    }
    case 'meanings':
      return planMeanings(db, deed, now)
    case 'split':
      return planSplit(db, deed.tagId)
    case 'marks':
      return planMarks(db, deed, now)
  }
}
