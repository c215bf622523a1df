import { foldTag } from '../text/slug.ts'
import { sortKey } from '../text/sort-key.ts'

/** A row for a tag of this name, without its slug. Names carry no language, so English articles are skipped. */
export function newTag(vocabularyId: number, name: string, now: number) {
  return {
    vocabulary_id: vocabularyId,
    name,
    name_folded: foldTag(name),
    sort_name: sortKey(name, 'und'),
    canonical_id: null,
    image_url: null,
    created_at: now,
  }
}
