import type { WorkPage } from '../works/find-work-page.ts'
import type { WorkTag } from '../works/list-work-tags.ts'
import type { BookFact } from './book.ts'
import type { Press } from './press.ts'

/** What the work page says of a work, line by line: rating and warnings first, then tags, series and numbers. */
export function factsOf({ work, chapters, tags, series }: WorkPage, { words }: Press): BookFact[] {
  const { facts: label } = words
  const warnings = tags.filter((tag) => tag.role === 'warning' && tag.spoiler === 0)
  const others = tags.filter((tag) => tag.role !== 'rating' && !warnings.includes(tag))
  const groups = [...Map.groupBy(others, (tag) => tag.vocabularySlug).values()]
  const lines: BookFact[] = [
    fact(label.rating, work.rating ? [work.rating.name] : []),
    fact(label.warnings, warnings.map(nameOf)),
    ...groups.map((group) => ({
      ...fact(group[0]!.vocabularyName, group.map(nameOf)),
      isSpoiler: group[0]!.spoiler === 1,
    })),
    fact(
      label.series,
      series.map(({ position, title }) => words.series(position, title)),
    ),
    fact(label.status, [work.isComplete ? words.complete : words.inProgress]),
    fact(label.chapters, [words.number(chapters.length)]),
    fact(label.words, [words.number(chapters.reduce((count, chapter) => count + chapter.wordCount, 0))]),
    fact(label.published, work.postedAt === null ? [] : [words.date(work.postedAt)]),
    fact(label.updated, [words.date(work.updatedAt)]),
    fact(label.language, [words.language(work.language)]),
  ]
  return lines.filter(({ values }) => values.length > 0)
}

function fact(label: string, values: readonly string[]): BookFact {
  return { label, values, isSpoiler: false }
}

const nameOf = (tag: WorkTag) => tag.name
