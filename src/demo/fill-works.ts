import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import type { TagChoice } from '../tags/choose-tags.ts'
import { type FormVocabulary, listFormVocabularies } from '../tags/list-form-vocabularies.ts'
import { addChapter } from '../works/add-chapter.ts'
import { createWork } from '../works/create-work.ts'
import type { ChapterInput, WorkInput } from '../works/work-input.ts'
import { replaceOwnPseuds } from '../works/write-creators.ts'
import type { Members } from './fill-members.ts'
import { type DemoText, readTexts } from './read-texts.ts'
import { type DemoWork, WORKS } from './works.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Through the commands that members use, at times before `now`. Returns the works' ids by title. */
export async function fillWorks(db: Db, members: Members, now: number): Promise<Map<string, number>> {
  const texts = readTexts()
  const ids = new Map<string, number>()
  for (const facts of WORKS.filter(({ kept }) => kept !== 'held')) {
    const text = texts.get(facts.source)!
    ids.set(facts.title ?? text.title, await fillWork(db, members, { facts, text, now }))
  }
  return ids
}

/** Apart, because the archive must hold new works back by then. */
export async function fillQueue(db: Db, members: Members, now: number): Promise<void> {
  const texts = readTexts()
  for (const facts of WORKS.filter(({ kept }) => kept === 'held')) {
    await fillWork(db, members, { facts, text: texts.get(facts.source)!, now })
  }
}

interface Filling {
  facts: DemoWork
  text: DemoText
  now: number
}

async function fillWork(db: Db, members: Members, { facts, text, now }: Filling): Promise<number> {
  const member = members.get(facts.by)!
  const chapters = (facts.chapters ?? text.chapters.keys().toArray()).map((index) => text.chapters[index]!)
  const inputs = chapters.map(({ title, html }, index) =>
    chapterInput(facts, index === 0 ? first(title) : plain(title), html),
  )
  const start = now - facts.daysAgo * DAY_MS
  const intent = facts.kept === 'draft' ? 'save' : 'post'
  const token = `demo ${facts.title ?? text.id}`
  const work = await workInput(db, member, facts, text)
  const { workId } = await createWork(db, member, { work, chapter: inputs[0]!, intent, token }, start)
  if (facts.with) await credit(db, members.get(facts.with)!, workId)
  for (const [index, chapter] of inputs.slice(1).entries()) {
    const at = Math.min(start + (index + 1) * (facts.every ?? 0) * DAY_MS, now)
    await addChapter(db, member, { workId, chapter, intent, token: `${token} ${index}` }, at)
  }
  return workId
}

const first = (title: string) => ({ title, isFirst: true })
const plain = (title: string) => ({ title, isFirst: false })

function chapterInput(
  facts: DemoWork,
  { title, isFirst }: { title: string; isFirst: boolean },
  html: string,
): ChapterInput {
  return {
    title,
    language: '',
    notes: (isFirst && facts.chapterNotes) || '',
    text: html,
    endNotes: (isFirst && facts.endNotes) || '',
    format: 'html',
    pseudId: null,
  }
}

async function workInput(db: Db, member: Member, facts: DemoWork, text: DemoText): Promise<WorkInput> {
  const source = `<p>The text is from <em>${text.title}</em> by ${text.author}: ${text.licence}.</p>`
  return {
    title: facts.title ?? text.title,
    language: text.language,
    summary: facts.summary ?? `<p>${text.summary}</p>`,
    notes: facts.notes ?? '',
    endNotes: source,
    isComplete: facts.isComplete ?? false,
    isMembersOnly: facts.membersOnly ?? false,
    isRoundRobin: false,
    isWithoutDownloads: false,
    isWithoutReviews: false,
    pseudIds: [await pseudOf(db, member, facts.as)],
    tags: new Map(
      (await listFormVocabularies(db, [])).map((vocabulary) => [vocabulary.id, choiceFor(vocabulary, facts)]),
    ),
  }
}

async function pseudOf(db: Db, member: Member, name: string | undefined): Promise<number> {
  if (name === undefined) return member.pseudId
  const own = db.selectFrom('pseud').where('account_id', '=', member.accountId).where('name', '=', name)
  return (await own.select('id').executeTakeFirstOrThrow()).id
}

function choiceFor({ role, tags }: FormVocabulary, facts: DemoWork): TagChoice {
  const names: Record<string, readonly string[]> = {
    rating: [facts.rating],
    warning: facts.warnings ?? ['No Warnings Apply'],
    facet: [facts.relationships ? 'F/M' : 'Gen'],
  }
  if (tags) return { picked: tags.filter((tag) => names[role]?.includes(tag.name)).map((tag) => tag.id) }
  const typed: Record<string, string | undefined> = {
    fandom: facts.fandom,
    character: facts.characters,
    relationship: facts.relationships,
    freeform: facts.tags,
  }
  return { typed: typed[role] ?? '' }
}

async function credit(db: Db, member: Member, workId: number): Promise<void> {
  await replaceOwnPseuds(db, member, { workId, pseudIds: [member.pseudId] })
}
