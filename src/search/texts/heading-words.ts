import type { Db } from '../../store/database.ts'
import type { VocabularyRole } from '../../store/tables/tags.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { tokensOf } from '../../text/search-words/tokens.ts'
import { listCreators } from '../../works/list-creators.ts'
import { BREAK } from './cut-passages.ts'
import { HEADING, type HeadingPart } from './parts-of-work.ts'

/** By part: its words, parted by spaces. */
export type HeadingWords = ReadonlyMap<number, string>

/** Of works that lists may show, by work: the words of each part that has some. Works that are missing show in none. */
export async function readHeadingWords(db: Db, workIds: readonly number[]): Promise<Map<number, HeadingWords>> {
  const [works, creators, tags] = await Promise.all([
    readWorks(db, workIds),
    listCreators(db, workIds),
    readTags(db, workIds),
  ])
  return new Map(
    works.map((work) => {
      const names = (creators.get(work.id) ?? []).map((creator) => creator.name)
      const texts: Partial<Record<HeadingPart, readonly string[]>> = {
        title: [work.title],
        author: names,
        ...tags.get(work.id),
        summary: [htmlToText(work.summary_html)],
        notes: [htmlToText(work.notes_html), htmlToText(work.end_notes_html)],
      }
      const words = Object.entries(texts).map(([part, each]) => [HEADING[part as HeadingPart], wordsOf(each)] as const)
      return [work.id, new Map(words.filter(([, words]) => words !== ''))]
    }),
  )
}

/** Of one text after the other, with something between them that no phrase reaches across. */
function wordsOf(texts: readonly string[]): string {
  const parts = texts.map((text) => tokensOf(text).join(' '))
  return parts.filter((words) => words !== '').join(` ${BREAK} `)
}

function readWorks(db: Db, workIds: readonly number[]) {
  return db
    .selectFrom('work')
    .where('id', 'in', workIds)
    .where('audience', '>', 0)
    .select(['id', 'title', 'summary_html', 'notes_html', 'end_notes_html'])
    .execute()
}

const PART_OF: Partial<Record<VocabularyRole, HeadingPart>> = {
  fandom: 'fandom',
  character: 'character',
  relationship: 'relationship',
}

type TagNames = Partial<Record<HeadingPart, string[]>>

/** With what a tag stands for and what is above it; spoilers and ratings are for filters alone. */
async function readTags(db: Db, workIds: readonly number[]): Promise<Map<number, TagNames>> {
  const rows = await db
    .selectFrom('work_tag_expansion as meant')
    .innerJoin('tag', 'tag.id', 'meant.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('meant.work_id', 'in', workIds)
    .where('vocabulary.spoiler', '=', 0)
    .where('vocabulary.role', '!=', 'rating')
    .where('tag.hidden', '=', 0)
    .select(['meant.work_id', 'tag.name', 'vocabulary.role'])
    .orderBy('meant.work_id')
    .orderBy('tag.id')
    .execute()
  const names = new Map<number, TagNames>()
  for (const { work_id, name, role } of rows) {
    const of = names.get(work_id) ?? {}
    ;(of[PART_OF[role] ?? 'tag'] ??= []).push(name)
    names.set(work_id, of)
  }
  return names
}
