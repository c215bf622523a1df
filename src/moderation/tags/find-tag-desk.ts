import { sql } from 'kysely'
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { listVocabularyNames } from '../../tags/list-vocabulary-names.ts'
import { findBelongings } from '../../tags/wrangling/find-belongings.ts'
import { findWrangled, type WrangledTag } from '../../tags/wrangling/find-wrangled.ts'
import { mayBeScoped } from '../../tags/wrangling/may-stand-below.ts'
import { refuseOtherThanModerators } from './rights.ts'
import { surveyTags, type Use } from './survey.ts'

export interface TagDesk {
  tag: WrangledTag
  descriptionSource: string
  canonical: WrangledTag | null
  synonyms: WrangledTag[]
  parents: WrangledTag[]
  children: WrangledTag[]
  fandoms: WrangledTag[]
  meanings: WrangledTag[]
  meaningOf: WrangledTag[]
  oldSlugs: string[]
  use: Use
  /** Works whose lists it stands for, as members see them. */
  meaningCount: number
  /** Fandoms of its works that it does not belong to yet. */
  suggestedFandoms: Array<WrangledTag & { works: number }>
  /** Where fandoms are; the first of several such vocabularies. */
  fandomVocabularySlug: string | null
}

const MOST_SUGGESTED = 3

/** For moderators. Refuses with not_found. */
export async function findTagDesk(db: Db, moderator: Member, tagId: number): Promise<TagDesk> {
  refuseOtherThanModerators(moderator)
  const [tag] = await findWrangled(db, [tagId])
  const [own, uses, words, addresses, vocabularies, { rows: counts }] = await Promise.all([
    findBelongings(db, [tagId]),
    surveyTags(db, [tagId]),
    db.selectFrom('tag').where('id', '=', tagId).select('description_source').executeTakeFirstOrThrow(),
    db.selectFrom('tag_address').where('tag_id', '=', tagId).select('slug').orderBy('slug').execute(),
    listVocabularyNames(db),
    sql<{ count: number }>`select count(*) as count from work_tag_expansion
      where tag_id = ${tagId} and audience >= 1`.execute(db),
  ])
  const use = uses.get(tagId)!
  const suggested = mayBeScoped(tag!) ? use.fandoms.slice(0, MOST_SUGGESTED) : []
  const groups = {
    synonyms: own.synonyms.map((row) => row.id),
    parents: own.parents.filter((link) => link.tag_id === tagId).map((link) => link.parent_id),
    children: own.parents.filter((link) => link.parent_id === tagId).map((link) => link.tag_id),
    fandoms: own.scopes.filter((link) => link.tag_id === tagId).map((link) => link.fandom_id),
    meanings: own.meanings.filter((link) => link.tag_id === tagId).map((link) => link.meaning_id),
    meaningOf: own.meanings.filter((link) => link.meaning_id === tagId).map((link) => link.tag_id),
  }
  const all = await findWrangled(db, [
    ...Object.values(groups).flat(),
    ...suggested.map((fandom) => fandom.id),
    ...(tag!.canonicalId === null ? [] : [tag!.canonicalId]),
  ])
  const byId = new Map(all.map((one) => [one.id, one]))
  const these = (ids: readonly number[]) =>
    ids.map((id) => byId.get(id)!).sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id)
  return {
    tag: tag!,
    descriptionSource: words.description_source,
    canonical: tag!.canonicalId === null ? null : byId.get(tag!.canonicalId)!,
    synonyms: these(groups.synonyms),
    parents: these(groups.parents),
    children: these(groups.children),
    fandoms: these(groups.fandoms),
    meanings: these(groups.meanings),
    meaningOf: these(groups.meaningOf),
    oldSlugs: addresses.map((row) => row.slug),
    use,
    meaningCount: counts[0]!.count,
    suggestedFandoms: suggested
      .filter((fandom) => !groups.fandoms.includes(fandom.id))
      .map((fandom) => ({ ...byId.get(fandom.id)!, works: fandom.works })),
    fandomVocabularySlug: vocabularies.find(({ role }) => role === 'fandom')?.slug ?? null,
  }
}
