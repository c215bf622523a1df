// A small archive in which every way of narrowing and sorting a list makes a difference; works are known by letters.
import { refreshWorks } from '../src/works/refresh-work.ts'
import { type Cast, aCast, aTag, aWork, DAY, NOON } from './cast.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

interface Facts {
  title: string
  by: Array<'Ada' | 'Wren' | 'Bea'>
  tags: string[]
  language?: string
  words: number
  chapters?: number
  complete?: boolean
  /** Days after the first. */
  posted: number
  updated: number
  /** Kudos, reviews, reads. */
  numbers: [number, number, number]
  membersOnly?: boolean
  hidden?: boolean
  switches?: { downloads_on?: 0; reviews_on?: 0 }
}

/** In the order of their ids. Ships and Stars are below Space, Lanterns is a name for Ships. */
const WORKS: Readonly<Record<string, Facts>> = {
  a: {
    title: 'Anchor',
    by: ['Ada'],
    tags: ['Ships', 'Fluff'],
    words: 100,
    posted: 1,
    updated: 9,
    numbers: [5, 2, 70],
  },
  b: {
    title: 'bell',
    by: ['Bea'],
    tags: ['Lanterns', 'Sad', 'A/B'],
    words: 900,
    posted: 2,
    updated: 2,
    numbers: [5, 0, 10],
  },
  c: {
    title: 'Çelik',
    by: ['Wren', 'Bea'],
    tags: ['Stars', 'Ships', 'B/A', 'C/D'],
    words: 500,
    chapters: 3,
    complete: true,
    posted: 3,
    updated: 8,
    numbers: [9, 7, 20],
  },
  d: {
    title: '鏡',
    by: ['Ada'],
    tags: ['Cats', 'Ships', 'C/D', 'A/B'],
    language: 'ja',
    words: 500,
    posted: 4,
    updated: 4,
    numbers: [0, 7, 90],
  },
  e: {
    title: 'ﬀ',
    by: ['Bea'],
    tags: ['Cats'],
    language: 'ar',
    words: 50,
    complete: true,
    posted: 5,
    updated: 5,
    numbers: [1, 1, 1],
    switches: { downloads_on: 0 },
  },
  f: {
    title: '𝒳',
    by: ['Ada', 'Bea'],
    tags: ['Space', 'Fluff', 'Sad'],
    words: 901,
    chapters: 2,
    posted: 6,
    updated: 9,
    numbers: [2, 2, 2],
    switches: { reviews_on: 0 },
  },
  g: { title: 'bell', by: ['Wren'], tags: [], language: 'en-GB', words: 0, posted: 7, updated: 7, numbers: [0, 0, 0] },
  m: {
    title: 'Members',
    by: ['Ada'],
    tags: ['Ships', 'Fluff'],
    words: 100,
    posted: 8,
    updated: 20,
    numbers: [50, 50, 500],
    membersOnly: true,
  },
  x: {
    title: 'Gone',
    by: ['Ada'],
    tags: ['Ships', 'Fluff'],
    words: 100,
    posted: 9,
    updated: 21,
    numbers: [50, 50, 500],
    hidden: true,
  },
}

export interface FindingStage extends TestDatabase {
  cast: Cast
  /** By letter. */
  works: ReadonlyMap<string, number>
  /** By name. */
  tags: ReadonlyMap<string, number>
  vocabularies: ReadonlyMap<string, number>
  pseuds: ReadonlyMap<string, number>
}

export async function aFindingStage(): Promise<FindingStage> {
  const home = await openTestDatabase()
  const cast = await aCast(home.db)
  const vocabularies = new Map<string, number>()
  for (const [slug, role] of [
    ['realms', 'fandom'],
    ['moods', 'freeform'],
    ['pairs', 'relationship'],
  ] as const) {
    const row = { slug, name: slug, role, created_at: NOON }
    vocabularies.set(
      slug,
      (await home.db.insertInto('vocabulary').values(row).returning('id').executeTakeFirstOrThrow()).id,
    )
  }
  const tags = new Map<string, number>()
  for (const [slug, names] of [
    ['realms', ['Space', 'Ships', 'Stars', 'Lanterns', 'Cats']],
    ['moods', ['Fluff', 'Sad', 'Unused']],
    ['pairs', ['A/B', 'B/A', 'C/D', 'Letters']],
  ] as const)
    for (const name of names) tags.set(name, await aTag(home.db, vocabularies.get(slug)!, name))
  for (const [name, above] of [
    ['Ships', 'Space'],
    ['Stars', 'Space'],
    ['A/B', 'Letters'],
  ] as const)
    await home.db
      .insertInto('tag_parent')
      .values({ tag_id: tags.get(name)!, parent_id: tags.get(above)! })
      .execute()
  for (const [name, canonical] of [
    ['Lanterns', 'Ships'],
    ['B/A', 'A/B'],
  ] as const)
    await home.db
      .updateTable('tag')
      .set({ canonical_id: tags.get(canonical)! })
      .where('id', '=', tags.get(name)!)
      .execute()
  const pseuds = new Map([
    ['Ada', cast.ada.pseudId],
    ['Wren', cast.adaAsWren.pseudId],
    ['Bea', cast.bea.pseudId],
  ])
  const works = new Map<string, number>()
  for (const [letter, facts] of Object.entries(WORKS)) works.set(letter, await post(home, facts, { tags, pseuds }))
  return { ...home, cast, works, tags, vocabularies, pseuds }
}

async function post(
  { db }: TestDatabase,
  facts: Facts,
  { tags, pseuds }: Pick<FindingStage, 'tags' | 'pseuds'>,
): Promise<number> {
  const { workId, chapterIds } = await aWork(db, {
    title: facts.title,
    pseudIds: facts.by.map((name) => pseuds.get(name)!),
    tagIds: facts.tags.map((name) => tags.get(name)!),
    language: facts.language ?? 'en',
    complete: facts.complete,
    postedAt: dayOf(facts.posted),
    hiddenAt: facts.hidden ? NOON : null,
    chapters: Array.from({ length: facts.chapters ?? 1 }, () => ({})),
  })
  const [kudos_count, review_count, read_count] = facts.numbers
  await db.updateTable('chapter').set({ word_count: 0 }).where('work_id', '=', workId).execute()
  await db.updateTable('chapter').set({ word_count: facts.words }).where('id', '=', chapterIds[0]!).execute()
  await db
    .updateTable('work')
    .set({
      updated_at: dayOf(facts.updated),
      members_only: facts.membersOnly ? 1 : 0,
      kudos_count,
      review_count,
      read_count,
      ...facts.switches,
    })
    .where('id', '=', workId)
    .execute()
  await refreshWorks(db, [workId])
  return workId
}

export function dayOf(day: number): number {
  return NOON + day * DAY
}
