import type { Viewer } from '../../people/viewer.ts'
import { findSurroundings } from '../../tags/find-surroundings.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { Parts } from '../parts.ts'

/**
 * What stands above a tag and around it, as this viewer may know it: a fandom, or what stands below, shows in use, as it
 * does where tags are browsed. Other names and meanings were given by those who sort tags.
 */
export async function findShownAround({ db, finder }: Pick<Parts, 'db' | 'finder'>, viewer: Viewer, tagId: number) {
  const { parents, around } = await findSurroundings(db, tagId)
  const asked = around.filter(({ how, closed }) => closed === 0 && (how === 'below' || how === 'fandom'))
  if (asked.length === 0) return { parents, around }
  const used = await finder.findUsedNames(
    'tag',
    asked.map(({ id }) => id),
    leastAudience(viewer),
  )
  return { parents, around: around.filter((one) => !asked.includes(one) || used.has(one.id)) }
}
