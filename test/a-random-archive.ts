// An archive with works, tags and people drawn by lot, and changes of every kind to them, always through the rules that
// keep what is derived.
import type { Random } from '../bench/random.ts'
import type { Db } from '../src/store/database.ts'
import { noteWorkChanges } from '../src/store/work-changes.ts'
import { refreshNumbers } from '../src/works/refresh-numbers.ts'
import { refreshWorks } from '../src/works/refresh-work.ts'
import { aMember, aPseud, aTag, aWork, DAY, NOON } from './cast.ts'

export const LANGUAGES = ['en', 'ja', 'ar', 'de']
const TITLES = ['', 'Alpha', 'Beta', 'beta', 'Ünder', 'Zoo', '日本', 'Alpha 2', 'Alpha 10', '\u{1f600} Smile']
const ROLES = ['rating', 'fandom', 'character', 'relationship', 'freeform', 'facet'] as const

export interface RandomArchive {
  db: Db
  random: Random
  tags: number[]
  pseuds: number[]
  accounts: number[]
  vocabularies: number[]
  works: number[]
}

export async function aRandomArchive(db: Db, random: Random, workCount: number): Promise<RandomArchive> {
  const archive: RandomArchive = { db, random, tags: [], pseuds: [], accounts: [], vocabularies: [], works: [] }
  for (const name of ['Ada', 'Bea', 'Cleo']) {
    const { accountId, pseudId } = await aMember(db, name)
    const other = await aPseud(db, accountId, `${name} too`, false)
    archive.accounts.push(accountId)
    archive.pseuds.push(pseudId, other.pseudId)
  }
  for (const role of ROLES) {
    const row = { slug: role, name: role, role, many: role === 'rating' ? 0 : 1, created_at: NOON }
    const { id } = await db.insertInto('vocabulary').values(row).returning('id').executeTakeFirstOrThrow()
    archive.vocabularies.push(id)
    for (let tag = 0; tag < 8; tag++) archive.tags.push(await aTag(db, id, `${role} ${tag}`))
  }
  for (let change = 0; change < 12; change++) await changeTags(archive)
  for (let work = 0; work < workCount; work++) await addWork(archive)
  return archive
}

/** One change by lot. */
export async function changeSomething(archive: RandomArchive): Promise<string> {
  const changes = {
    addWork,
    changeWork,
    changeCreators,
    changeWorkTags,
    changeNumbers,
    changeTags,
    renamePseud,
    dropWork,
  }
  const name = archive.random.pick(Object.keys(changes)) as keyof typeof changes
  await changes[name](archive)
  return name
}

function someOf(random: Random, from: readonly number[], most: number): number[] {
  const few = Array.from({ length: 1 + random.below(most) }, () => random.pick(from))
  return [...new Set(few)]
}

async function addWork(archive: RandomArchive): Promise<void> {
  const { db, random, tags, pseuds, works } = archive
  const { workId } = await aWork(db, {
    title: random.pick(TITLES),
    pseudIds: someOf(random, pseuds, 3),
    tagIds: someOf(random, tags, 6),
    language: random.pick(LANGUAGES),
    postedAt: NOON + random.below(40) * DAY,
    complete: random.below(2) === 1,
    chapters: Array.from({ length: 1 + random.below(3) }, () => ({
      html: `<p>${'a word '.repeat(random.below(9))}</p>`,
    })),
  })
  works.push(workId)
}

async function changeWork({ db, random, works }: RandomArchive): Promise<void> {
  const id = random.pick(works)
  const title = random.pick(TITLES)
  const changes = [
    { title, sort_title: title.toLowerCase() },
    { updated_at: NOON + random.below(60) * DAY },
    { hidden_at: random.below(2) === 1 ? NOON : null },
    { members_only: random.below(2) },
    { complete: random.below(2) },
    { language: random.pick(LANGUAGES) },
    { downloads_on: random.below(2), reviews_on: random.below(2) },
  ]
  await db.updateTable('work').set(random.pick(changes)).where('id', '=', id).execute()
  await refreshWorks(db, [id])
}

async function changeCreators({ db, random, works, pseuds }: RandomArchive): Promise<void> {
  const id = random.pick(works)
  await db.deleteFrom('creator').where('work_id', '=', id).execute()
  const chosen = random.below(6) === 0 ? [] : someOf(random, pseuds, 3)
  if (chosen.length > 0) {
    const rows = chosen.map((pseud_id) => ({ work_id: id, pseud_id, position: random.below(2) }))
    await db.insertInto('creator').values(rows).execute()
  }
  await refreshWorks(db, [id])
}

async function changeWorkTags({ db, random, works, tags }: RandomArchive): Promise<void> {
  const id = random.pick(works)
  await db.deleteFrom('work_tag').where('work_id', '=', id).execute()
  const rows = someOf(random, tags, 6).map((tag_id, position) => ({ work_id: id, tag_id, position }))
  await db.insertInto('work_tag').values(rows).execute()
  await refreshWorks(db, [id])
}

async function changeNumbers({ db, random, works, accounts }: RandomArchive): Promise<void> {
  const id = random.pick(works)
  const kudos = { work_id: id, account_id: random.pick(accounts), guest_key: null, created_at: NOON }
  await db
    .insertInto('kudos')
    .values(kudos)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .updateTable('work')
    .set({ read_count: random.below(5) })
    .where('id', '=', id)
    .execute()
  await refreshNumbers(db, [id])
}

async function changeTags({ db, random, tags, works, vocabularies }: RandomArchive): Promise<void> {
  const id = random.pick(tags)
  const other = random.pick(tags)
  const before = await worksOf(db, id)
  switch (random.below(5)) {
    case 0:
      if (id < other) await db.updateTable('tag').set({ canonical_id: other }).where('id', '=', id).execute()
      break
    case 1:
      await db.updateTable('tag').set({ canonical_id: null }).where('id', '=', id).execute()
      break
    case 2:
      await db
        .updateTable('tag')
        .set({ vocabulary_id: random.pick(vocabularies) })
        .where('id', '=', id)
        .execute()
      break
    case 3:
      await db.deleteFrom('tag_parent').where('tag_id', '=', id).execute()
      break
    default:
      if (id === other) break
      await db
        .insertInto('tag_parent')
        .values({ tag_id: id, parent_id: other })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  }
  if (works.length > 0) await refreshWorks(db, before)
}

async function worksOf(db: Db, tagId: number): Promise<number[]> {
  const rows = await db.selectFrom('work_tag_expansion').where('tag_id', '=', tagId).select('work_id').execute()
  return rows.map((row) => row.work_id)
}

async function renamePseud({ db, random, pseuds }: RandomArchive): Promise<void> {
  const id = random.pick(pseuds)
  await db
    .updateTable('pseud')
    .set({ sort_name: random.pick(TITLES).toLowerCase() })
    .where('id', '=', id)
    .execute()
  const rows = await db.selectFrom('creator').where('pseud_id', '=', id).select('work_id').execute()
  await noteWorkChanges(
    db,
    rows.map((row) => row.work_id),
  )
}

/** Some works for good, to be made room for. */
async function dropWork(archive: RandomArchive): Promise<void> {
  const { db, random, works } = archive
  if (works.length < 10) return
  const [id] = works.splice(random.below(works.length), 1)
  await db.deleteFrom('work').where('id', '=', id!).execute()
  await noteWorkChanges(db, [id!])
}
