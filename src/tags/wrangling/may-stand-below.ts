import type { VocabularyRole } from '../../store/tables/tags.ts'

export interface Kind {
  vocabularyId: number
  role: VocabularyRole
}

/**
 * Within a vocabulary every tag may stand below another. Across them only where the one implies the other: a pairing its
 * characters, and what belongs to a story's world that world. Ratings are steps and gates, and stand below nothing.
 */
export function mayStandBelow(child: Kind, parent: Kind): boolean {
  if (child.role === 'rating' || parent.role === 'rating') return false
  if (child.vocabularyId === parent.vocabularyId) return true
  if (parent.role === 'character') return child.role === 'relationship'
  return parent.role === 'fandom' && ['character', 'relationship', 'freeform'].includes(child.role)
}

/** What belongs to fandoms is offered and chosen by them. */
export function mayBeScoped({ role }: { role: VocabularyRole }): boolean {
  return role === 'character' || role === 'relationship' || role === 'freeform'
}
